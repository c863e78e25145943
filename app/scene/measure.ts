import type { Survey } from "./survey.ts";
import { cutAt, type Range } from "./ranges.ts";

/** Sizes that both orientations share, in CSS pixels. */
export const LABEL = 11;
export const NAME = 13;
export const MAX_PITCH = 35;

/** Cells grow a little on a large stage. */
export const pitchLimit = (width: number): number =>
  Math.round(Math.min(44, Math.max(MAX_PITCH, width / 26)));
export const SEAM = 5;

/** Fewer cells than this many get all their detail. */
const FULL_DETAIL_PAGES = 64;
const MAX_CELLS = 4096;
/** More stretches than this find no room side by side: lanes show the first, the levels of the page tables all. */
const MOST_STRETCHES = 1024;

/** How many pages a cell stands for: 1 while every page can have its own. */
export const pagesPerCellOf = (ranges: readonly Range[]): number => {
  const pages = pagesOf(ranges);
  let perCell = 1;
  while (pages / perCell > MAX_CELLS) perCell *= 2;
  return perCell;
};

const pagesOf = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, range) => sum + range.end - range.start, 0);

export const tierOf = (ranges: readonly Range[]): 0 | 1 | 2 => {
  if (pagesPerCellOf(ranges) > 1) return 2;
  return pagesOf(ranges) <= FULL_DETAIL_PAGES ? 0 : 1;
};

/** A stretch of pages, and the pages left out before it (0: it touches the one before). */
export interface Stretch extends Range {
  readonly gapBefore: number;
  readonly cells: number;
}

/** Whether the lanes have no room for all that the run ever maps. */
export const leavesOut = ({ ranges, boundaries }: Survey): boolean =>
  Math.max(ranges.length, boundaries.length - 1) > MOST_STRETCHES;

/** The shown ranges, cut wherever a mapping ever starts or ends. */
export const stretchesOf = (survey: Survey): readonly Stretch[] => {
  const perCell = pagesPerCellOf(survey.ranges);
  let previous: number | null = null;
  return survey.ranges
    .slice(0, MOST_STRETCHES)
    .flatMap((range) => cutAt(range, survey.boundaries))
    .slice(0, MOST_STRETCHES)
    .map((range) => {
      const gapBefore = previous === null ? 0 : range.start - previous;
      previous = range.end;
      return { ...range, gapBefore, cells: Math.ceil((range.end - range.start) / perCell) };
    });
};
