import type { Row } from "./compareAlign.ts";
import type { Cursor } from "./timeline.ts";

export type Side = "left" | "right";

const callsBefore = (rows: readonly Row[], side: Side, row: number): number =>
  rows.slice(0, row).reduce((count, each) => count + (each[side] === null ? 0 : 1), 0);

/** Where a side stands when the common clock is at a row: in its call, or waiting before its next one. */
export const sideCursor = (rows: readonly Row[], side: Side, { done, t }: Cursor): Cursor => {
  const calls = callsBefore(rows, side, done);
  return { done: calls, t: (rows[done]?.[side] ?? null) === null ? 0 : t };
};

/** Where the common clock stands when a side is at a place of its own run: past what the other does alone before. */
export const rowCursor = (rows: readonly Row[], side: Side, { done, t }: Cursor): Cursor => {
  let calls = 0;
  for (const [index, row] of rows.entries()) {
    if (row[side] === null) continue;
    if (calls === done && t > 0) return { done: index, t };
    calls += 1;
    if (calls === done && t === 0) return { done: index + 1, t: 0 };
  }
  return done === 0 ? { done: 0, t: 0 } : { done: rows.length, t: 0 };
};

/** The stretch of rows [start, end) that belongs together: one row that both have, or all of a gap. */
export const episodeOf = (
  rows: readonly Row[],
  row: number,
): { readonly start: number; readonly end: number } => {
  const alone = (index: number): boolean => {
    const each = rows[index];
    return each !== undefined && (each.left === null || each.right === null);
  };
  if (!alone(row)) return { start: row, end: row + 1 };
  let [start, end] = [row, row + 1];
  while (alone(start - 1)) start -= 1;
  while (alone(end)) end += 1;
  return { start, end };
};
