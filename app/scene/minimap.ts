import { TASK_SIZE, vpnOf } from "#engine/addr.ts";
import { LABEL } from "./measure.ts";
import type { Minimap } from "./places.ts";
import type { Range } from "./ranges.ts";
import type { Survey } from "./survey.ts";
import { uiWidth } from "./text.ts";

const HEIGHT = 6;
const LEAST = 3;

interface MinimapPlace {
  readonly x: number;
  readonly right: number;
  readonly y: number;
  /** Its words stand beside the strip, not below it. */
  readonly oneLine: boolean;
}

const TOP = "128 TiB";
/** Room for the words beside the strip. */
const BESIDE = Math.ceil(uiWidth(TOP, LABEL)) + 6;

/** The whole 128 TiB in one thin strip: where the shown mappings lie, and where the process's own. */
export const minimapOf = (survey: Survey, { x, right, y, oneLine }: MinimapPlace): Minimap => {
  const w = Math.max(0, right - x - (oneLine ? BESIDE : 0));
  const markOf = (range: Range, own: boolean) => {
    const start = Math.round(x + (range.start / vpnOf(TASK_SIZE)) * (w - LEAST));
    const length = Math.max(LEAST, ((range.end - range.start) / vpnOf(TASK_SIZE)) * w);
    return { key: `map ${range.start}`, x: start, y, w: length, h: HEIGHT, own };
  };
  const taken = new Set<string>();
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
    marks: marks.filter(({ own, x: at }) => {
      const pixel = `${own} ${at}`;
      return !taken.has(pixel) && taken.add(pixel);
    }),
    texts: oneLine
      ? [
          { x: x - 6, y: y + 7, text: "0", anchor: "end" },
          { x: x + w + 6, y: y + 7, text: TOP, anchor: "start" },
        ]
      : [
          { x, y: y + 20, text: "0", anchor: "start" },
          { x: x + w, y: y + 20, text: TOP, anchor: "end" },
        ],
  };
};
