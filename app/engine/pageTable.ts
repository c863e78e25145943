import { changedPresent } from "./changed.ts";
import { type Entry, type IntervalMap } from "#base/intervalMap.ts";
import { type RunRules, changeRuns, clearRuns, flagRuns, setRun, sliceAt, slices } from "#base/runMap.ts";
import { PMD_PAGES, PTRS_PER_TABLE, PUD_PAGES, type Vpn } from "./addr.ts";
import type { PageTable, PteRun } from "./machine.ts";

/**
 * Page tables as extents. Pure functions on the table alone: frames and RSS are the business of entries.ts.
 * A page without a run has no entry (pte_none).
 */
export type PresentRun = Extract<PteRun, { kind: "present" }>;
export type MarkerRun = Extract<PteRun, { kind: "marker" }>;

/** Entries of equal state over [start, end), in pages. */
export type PteSlice = Entry<PteRun>;

const samePresent = (a: PresentRun, b: PresentRun): boolean =>
  a.write === b.write &&
  a.dirty === b.dirty &&
  a.softDirty === b.softDirty &&
  a.uffdWp === b.uffdWp &&
  a.anon === b.anon &&
  a.huge === b.huge;

/** How entries run on: a present run counts its frames up, everything else stays the same. */
const pteRules: RunRules<PteRun> = {
  shift: (run, by) => (run.kind === "present" && by !== 0 ? changedPresent(run, { pfn: run.pfn + by }) : run),
  continues(left, length, right) {
    if (left.kind === "present" && right.kind === "present") {
      return left.pfn + length === right.pfn && samePresent(left, right);
    }
    if (left.kind === "zero" && right.kind === "zero") {
      return left.softDirty === right.softDirty && left.uffdWp === right.uffdWp && left.huge === right.huge;
    }
    if (left.kind === "marker" && right.kind === "marker") {
      return left.guard === right.guard && left.uffdWp === right.uffdWp && left.poison === right.poison;
    }
    return false;
  },
};

export const isHuge = (run: PteRun): boolean => run.kind !== "marker" && run.huge;

/** Number of the PTE table (and of the PMD entry) that a page belongs to. */
export const pmdIndex = (vpn: Vpn): number => Math.floor(vpn / PTRS_PER_TABLE);
/** First page under a PMD entry. */
export const pmdStart = (vpn: Vpn): Vpn => pmdIndex(vpn) * PMD_PAGES;
/** First page of the PMD entry after the one `vpn` is under (pmd_addr_end). */
export const pmdEnd = (vpn: Vpn): Vpn => pmdStart(vpn) + PMD_PAGES;

/** The entries of [from, to), ascending; pages without an entry are left out. */
export const ptesIn = (table: PageTable, from: Vpn, to: Vpn): IterableIterator<PteSlice> =>
  slices(table.entries, pteRules, from, to);

/** The entry of a page and those like it up to the end of its run; null for pte_none. */
export const pteAt = (table: PageTable, vpn: Vpn): PteSlice | null => sliceAt(table.entries, pteRules, vpn);

/** How many pages from `vpn` on have no entry, at most up to `limit`. */
export function emptyPagesFrom(table: PageTable, vpn: Vpn, limit: Vpn): number {
  const next = table.entries.firstEndingAfter(vpn);
  return next === null ? limit - vpn : Math.max(0, Math.min(next.start, limit) - vpn);
}

/** Makes [vpn, vpn + pages) one run; allocates the PTE tables it needs (not for huge entries). */
export function setPtes(table: PageTable, vpn: Vpn, pages: number, run: PteRun): PageTable {
  const entries = setRun(table.entries, pteRules, vpn, vpn + pages, run);
  const changed = { ...table, entries };
  return isHuge(run) ? changed : withPteTables(changed, vpn, vpn + pages);
}

/** Empties [from, to); the PTE tables stay. */
export function clearPtes(table: PageTable, from: Vpn, to: Vpn): PageTable {
  return { ...table, entries: clearRuns(table.entries, pteRules, from, to) };
}

/** Gives every entry of [from, to) the state that `change` makes of it. */
export function changePtes(table: PageTable, from: Vpn, to: Vpn, change: (run: PteRun) => PteRun): PageTable {
  const entries = changeRuns(table.entries, pteRules, from, to, change);
  return entries === table.entries ? table : { ...table, entries };
}

const tableRange = (from: Vpn, to: Vpn): readonly [number, number] => [
  pmdIndex(from),
  Math.ceil(to / PTRS_PER_TABLE),
];

/** Allocates the PTE tables for [from, to) where they are missing (pte_alloc). */
export function withPteTables(table: PageTable, from: Vpn, to: Vpn): PageTable {
  const [first, last] = tableRange(from, to);
  const there = table.pteTables.at(first);
  if (there !== null && there.end >= last) return table;
  return { ...table, pteTables: setRun(table.pteTables, flagRuns, first, last, true) };
}

/** Takes the PTE tables numbered [first, last) out of the tree. */
export function withoutPteTables(table: PageTable, first: number, last: number): PageTable {
  if (first >= last) return table;
  return { ...table, pteTables: clearRuns(table.pteTables, flagRuns, first, last) };
}

/** Whether the PMD entry over this page points to a PTE table. */
export const hasPteTable = (table: PageTable, vpn: Vpn): boolean =>
  table.pteTables.at(pmdIndex(vpn)) !== null;

/** Whether the PMD entry over this page maps a huge page. */
export function isHugeAt(table: PageTable, vpn: Vpn): boolean {
  const entry = table.entries.at(vpn);
  return entry !== null && isHuge(entry.value);
}

/** Whether the PMD entry over this page is empty: no PTE table, no huge page (pmd_none). */
export const pmdIsNone = (table: PageTable, vpn: Vpn): boolean =>
  !hasPteTable(table, vpn) && !isHugeAt(table, vpn);

const anyIn = (map: IntervalMap<unknown>, from: number, to: number): boolean => {
  const next = map.firstEndingAfter(from);
  return next !== null && next.start < to;
};

/** Whether nothing hangs below the PUD entry (1 GiB) over this page: no PTE table, no huge page. */
export function pudIsNone(table: PageTable, vpn: Vpn): boolean {
  const first = Math.floor(vpn / PUD_PAGES) * PUD_PAGES;
  const last = first + PUD_PAGES;
  return !anyIn(table.entries, first, last) && !anyIn(table.pteTables, first / PMD_PAGES, last / PMD_PAGES);
}
