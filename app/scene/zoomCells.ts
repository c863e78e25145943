import { addrOf } from "#engine/addr.ts";
import type { Machine, Mm, PteRun } from "#engine/machine.ts";
import { contentOf } from "./content.ts";
import type { Hue, Pattern } from "./marks.ts";
import type { Range } from "./ranges.ts";
import { cellCountOf, cellPagesOf, spanOf, type ZoomPlace } from "./zoomLevels.ts";

/** What stands in a part of a cell, as bits: a single odd page is never lost. */
export const PART = { none: 1, frame: 2, zero: 4, marker: 8 } as const;

/** Parts of a cell that stands for many pages, in the order of addresses. */
const PARTS = 16;

/** Pages of a cell in one state. */
export interface CellState {
  readonly words: string;
  readonly pages: number;
}

/** One entry of a table, and everything below it. */
export interface ZoomCell {
  readonly index: number;
  readonly vpn: number;
  readonly pages: number;
  /** Pages that mappings cover. */
  readonly mapped: number;
  readonly vmas: number;
  /** Entries that are set, by what they hold. */
  readonly frame: number;
  readonly zero: number;
  readonly marker: number;
  /** States of the mapped pages, the most frequent first. */
  readonly states: readonly CellState[];
  /** Mapped pages that are not as most of the cell are. */
  readonly odd: number;
  /** What most frames of the cell hold. */
  readonly look: { readonly hue: Hue; readonly pattern: Pattern };
  readonly letter: string;
}

export interface ZoomCells {
  readonly place: ZoomPlace;
  readonly cells: readonly ZoomCell[];
  readonly partsPerCell: number;
  /** Bits of PART for each part of each cell. */
  readonly parts: Uint8Array;
}

/** Which entries count: all, all but those on their way, or only those. */
export interface Sieve {
  readonly mode: "without" | "only";
  readonly ranges: readonly Range[];
}

interface Tally {
  mapped: number;
  vmas: number;
  frame: number;
  zero: number;
  marker: number;
  readonly states: Map<string, number>;
  look: ZoomCell["look"];
  letter: string;
  longest: number;
}

const NO_LOOK = { hue: "none", pattern: "plain" } as const;

const emptyTally = (): Tally => ({
  mapped: 0,
  vmas: 0,
  frame: 0,
  zero: 0,
  marker: 0,
  states: new Map(),
  look: NO_LOOK,
  letter: "",
  longest: 0,
});

/** The parts of a range that are (not) in the ranges of a sieve. */
function* sieved(from: number, to: number, sieve: Sieve | null): Generator<Range> {
  if (sieve === null) {
    yield { start: from, end: to };
    return;
  }
  let next = from;
  for (const range of sieve.ranges) {
    const start = Math.max(from, range.start);
    const end = Math.min(to, range.end);
    if (start >= end) continue;
    if (sieve.mode === "only") yield { start, end };
    else if (start > next) yield { start: next, end: start };
    next = Math.max(next, end);
  }
  if (sieve.mode === "without" && next < to) yield { start: next, end: to };
}

type Frame = Exclude<PteRun, { readonly kind: "zero" | "marker" }>;

const frameWords = (run: Frame, shared: boolean): string =>
  [
    run.huge ? "huge frame" : "frame",
    run.write ? "" : "read-only",
    run.dirty ? "" : "clean",
    run.uffdWp ? "write-protected by userfaultfd" : "",
    shared ? "shared" : "",
  ]
    .filter((word) => word !== "")
    .join(", ");

const markerWords = (run: Extract<PteRun, { readonly kind: "marker" }>): string => {
  if (run.guard) return "guard marker";
  return run.poison ? "poison marker" : "uffd marker";
};

/** Fills the cells of one table. */
class Tallies {
  readonly parts: Uint8Array;
  readonly partsPerCell: number;
  private readonly tallies: (Tally | undefined)[] = [];
  private readonly place: ZoomPlace;
  private readonly cellPages: number;

  constructor(place: ZoomPlace) {
    this.place = place;
    this.cellPages = cellPagesOf(place.level);
    this.partsPerCell = place.level >= 2 ? PARTS : 1;
    this.parts = new Uint8Array(cellCountOf(place.level) * this.partsPerCell);
  }

