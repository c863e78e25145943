import type { Machine } from "#engine/machine.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import type { Range } from "./ranges.ts";
import { surveyOf } from "./survey.ts";
import type { Move } from "./travel.ts";
import { LEVELS, placeAt, spanOf, WHOLE, type ZoomLevel, type ZoomPlace } from "./zoomLevels.ts";

/** Tables that are shown side by side at most: where something comes from, and where it goes. */
const MOST_PANELS = 4;

/** What zooming has to know of a whole run. */
export interface ZoomRun {
  readonly mm: number;
  /** Pages of the program's mappings, ascending. */
  readonly ranges: readonly Range[];
  /** The process's own mappings, which the program leaves alone. */
  readonly others: readonly Range[];
  /** Every way that entries take, neighbours in one. */
  readonly moves: readonly Move[];
}

/** Moves that go on where the last one ended are one. */
const joined = (moves: Iterable<Move>): readonly Move[] => {
  const result: Move[] = [];
  for (const move of moves) {
    const last = result.at(-1);
    const goesOn =
      last !== undefined && last.from + last.pages === move.from && last.to + last.pages === move.to;
    if (goesOn) result[result.length - 1] = { ...last, pages: last.pages + move.pages };
    else result.push(move);
  }
  return result;
};

/** What the events [from, to) of a step carry elsewhere. */
export const movesIn = (step: Step, mm: number, from = 0, to = step.events.length): readonly Move[] =>
  joined(
    step.events
      .slice(from, to)
      .flatMap((event) =>
        event.kind === "ptesMoved" && event.mm === mm
          ? [{ from: event.from, to: event.to, pages: event.pages }]
          : [],
      ),
  );

const remembered = new WeakMap<Timeline, Map<number | undefined, ZoomRun>>();

/** Reads a run once; `asked` is the address space, that of the first process if left out. */
export const zoomRunOf = (timeline: Timeline, asked?: number): ZoomRun => {
  const known = remembered.get(timeline) ?? new Map<number | undefined, ZoomRun>();
  remembered.set(timeline, known);
  const found = known.get(asked);
  if (found !== undefined) return found;
  const { mm, ranges, others } = surveyOf(timeline, asked);
  const moves = timeline.steps.flatMap((step) => movesIn(step, mm));
  const run: ZoomRun = { mm, ranges, others, moves: joined(moves) };
  known.set(asked, run);
  return run;
};

/** Tables of a level that the ranges need, ascending; null if they are more than can be shown. */
const tablesOf = (ranges: readonly Range[], level: ZoomLevel): readonly ZoomPlace[] | null => {
  const span = spanOf(level);
  const starts = new Set<number>();
  for (const { start, end } of ranges) {
    for (let at = placeAt(level, start).start; at < end; at += span) {
      starts.add(at);
      if (starts.size > MOST_PANELS) return null;
    }
  }
  return [...starts].toSorted((a, b) => a - b).map((start) => ({ level, start }));
};

/** The lowest level at which the whole run can be seen at once. */
export const fittingPlace = ({ ranges }: ZoomRun): ZoomPlace => {
  for (const level of LEVELS) {
    const tables = level === 0 ? null : tablesOf(ranges, level);
    const first = tables?.[0];
    if (first !== undefined) return first;
  }
  return WHOLE;
};

const inTable = (range: Range, { level, start }: ZoomPlace): Range | null => {
  const from = Math.max(range.start, start);
  const to = Math.min(range.end, start + spanOf(level));
  return from < to ? { start: from, end: to } : null;
};

/** Tables at the other end of what leaves or enters this one. */
const partners = (moves: readonly Move[], place: ZoomPlace): readonly ZoomPlace[] =>
  moves.flatMap(({ from, to, pages }) => {
    const leaving = inTable({ start: from, end: from + pages }, place);
    const coming = inTable({ start: to, end: to + pages }, place);
    const other: ZoomPlace[] = [];
    if (leaving !== null) other.push(placeAt(place.level, to + leaving.start - from));
    if (coming !== null) other.push(placeAt(place.level, from + coming.start - to));
    return other;
  });

/**
 * What is shown when the reader is at a place: the whole run where that fits, else the table with those that its
 * entries come from or go to. The same for every call of the run, so that nothing shifts.
 */
export const panelsAt = (run: ZoomRun, place: ZoomPlace): readonly ZoomPlace[] => {
  if (place.level === 0) return [place];
  const all = tablesOf(run.ranges, place.level);
  if (all?.some(({ start }) => start === place.start) === true) return all;
  const starts = new Set([place.start, ...partners(run.moves, place).map(({ start }) => start)]);
  return [...starts]
    .slice(0, MOST_PANELS)
    .toSorted((a, b) => a - b)
    .map((start) => ({ level: place.level, start }));
};

/** The next table of this level with something of the program, or of the process, in a direction; null if none is. */
export const neighbourPlace = (
  machine: Machine,
  { mm }: ZoomRun,
  place: ZoomPlace,
  direction: -1 | 1,
): ZoomPlace | null => {
  const vmas = machine.mms.get(mm)?.vmas;
  const end = (place.start + spanOf(place.level)) * 4096;
  if (direction > 0) {
    const next = vmas?.firstEndingAfter(end) ?? null;
    return next === null ? null : placeAt(place.level, Math.max(next.start, end) / 4096);
  }
  const last = vmas?.lastStartingBefore(place.start * 4096) ?? null;
  return last === null ? null : placeAt(place.level, Math.min(last.end / 4096, place.start) - 1);
};
