import type { MmEvent } from "#engine/events.ts";
import type { IntervalMap } from "#base/intervalMap.ts";
import { PMD_PAGES, PTRS_PER_TABLE, addrOf } from "#engine/addr.ts";
import type { Machine, Mm, MmId, PageTable } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";

/**
 * Which page tables exist, and which is which: when a PMD entry moves, the PTE table under it stays the same table
 * at another place. The engine keeps PTE tables by address alone; their identity is followed here, from its events.
 */

/** What hangs from consecutive PMD entries: PTE tables id, id + 1 …, or huge pages (id: frame number / 512). */
export interface Hanging {
  readonly kind: "pte" | "huge";
  /** Number of the first PMD entry: address / 2 MiB. */
  readonly index: number;
  readonly count: number;
  readonly id: number;
}

/** All tables of one address space. There is always one PGD. */
export interface Tables {
  /** Ascending; no run crosses from one PMD table into the next. */
  readonly hanging: readonly Hanging[];
  /** PMD tables by address / 1 GiB, PUD tables by address / 512 GiB; the values are their ids. */
  readonly pmds: ReadonlyMap<number, number>;
  readonly puds: ReadonlyMap<number, number>;
}

/** Counts the ids of new tables. */
interface Ids {
  next: number;
}

const NONE: Tables = { hanging: [], pmds: new Map(), puds: new Map() };

const moved = (key: number, first: number, last: number, by: number): number =>
  key >= first && key < last ? key + by : key;

const rekeyed = (
  tables: ReadonlyMap<number, number>,
  first: number,
  last: number,
  by: number,
): ReadonlyMap<number, number> => {
  const going = [...tables].filter(([key]) => key >= first && key < last);
  const result = new Map([...tables].filter(([key]) => key < first || key >= last));
  for (const [key, id] of going) result.set(key + by, id);
  return result;
};

/** A run that a move takes along only in part falls into pieces first. */
const pieces = (run: Hanging, cuts: readonly number[]): readonly Hanging[] => {
  const inside = cuts.filter((cut) => cut > run.index && cut < run.index + run.count);
  const starts = [run.index, ...inside];
  return starts.map((index, i) => ({
    ...run,
    index,
    count: (starts[i + 1] ?? run.index + run.count) - index,
    id: run.id + index - run.index,
  }));
};

/** The same tables where the kernel has hung them: a PMD move takes PTE tables along, a PUD move PMD tables, too. */
const rehung = (tables: Tables, event: MmEvent | null): Tables => {
  if (event?.kind !== "ptesMoved" || event.level === "pte" || event.level === "hugePmd") return tables;
  const first = event.from / PMD_PAGES;
  const last = (event.from + event.pages) / PMD_PAGES;
  const by = (event.to - event.from) / PMD_PAGES;
  const hanging = tables.hanging
    .flatMap((run) => pieces(run, [first, last]))
    .map((run) => ({ ...run, index: moved(run.index, first, last, by) }))
    .toSorted((a, b) => a.index - b.index);
  if (event.level === "pmd") return { ...tables, hanging };
  const unit = PTRS_PER_TABLE;
  return {
    ...tables,
    hanging,
    pmds: rekeyed(tables.pmds, Math.floor(first / unit), Math.ceil(last / unit), Math.round(by / unit)),
  };
};

function* hugeRuns(table: PageTable): Generator<Hanging> {
  for (const { start, end, value } of table.entries.entries()) {
    if (value.kind === "marker" || !value.huge) continue;
    const pages = end - start;
    const id = value.kind === "zero" ? -1 : value.pfn / PMD_PAGES;
    yield { kind: "huge", index: start / PMD_PAGES, count: pages / PMD_PAGES, id };
  }
}

/** PTE tables that are there now: those known keep their ids, new ones get new ones. */
function* pteRuns(now: IntervalMap<true>, known: readonly Hanging[], ids: Ids): Generator<Hanging> {
  for (const { start, end } of now.entries()) {
    let next = start;
    for (const run of known) {
      const from = Math.max(run.index, next);
      const to = Math.min(run.index + run.count, end);
      if (run.kind !== "pte" || from >= to) continue;
      if (from > next) yield* fresh(next, from, ids);
      yield { kind: "pte", index: from, count: to - from, id: run.id + from - run.index };
      next = to;
    }
    if (next < end) yield* fresh(next, end, ids);
  }
}

