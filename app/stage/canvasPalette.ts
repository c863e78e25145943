import type { Hue } from "#scene/marks.ts";

/** Colours of the cells, as the page's tokens have them just now. */
export interface CanvasPalette {
  readonly paper: string;
  readonly free: string;
  readonly mapped: string;
  readonly outline: string;
  readonly ink: string;
  readonly onContent: string;
  readonly now: string;
  readonly hues: Readonly<Record<Hue, string>>;
  readonly font: string;
}

/** A canvas is not repainted in the colours that a reader forces on the page: these are the system's. */
const FORCED: Omit<CanvasPalette, "font"> = {
  paper: "Canvas",
  free: "Canvas",
  mapped: "Canvas",
  outline: "CanvasText",
  ink: "CanvasText",
  onContent: "Canvas",
  now: "Highlight",
  hues: { a: "CanvasText", b: "CanvasText", c: "CanvasText", d: "CanvasText", none: "GrayText" },
};

export const paletteOf = (element: Element): CanvasPalette => {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const font = token("font-mono");
  if (matchMedia("(forced-colors: active)").matches) return { ...FORCED, font };
  return {
    paper: token("paper"),
    free: token("line"),
    mapped: token("panel"),
    outline: token("slot"),
    ink: token("ink"),
    onContent: token("on-content"),
    now: token("now"),
    hues: {
      a: token("content-a"),
      b: token("content-b"),
      c: token("content-c"),
      d: token("content-d"),
      none: token("ink-3"),
    },
    font,
  };
};

const QUERIES = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"];

/** Calls whenever the colours of the page may have become others. Gives the way to stop. */
export const onPaletteChange = (changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const queries = QUERIES.map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", changed);
  };
};
