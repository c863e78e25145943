/** What decides how a mark of the stage looks. All of it may stand as an attribute in SVG. */
const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "visibility",
  "display",
  "paint-order",
] as const;
const TEXT_LOOKS = [
  "font-family",
  "font-size",
  "font-weight",
  "letter-spacing",
  "text-anchor",
  "dominant-baseline",
] as const;

const TEXTS = new Set(["text", "tspan"]);

/** What means nothing outside the page. */
const PAGE_ONLY = ["class", "style", "tabindex", "role", "aria-label", "aria-pressed", "data-key"];

/** Writes the computed style of each element of `live` into the same element of `copy`, a deep clone of it. */
export const inlineStyles = (live: Element, copy: Element): void => {
  const [lives, copies] = [
    [live, ...live.querySelectorAll("*")],
    [copy, ...copy.querySelectorAll("*")],
  ];
  for (const [index, element] of lives.entries()) {
    const target = copies[index];
    if (target === undefined) continue;
    const style = getComputedStyle(element);
    const names = TEXTS.has(element.tagName) ? [...LOOKS, ...TEXT_LOOKS] : LOOKS;
    for (const name of PAGE_ONLY) target.removeAttribute(name);
    for (const name of names) target.setAttribute(name, style.getPropertyValue(name));
  }
};
