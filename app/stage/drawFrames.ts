import type { FrameMark, Pattern, Point } from "#scene/marks.ts";
import { type Emphasis, type Group, isDim, opacityOf, whenChanged } from "./layers.ts";

const WEAVE = 6;

const classOf = (mark: FrameMark, emphasis: Emphasis): string =>
  `mark frame hue-${mark.hue}${mark.w < 14 ? " is-small" : ""}` +
  (emphasis.lit.has(mark.key) ? " is-lit" : "") +
  (emphasis.selected.has(mark.key) ? " is-selected" : "") +
  (isDim(emphasis, mark.key) ? " is-dim" : "");

/** Frames with their content, nails and numbers. They never move: only their looks change. */
export const createFrameLayer = (parent: Group, patternOf: (pattern: Pattern) => string) => {
  const group = parent.append("g").attr("class", "frames");
  return whenChanged((marks: readonly FrameMark[], emphasis: Emphasis) => {
    const frames = group
      .selectAll<SVGGElement, FrameMark>("g.frame")
      .data(marks, (mark) => mark.key)
      .join((enter) => {
        const frame = enter.append("g").attr("role", "button").attr("tabindex", -1);
        frame.append("rect").attr("class", "frame-glow");
        frame.append("rect").attr("class", "frame-body");
        return frame;
      })
      .attr("class", (mark) => classOf(mark, emphasis))
      .attr("data-key", (mark) => mark.key)
      .attr("aria-label", (mark) => mark.label)
      .attr("opacity", opacityOf);
    frames
      .select("rect.frame-body")
      .attr("x", (mark) => mark.x)
      .attr("y", (mark) => mark.y)
      .attr("width", (mark) => mark.w)
      .attr("height", (mark) => mark.h)
      .attr("rx", (mark) => Math.min(5, mark.w / 4));
    frames
      .select("rect.frame-glow")
      .attr("x", (mark) => mark.x - 4)
      .attr("y", (mark) => mark.y - 4)
      .attr("width", (mark) => mark.w + 8)
      .attr("height", (mark) => mark.h + 8)
      .attr("rx", 8)
      .attr("opacity", (mark) => mark.lit.toFixed(3));
    drawDetails(frames, patternOf);
  });
};

type Frames = ReturnType<typeof framesOf>;

const framesOf = (group: Group) => group.selectAll<SVGGElement, FrameMark>("g.frame");

const drawDetails = (frames: Frames, patternOf: (pattern: Pattern) => string): void => {
  frames
    .selectAll<SVGRectElement, FrameMark>("rect.weave")
    .data((mark) => (mark.pattern === "plain" || mark.w < 10 ? [] : [mark]))
    .join("rect")
    .attr("class", "weave")
    .attr("x", (mark) => mark.x + 2)
    .attr("y", (mark) => (mark.w >= 24 ? mark.y + mark.h - WEAVE - 1 : mark.y + 1))
    .attr("width", (mark) => mark.w - 4)
    .attr("height", (mark) => (mark.w >= 24 ? WEAVE : mark.h - 2))
    .attr("fill", (mark) => patternOf(mark.pattern));
  frames
    .selectAll<SVGTextElement, FrameMark>("text.frame-text")
    .data((mark) => (mark.text === "" ? [] : [mark]))
    .join("text")
    .attr("class", "frame-text")
    .attr("x", (mark) => mark.x + mark.w / 2)
    .attr("y", (mark) => mark.y + mark.h / 2 + 4)
    .attr("text-anchor", "middle")
    .text((mark) => mark.text);
  frames
    .selectAll<SVGTextElement, FrameMark>("text.frame-caption")
    .data((mark) => (mark.caption === "" ? [] : [mark]))
    .join("text")
    .attr("class", "frame-caption")
    .attr("x", (mark) => mark.x + mark.w / 2)
    .attr("y", (mark) => mark.y + mark.h + 14)
    .attr("text-anchor", "middle")
    .text((mark) => (mark.more === "" ? mark.caption : mark.more));
  frames
    .selectAll<SVGCircleElement, Point>("circle.nail")
    .data((mark) => mark.nails)
    .join("circle")
    .attr("class", "nail")
    .attr("cx", (nail) => nail.x)
    .attr("cy", (nail) => nail.y)
    .attr("r", 2.5);
};
