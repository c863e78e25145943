import { TASK_SIZE, vpnOf } from "#engine/addr.ts";
import type { Minimap } from "./places.ts";
import type { Range } from "./ranges.ts";
import type { Survey } from "./survey.ts";

const HEIGHT = 6;
const LEAST = 3;

/** The whole 128 TiB in one thin strip: where the shown mappings lie, and where the process's own. */
export const minimapOf = (survey: Survey, x: number, right: number, y: number): Minimap => {
  const w = Math.max(0, right - x);
  const markOf = (range: Range, own: boolean) => {
    const start = Math.round(x + (range.start / vpnOf(TASK_SIZE)) * (w - LEAST));
    const length = Math.max(LEAST, ((range.end - range.start) / vpnOf(TASK_SIZE)) * w);
    return { key: `map ${range.start}`, x: start, y, w: length, h: HEIGHT, own };
  };
  const marks = [
    ...survey.others.map((range) => markOf(range, false)),
    ...survey.ranges.map((range) => markOf(range, true)),
  ];
  return {
    x,
    y,
    w,
    h: HEIGHT,
    // One mark a pixel is enough.
    marks: marks.filter((mark, i) => !marks.slice(0, i).some((m) => m.own === mark.own && m.x === mark.x)),
    texts: [
      { x, y: y + 20, text: "0", anchor: "start" },
      { x: x + w, y: y + 20, text: "128 TiB", anchor: "end" },
    ],
  };
};
