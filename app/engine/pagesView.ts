import type { Pfn, Vpn } from "./addr.ts";
import { framesIn } from "./frames.ts";
import type { FrameRun, Machine, Mm } from "./machine.ts";
import { type PresentRun, type PteSlice, isHuge, ptesIn } from "./pageTable.ts";

/**
 * The page table as an observer sees it (/proc/PID/pagemap and kpageflags): runs of pages in equal state, for the
 * view and for recordings.
 */
export interface PageRun {
  readonly vpn: Vpn;
  readonly pages: number;
  readonly state: "present" | "zero" | "marker";
  /** Frame of the first page; page i has frame + i. Null for the zero page and for markers. */
  readonly frame: Pfn | null;
  /** The number at the start of each page; null where nothing is present. */
  readonly value: bigint | null;
  /** How many entries map each frame. */
  readonly mapcount: number;
  /** Place of the first page in its mapping or object; grows along the run. Null without a frame. */
  readonly index: number | null;
  /** Mapped by huge entries. */
  readonly huge: boolean;
  /** Letters P S F X D W G H Z as in recordings. */
  readonly bits: string;
}

/** Letters in the order in which recordings have them. */
const letters = (flags: readonly (readonly [letter: string, on: boolean])[]): string =>
  flags
    .filter(([, on]) => on)
    .map(([letter]) => letter)
    .join("");

function presentBits(machine: Machine, run: PresentRun, frame: FrameRun): string {
  const { pagemapShowsUffdWp } = machine.config.kernel.switches;
  return letters([
    ["P", true],
    ["F", frame.kind !== "anon"],
    ["X", frame.mapcount === 1],
    ["D", run.softDirty],
    ["W", run.uffdWp && pagemapShowsUffdWp],
    ["H", frame.thp],
  ]);
}

function presentRuns(machine: Machine, slice: PteSlice, run: PresentRun): PageRun[] {
  return Array.from(framesIn(machine, run.pfn, slice.end - slice.start), ({ start, end, value }) => ({
    vpn: slice.start + start - run.pfn,
    pages: end - start,
    state: "present",
    frame: start,
    value: value.value,
    mapcount: value.mapcount,
    index: value.index,
    huge: run.huge,
    bits: presentBits(machine, run, value),
  }));
}

/** One entry without a frame of its own: the zero page, or a marker. */
function frameless(machine: Machine, { start, end, value }: PteSlice): PageRun {
  const { switches } = machine.config.kernel;
  const zero = value.kind === "zero";
  const softDirty =
    value.kind === "marker" ? machine.config.softDirty : value.kind === "zero" && value.softDirty;
  const guard = value.kind === "marker" && value.guard && switches.pagemapShowsGuards;
  const bits = letters([
    ["P", zero],
    ["S", !zero],
    ["D", softDirty],
    ["W", value.uffdWp && switches.pagemapShowsUffdWp],
    ["G", guard],
    ["H", isHuge(value)],
    ["Z", zero],
  ]);
  return {
    vpn: start,
    pages: end - start,
    state: zero ? "zero" : "marker",
    frame: null,
    value: zero ? 0n : null,
    mapcount: 0,
    index: null,
    huge: isHuge(value),
    bits,
  };
}

/** The pages of [from, to) (in pages) that the page table has an entry for, ascending; neighbours are not joined. */
export function pageRuns(machine: Machine, mm: Mm, from: Vpn = 0, to: Vpn = Infinity): PageRun[] {
  const runs: PageRun[] = [];
  for (const slice of ptesIn(mm.pageTable, from, to)) {
    if (slice.value.kind === "present") runs.push(...presentRuns(machine, slice, slice.value));
    else runs.push(frameless(machine, slice));
  }
  return runs;
}

/** Resident pages by kind, counted in the page table; the zero page belongs to nobody. */
export function residentPages(machine: Machine, mm: Mm, from: Vpn = 0, to: Vpn = Infinity): Mm["rss"] {
  const rss = { anon: 0, file: 0, shmem: 0 };
  for (const { start, end, value } of ptesIn(mm.pageTable, from, to)) {
    if (value.kind !== "present") continue;
    for (const frames of framesIn(machine, value.pfn, end - start))
      rss[frames.value.kind] += frames.end - frames.start;
  }
  return rss;
}
