import type { TokenMark } from "#scene/marks.ts";
import type { Overlay, Tie } from "#scene/picture.ts";
import { drawTokens } from "./drawEntries.ts";
import { type Group, whenChanged } from "./layers.ts";
import { polyline } from "./shapes.ts";

const BADGE = 9;

const tiePath = (tie: Tie): string =>
  tie.upright
    ? `M${tie.y - 4},${tie.x1}V${tie.x2}`
    : `M${tie.x1},${tie.y - 4}V${tie.y + 4}M${tie.x1},${tie.y}H${tie.x2}M${tie.x2},${tie.y - 4}V${tie.y + 4}`;

/** Arguments of the call, tied to their places. */
export const createTieLayer = (parent: Group) => {
  const group = parent.append("g").attr("class", "ties").attr("aria-hidden", "true");
  return whenChanged((ties: readonly Tie[]) => {
    group
      .selectAll<SVGPathElement, Tie>("path")
      .data(ties, (tie) => tie.key)
      .join("path")
      .attr("class", (tie) => `tie is-${tie.tone}`)
      .attr("d", tiePath);
  });
};

const PILL = { height: 20, pad: 9, character: 7.6 };

/** The errno, where the call stopped. The explorer's card explains it, as it does in the sentence. */
export const createFailureLayer = (parent: Group) => {
  const group = parent
    .append("g")
    .attr("class", "refusal")
    .attr("data-result", "now")
    .attr("data-press", "card")
    .attr("aria-hidden", "true")
    .attr("display", "none");
  const plate = group.append("rect").attr("rx", 4).attr("height", PILL.height);
  const errno = group.append("text").attr("x", PILL.pad).attr("y", 14);
  return whenChanged((failure: Overlay["failure"]) => {
    const at = failure?.at ?? null;
    group.attr("display", at === null ? "none" : null);
    if (failure === null || at === null) return;
    group.attr("transform", `translate(${at.x},${at.y})`);
    plate.attr("width", failure.errno.length * PILL.character + 2 * PILL.pad);
    errno.text(failure.errno);
  });
};

/** The dotted way of a batch, under everything that moves. */
export const createTrailLayer = (parent: Group) => {
  const group = parent.append("g").attr("class", "trails").attr("aria-hidden", "true");
  return whenChanged((trail: Overlay["trail"]) => {
    const trails = trail === null ? [] : [trail];
    group
      .selectAll("path")
      .data(trails)
      .join("path")
      .attr("class", (t) => `trail${t.numbered ? " is-thin" : ""}`)
      .attr("opacity", (t) => t.opacity.toFixed(3))
      .attr("d", (t) => polyline(t.points));
    const ends = trails
      .flatMap((t) => (t.numbered ? [t.points[0], t.points.at(-1)] : []))
      .filter((p) => p !== undefined);
    const marks = group
      .selectAll("g.trail-end")
      .data(ends)
      .join((enter) => {
        const end = enter.append("g").attr("class", "trail-end");
        end.append("circle").attr("r", BADGE);
        end.append("text").attr("text-anchor", "middle").attr("y", 4);
        return end;
      })
      .attr("transform", (p) => `translate(${p.x},${p.y})`);
    marks.select("text").text((_, i) => i + 1);
  });
};

/** The travelling batch: its tokens are drawn once, and the whole block is moved by one transform. */
export const createBlockLayer = (parent: Group, patternOf: (pattern: TokenMark["pattern"]) => string) => {
  const group = parent.append("g").attr("class", "block").attr("aria-hidden", "true");
  const outline = group.append("rect").attr("class", "block-outline").attr("rx", 9);
  const caption = group.append("text").attr("class", "block-caption");
  const tokens = group.append("g");
  const fill = whenChanged((marks: readonly TokenMark[]) => drawTokens(tokens, marks, null, patternOf));
  const NONE: readonly TokenMark[] = [];
  return (block: Overlay["block"]): void => {
    group.attr("display", block === null ? "none" : null);
    fill(block?.tokens ?? NONE);
    if (block === null) return;
    group.attr("transform", `translate(${block.dx.toFixed(2)},${block.dy.toFixed(2)})`);
    group.attr("opacity", block.opacity >= 1 ? null : block.opacity.toFixed(3));
    caption.attr("x", block.outline.x + 2).attr("y", block.outline.y - 7);
    caption.text(block.caption ?? "");
    outline
      .attr("x", block.outline.x)
      .attr("y", block.outline.y)
      .attr("width", block.outline.w)
      .attr("height", block.outline.h);
  };
};
