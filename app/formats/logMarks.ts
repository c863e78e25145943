import { kindNumber } from "./logRows.ts";
import type { LogRows } from "./logRows.ts";

/** One or several mremap calls at about the same place of a log. */
export interface LogMark {
  /** Row of the first of them that is worth a look: one that differs, if any does. */
  readonly row: number;
  /** Where in the log: 0 the first line, 1 the last. */
  readonly at: number;
  readonly count: number;
  /** How many of them the engine predicts otherwise. */
  readonly differ: number;
  /** How many could not be predicted. */
  readonly open: number;
}

/** Marks beyond this many would be narrower than a pixel: neighbours become one. */
const MOST_MARKS = 400;

/** Every mremap of a log, in order; neighbours are one mark where there are more than can be drawn. */
export function mremapMarks(rows: LogRows, lines: number): readonly LogMark[] {
  const call = rows.calls.find("mremap");
  const marks = new Map<number, LogMark>();
  const [differs, takenOver, notModelled] = [
    kindNumber("differs"),
    kindNumber("takenOver"),
    kindNumber("notModelled"),
  ];
  for (let row = 0; row < rows.length; row += 1) {
    if (rows.call[row] !== call) continue;
    const kind = rows.kind[row];
    const at = lines <= 1 ? 0 : ((rows.lineNumber[row] ?? 1) - 1) / (lines - 1);
    const slot = Math.round(at * MOST_MARKS);
    const known = marks.get(slot);
    const isDifferent = kind === differs;
    marks.set(slot, {
      row: known === undefined || (isDifferent && known.differ === 0) ? row : known.row,
      at: known?.at ?? at,
      count: (known?.count ?? 0) + 1,
      differ: (known?.differ ?? 0) + Number(isDifferent),
      open: (known?.open ?? 0) + Number(kind === takenOver || kind === notModelled),
    });
  }
  return [...marks.values()];
}
