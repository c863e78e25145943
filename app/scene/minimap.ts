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

/** The smallest window that can still be seen and taken hold of, in pixels. */
const LEAST_WINDOW = 10;

export interface AddressMark {
  readonly key: string;
  readonly vpn: number;
  readonly x: number;
  readonly w: number;
  readonly own: boolean;
}

/** The whole address space in `width` pixels, and where a window of it lies. */
export interface AddressMap {
  readonly marks: readonly AddressMark[];
  readonly windowOf: (range: Range) => { readonly x: number; readonly w: number };
}

/** Ranges in pixels; those that would lie on the same pixel are one. */
const marksOf = (ranges: readonly Range[], width: number, own: boolean): readonly AddressMark[] => {
  const marks: AddressMark[] = [];
  for (const { start, end } of ranges) {
    const x = Math.round((start / vpnOf(TASK_SIZE)) * (width - LEAST));
    if (marks.at(-1)?.x === x) continue;
    const w = Math.max(LEAST, ((end - start) / vpnOf(TASK_SIZE)) * width);
    marks.push({ key: `${own ? "own" : "other"} ${start}`, vpn: start, x, w, own });
  }
  return marks;
};

export const addressMap = (
  { ranges, others }: { readonly ranges: readonly Range[]; readonly others: readonly Range[] },
  width: number,
): AddressMap => ({
  marks: [...marksOf(others, width, false), ...marksOf(ranges, width, true)],
  windowOf({ start, end }) {
    const w = Math.max(LEAST_WINDOW, ((end - start) / vpnOf(TASK_SIZE)) * width - 2);
    const x =
      (start / vpnOf(TASK_SIZE)) * width + Math.min(0, ((end - start) / vpnOf(TASK_SIZE)) * width - w) / 2;
    return { x: Math.min(width - w - 1, Math.max(1, x)), w };
  },
});
