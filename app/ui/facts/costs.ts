import { PAGE_SIZE, PMD_PAGES, PUD_PAGES, vpnOf } from "#engine/addr.ts";
import type { MmEvent } from "#engine/events.ts";
import { pagesCopiedBy } from "#scene/copies.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";

export type CostKind = "entries" | "tables" | "flushes" | "bytes";

/** What a stretch of events cost, by kind, and the kernel functions in which it was spent. */
export type Cost = Readonly<Record<CostKind, { readonly count: number; readonly where: readonly string[] }>>;

export const COST_KINDS: readonly CostKind[] = ["entries", "tables", "flushes", "bytes"];

/** Entries of a range that are set after the event. */
const setIn = ({ machine, mm }: MmEvent, from: number, to: number): number => {
  let count = 0;
  for (const { start, end } of machine.mms.get(mm)?.pageTable.entries.entries(from, to) ?? []) {
    count += Math.min(end, to) - Math.max(start, from);
  }
  return count;
};

const moved = (event: Extract<MmEvent, { kind: "ptesMoved" }>): readonly [kind: CostKind, count: number] => {
  if (event.level === "pte") return ["entries", event.entries];
  return ["tables", event.level === "pud" ? Math.ceil(event.pages / PUD_PAGES) : event.pages / PMD_PAGES];
};

const spentOn = (event: MmEvent): readonly [kind: CostKind, count: number] => {
  if (event.kind === "ptesMoved") return moved(event);
  if (event.kind === "ptesCleared") return ["entries", event.entries];
  if (event.kind === "ptesSet") return ["entries", event.pages];
  if (event.kind === "ptesChanged") {
    return ["entries", setIn(event, vpnOf(event.range.start), vpnOf(event.range.end))];
  }
  return event.kind === "tlbFlushed"
    ? ["flushes", event.times ?? 1]
    : ["bytes", pagesCopiedBy([event]) * PAGE_SIZE];
};

const nothing = (): Record<CostKind, { count: number; where: string[] }> => ({
  entries: { count: 0, where: [] },
  tables: { count: 0, where: [] },
  flushes: { count: 0, where: [] },
  bytes: { count: 0, where: [] },
});

/** What these events cost together. */
export function costOf(events: readonly MmEvent[]): Cost {
  const cost = nothing();
  for (const event of events) {
    const [kind, count] = spentOn(event);
    if (count === 0) continue;
    cost[kind].count += count;
    if (!cost[kind].where.includes(event.where)) cost[kind].where.push(event.where);
  }
  return cost;
}

const known = new WeakMap<Step, Cost>();

const costOfStep = (step: Step): Cost => {
  const found = known.get(step);
  if (found !== undefined) return found;
  const cost = costOf(step.events);
  known.set(step, cost);
  return cost;
};

/** What the calls before `index` cost together, by kind. */
export function costBefore(timeline: Timeline, index: number): Readonly<Record<CostKind, number>> {
  const total: Record<CostKind, number> = { entries: 0, tables: 0, flushes: 0, bytes: 0 };
  for (const step of timeline.steps.slice(0, Math.max(0, index))) {
    for (const kind of COST_KINDS) total[kind] += costOfStep(step)[kind].count;
  }
  return total;
}
