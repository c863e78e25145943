import type { MmEvent } from "#engine/events.ts";
import { type Side, episodeOf } from "#timeline/compareCursor.ts";
import { framesInUse } from "#timeline/compareState.ts";
import type { Row } from "#timeline/compareAlign.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { COST_KINDS, type CostKind, costOf } from "#ui/facts/costs.ts";

/** What a side has spent: at the row where the reader is (all of a gap together), and since the start. */
export interface SideCosts {
  readonly kind: CostKind | "allocated" | "inUse" | "peak";
  /** Null: it is a state, and not spent. */
  readonly here: number | null;
  readonly all: number;
}

const eventsOf = (rows: readonly Row[], side: Side): readonly MmEvent[] =>
  rows.flatMap((row) => row[side]?.events ?? []);

const allocated = (events: readonly MmEvent[]): number =>
  events.reduce((sum, event) => sum + (event.kind === "framesAllocated" ? event.pages : 0), 0);

/** Costs up to the end of a row (-1: none yet), as the rows of a table. */
export const sideCosts = (
  rows: readonly Row[],
  side: Side,
  timeline: Timeline,
  row: number,
): readonly SideCosts[] => {
  const episode = episodeOf(rows, row);
  const here = eventsOf(rows.slice(Math.max(0, episode.start), row + 1), side);
  const all = eventsOf(rows.slice(0, row + 1), side);
  const [spent, total] = [costOf(here), costOf(all)];
  const machines = [timeline.initial, ...rows.slice(0, row + 1).flatMap((each) => each[side]?.after ?? [])];
  const frames = machines.map(framesInUse);
  const before = frames[0] ?? 0;
  return [
    ...COST_KINDS.map((kind) => ({ kind, here: spent[kind].count, all: total[kind].count })),
    { kind: "allocated", here: allocated(here), all: allocated(all) },
    { kind: "inUse", here: null, all: (frames.at(-1) ?? 0) - before },
    { kind: "peak", here: null, all: Math.max(...frames) - before },
  ];
};
