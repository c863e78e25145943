import type { Row } from "#timeline/compareAlign.ts";
import type { Cursor, Step, Timeline } from "#timeline/timeline.ts";

/** The row that the reader looks at: the one in progress, else the one that has just ended; -1 before the first. */
export const rowHere = ({ done, t }: Cursor): number => (t > 0 ? done : done - 1);

/** The mremap call nearest to a row on the left: in it, before it, else the next one. */
export const remapNear = (rows: readonly Row[], row: number): Step | null => {
  const isRemap = ({ left }: Row): boolean => left?.call.name === "mremap";
  const back = rows.slice(0, row + 1).findLast(isRemap);
  return (back ?? rows.slice(row + 1).find(isRemap))?.left ?? null;
};

/** Variables before a call. */
export const namesBefore = (timeline: Timeline, step: Step): ReadonlyMap<string, bigint> =>
  timeline.steps[step.index - 1]?.names ?? new Map<string, bigint>();
