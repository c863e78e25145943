import { createStage } from "#stage/stage.ts";
import { fontFaces } from "./fontFaces.ts";
import { inlineStyles } from "./inlineStyles.ts";
import type { Shot } from "#scene/shot.ts";

const SVG = "http://www.w3.org/2000/svg";
/** Height of the strip below the picture, and of its letters, in user units. */
const CAPTION = 44;
const CAPTION_TEXT = 15;
const MARGIN = 20;

/** A picture that needs nothing else: styles, fonts and words are in it. */
export interface SvgPicture {
  readonly text: string;
  /** In user units, as the picture is meant to be shown. */
  readonly width: number;
  readonly height: number;
}

/** Draws shot after shot in the page's present theme. */
export interface Draughtsman {
  draw(shot: Shot): Promise<SvgPicture>;
  destroy(): void;
}

const IGNORE = { onHover: () => undefined, onSelect: () => undefined };

const element = (name: string, attributes: Readonly<Record<string, string | number>>): Element => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
};

/** Removes what is not to be seen, which also takes the empty layers along. */
const withoutHidden = (root: Element): void => {
  for (const hidden of root.querySelectorAll("[display=none]")) hidden.remove();
};

const written = (text: string, colour: string, height: number, width: number): Element => {
  const label = element("text", {
    x: MARGIN,
    y: height + CAPTION / 2,
    fill: colour,
    "font-family": '"Inter Variable", sans-serif',
    "font-size": CAPTION_TEXT,
    "dominant-baseline": "middle",
  });
  label.textContent = text;
  const room = width - 2 * MARGIN;
  // A long sentence is set narrower rather than cut off.
  if (text.length * CAPTION_TEXT * 0.52 > room) {
    label.setAttribute("textLength", String(room));
    label.setAttribute("lengthAdjust", "spacingAndGlyphs");
  }
  return label;
};

/** Makes a stage that nobody sees, beside the one of the page. */
export const createDraughtsman = (): Draughtsman => {
  const host = document.createElement("div");
  host.inert = true;
  host.style.cssText = "position:fixed;left:-20000px;top:0;width:1px;height:1px;overflow:hidden";
  document.body.append(host);
  const stage = createStage(host, IGNORE);
  const draw = async ({ picture, layout, caption }: Shot): Promise<SvgPicture> => {
    stage.update({ picture, layout, selected: null, hovered: null, reducedMotion: false });
    const live = host.querySelector("svg");
    if (live === null) throw new Error("the stage drew no picture");
    const copy = live.cloneNode(true);
    if (!(copy instanceof SVGSVGElement)) throw new Error("the copy of the stage is no picture");
    inlineStyles(live, copy);
    withoutHidden(copy);
    const paper = getComputedStyle(document.documentElement);
    const height = layout.height + (caption === "" ? 0 : CAPTION);
    const style = element("style", {});
    style.textContent = await fontFaces();
    const ground = element("rect", { width: layout.width, height, fill: paper.getPropertyValue("--paper") });
    copy.prepend(style, ground);
    if (caption !== "") {
      copy.append(written(caption, paper.getPropertyValue("--ink"), layout.height, layout.width));
    }
    copy.setAttribute("viewBox", `0 0 ${layout.width} ${height}`);
    copy.setAttribute("width", String(layout.width));
    copy.setAttribute("height", String(height));
    copy.setAttribute("role", "img");
    copy.setAttribute("aria-label", caption);
    return { text: new XMLSerializer().serializeToString(copy), width: layout.width, height };
  };
  return {
    draw,
    destroy() {
      stage.destroy();
      host.remove();
    },
  };
};