  /** Every cell that pages [start, end) touch, with how many of its pages they are. */
  each({ start, end }: Range, kind: number, count: (tally: Tally, pages: number) => void): void {
    const { place, cellPages, partsPerCell, parts } = this;
    const [from, to] = [start - place.start, end - place.start];
    for (let index = Math.floor(from / cellPages); index * cellPages < to; index += 1) {
      const tally = (this.tallies[index] ??= emptyTally());
      count(tally, Math.min(to, (index + 1) * cellPages) - Math.max(from, index * cellPages));
    }
    const partPages = cellPages / partsPerCell;
    for (let part = Math.floor(from / partPages); part * partPages < to; part += 1) {
      const bits = parts[part] ?? 0;
      // `kind` is a power of two: one bit of the sum.
      parts[part] = Math.floor(bits / kind) % 2 === 0 ? bits + kind : bits;
    }
  }

  state(range: Range, kind: "frame" | "zero" | "marker", words: string, look?: ReturnType<typeof contentOf>) {
    this.each(range, PART[kind], (tally, pages) => {
      tally[kind] += pages;
      tally.states.set(words, (tally.states.get(words) ?? 0) + pages);
      if (look === undefined || pages <= tally.longest) return;
      tally.longest = pages;
      tally.look = look.look;
      tally.letter = look.letter;
    });
  }

  cells(): readonly ZoomCell[] {
    return Array.from({ length: cellCountOf(this.place.level) }, (_, index) =>
      cellOf(index, this.place.start + index * this.cellPages, this.cellPages, this.tallies[index]),
    );
  }
}

const NOTHING = { mapped: 0, vmas: 0, frame: 0, zero: 0, marker: 0, states: [], odd: 0, letter: "" } as const;

const cellOf = (index: number, vpn: number, pages: number, tally: Tally | undefined): ZoomCell => {
  if (tally === undefined) return { index, vpn, pages, ...NOTHING, look: NO_LOOK };
  const { mapped, vmas, frame, zero, marker, look, letter } = tally;
  const none = mapped - frame - zero - marker;
  const all = [...tally.states].map(([words, count]): CellState => ({ words, pages: count }));
  if (none > 0) all.push({ words: "none", pages: none });
  const states = all.toSorted((a, b) => b.pages - a.pages);
  const odd = Math.max(0, mapped - (states[0]?.pages ?? 0));
  return { index, vpn, pages, mapped, vmas, frame, zero, marker, states, odd, look, letter };
};

const addFrames = (tallies: Tallies, machine: Machine, run: Frame, first: number, range: Range): void => {
  const [pfn, pages] = [run.pfn + range.start - first, range.end - range.start];
  for (const { start, end, value } of machine.frames.entries(pfn, pfn + pages)) {
    const from = range.start + Math.max(start, pfn) - pfn;
    const to = range.start + Math.min(end, pfn + pages) - pfn;
    tallies.state({ start: from, end: to }, "frame", frameWords(run, value.mapcount > 1), contentOf(value));
  }
};

/** What one table translates: every cell with what its pages hold. Costs as many steps as there are runs. */
export const zoomCells = (
  machine: Machine,
  mm: Mm,
  place: ZoomPlace,
  sieve: Sieve | null = null,
): ZoomCells => {
  const tallies = new Tallies(place);
  const [from, to] = [place.start, place.start + spanOf(place.level)];
  // What is on its way has left its mapping behind.
  const vmas = sieve?.mode === "only" ? [] : mm.vmas.entries(addrOf(from), addrOf(to));
  for (const { start, end } of vmas) {
    const range = { start: Math.max(from, start / 4096), end: Math.min(to, end / 4096) };
    tallies.each(range, PART.none, (tally, pages) => {
      tally.mapped += pages;
      tally.vmas += 1;
    });
  }
  for (const { start, end, value } of mm.pageTable.entries.entries(from, to)) {
    for (const range of sieved(Math.max(from, start), Math.min(to, end), sieve)) {
      if (value.kind === "present") addFrames(tallies, machine, value, start, range);
      else tallies.state(range, value.kind, value.kind === "zero" ? "zero page" : markerWords(value));
    }
  }
  const { parts, partsPerCell } = tallies;
  return { place, cells: tallies.cells(), parts, partsPerCell };
};

/** Entries of a cell that are set. */
export const setIn = ({ frame, zero, marker }: ZoomCell): number => frame + zero + marker;
