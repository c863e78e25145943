import { TASK_SIZE, vpnOf } from "#engine/addr.ts";
import type { Range } from "./ranges.ts";

/** The smallest mark that can be seen, in pixels. */
const LEAST = 3;
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
