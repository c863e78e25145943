import { type AddrRange, type Pfn, type Vpn, addrOf } from "./addr.ts";
import { frameAt, framesIn, mapFrames, unmapFrames } from "./frames.ts";
import type { FrameRun, Mm, PteRun } from "./machine.ts";
import type { Op } from "./op.ts";
import { type MarkerRun, type PteSlice, clearPtes, pteAt, ptesIn, setPtes } from "./pageTable.ts";

/**
 * Entries together with what hangs on them: map counts of frames and the RSS counters. Whoever sets or clears an
 * entry of a process goes through here.
 */
export type RssKind = keyof Mm["rss"];

export const pageRange = (from: Vpn, to: Vpn): AddrRange => ({ start: addrOf(from), end: addrOf(to) });

function addRss(op: Op, kind: RssKind, pages: number): void {
  const { rss } = op.mm;
  op.updateMm({ rss: { ...rss, [kind]: rss[kind] + pages } });
}

export interface FrameEntry {
  readonly write: boolean;
  readonly dirty: boolean;
  /** Private page of this process; its frames count as RssAnon. */
  readonly anon: boolean;
  readonly huge?: boolean;
  readonly uffdWp?: boolean;
}

/** Maps frames pfn, pfn + 1 … at vpn, vpn + 1 …, where nothing is mapped yet (set_pte_range). */
export function installFrames(op: Op, vpn: Vpn, pages: number, pfn: Pfn, entry: FrameEntry): void {
  const { kind } = frameAt(op.system, pfn);
  const { softDirty } = op.config;
  const { write, dirty, anon, huge = false, uffdWp = false } = entry;
  const run: PteRun = { kind: "present", pfn, write, dirty, softDirty, uffdWp, anon, huge };
  mapFrames(op, pfn, pages);
  op.updateMm({ pageTable: setPtes(op.mm.pageTable, vpn, pages, run) });
  addRss(op, kind, pages);
  op.emit({ kind: "ptesSet", vpn, pages, target: "frame", pfn });
}

/** Maps the zero page, or with `huge` the huge zero page: it belongs to nobody and counts nowhere. */
export function installZeroPages(
  op: Op,
  vpn: Vpn,
  pages: number,
  { huge = false, uffdWp = false }: { readonly huge?: boolean; readonly uffdWp?: boolean } = {},
): void {
  const run = { kind: "zero", softDirty: op.config.softDirty, uffdWp, huge } as const;
  op.updateMm({ pageTable: setPtes(op.mm.pageTable, vpn, pages, run) });
  op.emit({ kind: "ptesSet", vpn, pages, target: "zeroPage", pfn: null });
}

export type Marker = Omit<MarkerRun, "kind">;

/** Puts a marker (guard, poison, userfaultfd write protection) where no page is mapped. */
export function installMarkers(op: Op, vpn: Vpn, pages: number, marker: Partial<Marker>): void {
  const run = { kind: "marker", guard: false, uffdWp: false, poison: false, ...marker } as const;
  op.updateMm({ pageTable: setPtes(op.mm.pageTable, vpn, pages, run) });
  op.emit({ kind: "ptesSet", vpn, pages, target: "marker", pfn: null });
}

/** Lets go of the frames behind a present run: map counts and RSS. */
function releaseFrames(op: Op, pfn: Pfn, pages: number): void {
  const perKind = new Map<FrameRun["kind"], number>();
  for (const { start, end, value } of framesIn(op.system, pfn, pages)) {
    perKind.set(value.kind, (perKind.get(value.kind) ?? 0) + end - start);
  }
  for (const [kind, count] of perKind) addRss(op, kind, -count);
  unmapFrames(op, pfn, pages);
}

/** Clears one run of entries with all that hangs on it. */
export function dropSlice(op: Op, { start, end, value }: PteSlice): void {
  op.updateMm({ pageTable: clearPtes(op.mm.pageTable, start, end) });
  op.emit({ kind: "ptesCleared", range: pageRange(start, end), entries: end - start });
  if (value.kind === "present") releaseFrames(op, value.pfn, end - start);
}

/** Clears all entries of [from, to) that `which` picks (all of them if left out). */
export function dropEntries(
  op: Op,
  from: Vpn,
  to: Vpn,
  which: (slice: PteSlice) => boolean = () => true,
): void {
  for (const slice of ptesIn(op.mm.pageTable, from, to)) if (which(slice)) dropSlice(op, slice);
}

/** The entry of one page of the current address space and those like it after it, cut at `limit`. */
export function sliceFrom(op: Op, vpn: Vpn, limit: Vpn): PteSlice | null {
  const slice = pteAt(op.mm.pageTable, vpn);
  return slice === null || slice.end <= limit ? slice : { ...slice, end: limit };
}