function* fresh(from: number, to: number, ids: Ids): Generator<Hanging> {
  yield { kind: "pte", index: from, count: to - from, id: ids.next };
  ids.next += to - from;
}

/** No run crosses from one PMD table into the next. */
const withinTables = (run: Hanging): readonly Hanging[] => {
  const cuts: number[] = [];
  const first = Math.floor(run.index / PTRS_PER_TABLE) + 1;
  for (let n = first; n * PTRS_PER_TABLE < run.index + run.count; n += 1) cuts.push(n * PTRS_PER_TABLE);
  return pieces(run, cuts);
};

const mapsAnything = (vmas: IntervalMap<Vma>, fromPage: number, toPage: number): boolean => {
  const next = vmas.firstEndingAfter(addrOf(fromPage));
  return next !== null && next.start < addrOf(toPage);
};

/** An upper table comes with what hangs from it, and goes with the last mapping in its range (free_pgtables). */
const upper = (
  before: ReadonlyMap<number, number>,
  needed: Iterable<number>,
  stillMapped: (index: number) => boolean,
  ids: Ids,
): ReadonlyMap<number, number> => {
  const wanted = new Set(needed);
  for (const [index] of before) if (stillMapped(index)) wanted.add(index);
  const result = new Map<number, number>();
  for (const index of [...wanted].toSorted((a, b) => a - b)) {
    const known = before.get(index);
    result.set(index, known ?? ids.next);
    if (known === undefined) ids.next += 1;
  }
  return result;
};

const tablesOf = (before: Tables, mm: Mm, ids: Ids): Tables => {
  const runs = [...pteRuns(mm.pageTable.pteTables, before.hanging, ids), ...hugeRuns(mm.pageTable)];
  const hanging = runs.flatMap(withinTables).toSorted((a, b) => a.index - b.index);
  const mapped =
    (pages: number) =>
    (index: number): boolean =>
      mapsAnything(mm.vmas, index * pages, (index + 1) * pages);
  const inPmd = hanging.map((run) => Math.floor(run.index / PTRS_PER_TABLE));
  const pmds = upper(before.pmds, inPmd, mapped(PMD_PAGES * PTRS_PER_TABLE), ids);
  const inPud = [...pmds.keys()].map((index) => Math.floor(index / PTRS_PER_TABLE));
  const puds = upper(before.puds, inPud, mapped(PMD_PAGES * PTRS_PER_TABLE * PTRS_PER_TABLE), ids);
  return { hanging, pmds, puds };
};

/** Tables at every place of a run where they change. */
export interface TreeHistory {
  readonly mm: MmId;
  readonly initial: Tables;
  /** After `count` events of a step; 0: before the call. */
  readonly at: (step: Step, count: number) => Tables;
  /** Every set of tables that occurs, in order. */
  readonly all: readonly Tables[];
}

/** Walks along the machines of a run. */
class Walk {
  readonly all: Tables[] = [NONE];
  private readonly ids: Ids = { next: 1 };
  private readonly mm: MmId;
  private last: Mm | undefined;
  tables: Tables = NONE;

  constructor(mm: MmId) {
    this.mm = mm;
  }

  to(machine: Machine, event: MmEvent | null): void {
    const mm = machine.mms.get(this.mm);
    const same = mm?.pageTable === this.last?.pageTable && mm?.vmas === this.last?.vmas;
    if (mm === undefined || same) return;
    this.last = mm;
    const own = event?.mm === this.mm ? event : null;
    this.tables = tablesOf(rehung(this.tables, own), mm, this.ids);
    this.all.push(this.tables);
  }
}

/** Follows the tables of one address space through a run. */
export const treeHistoryOf = (timeline: Timeline, mm: MmId): TreeHistory => {
  const walk = new Walk(mm);
  walk.to(timeline.initial, null);
  const initial = walk.tables;
  const steps = new Map<Step, readonly Tables[]>();
  for (const step of timeline.steps) {
    const states: Tables[] = [walk.tables];
    for (const event of step.events) {
      walk.to(event.machine, event);
      states.push(walk.tables);
    }
    walk.to(step.after, null);
    states.push(walk.tables);
    steps.set(step, states);
  }
  return {
    mm,
    initial,
    at: (step, count) => {
      const states = steps.get(step) ?? [initial];
      return states[count >= step.events.length ? states.length - 1 : count] ?? initial;
    },
    all: walk.all,
  };
};
