import { PMD_PAGES, PTRS_PER_TABLE } from "#engine/addr.ts";
import type { MmId } from "#engine/machine.ts";
import type { Timeline } from "#timeline/timeline.ts";
import type { Rect } from "./marks.ts";
import { addRange, NO_RANGES, rangesIn, type Range } from "./ranges.ts";
import { surveyOf } from "./survey.ts";
import { treeHistoryOf, type Hanging, type Tables, type TreeHistory } from "./treeHistory.ts";

/** Entries of a table that are drawn without a seam, counted from the start of the node. */
export interface Strip {
  readonly offset: number;
  readonly entries: number;
  readonly x: number;
}

/** What hangs from the tree at its right end: PTE tables that are never told apart, or a huge page. */
export interface LeafPlace extends Rect {
  readonly key: string;
  readonly kind: Hanging["kind"];
  readonly id: number;
  readonly count: number;
  readonly perCell: number;
  readonly cell: number;
  readonly pitch: number;
  readonly cellY: number;
  readonly strips: readonly Strip[];
}

/** An upper table with a row for every entry that is ever in use. */
export interface TablePlace extends Rect {
  readonly key: string;
  readonly level: "PGD" | "PUD" | "PMD";
  readonly id: number;
  readonly rows: readonly { readonly index: number; readonly y: number }[];
}

/** Where every table of a run has its place. Tables never move: what points at them does. */
export interface TreeLayout {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly history: TreeHistory;
  readonly tables: readonly TablePlace[];
  readonly leaves: readonly LeafPlace[];
  /** Tables for which there is no room. */
  readonly left: number;
}

export interface TreeOptions {
  /** CSS pixels. */
  readonly width: number;
  readonly height?: number;
  /** How much larger than designed everything is drawn. */
  readonly scale?: number;
}

const MARGIN = 16;
/** Room for the words above the columns. */
const TOP = 62;
const ROW = 22;
const HEAD = 26;
const FOOT = 20;
const LEAF_HEAD = 42;
const LEAF_PAD = 10;
const GAP = { least: 12, most: 40 };
const MOST_CELLS = 32;
const MOST_LEAVES = 24;
const WIDEST_CELL = 34;
/** Widths of an upper table and of the way to the next column. */
const TABLE = { wide: 92, narrow: 68 };
const WAY = { wide: 52, narrow: 13 };
/** From here on there is room for tables of full width. */
const ROOMY = 620;
const LEVELS = ["PGD", "PUD", "PMD"] as const;
const PGD_ID = 0;

/** A leaf before it has its place. */
interface Leaf {
  readonly kind: Hanging["kind"];
  readonly id: number;
  readonly count: number;
  /** Entries of PMD tables from which it hangs at some time. */
  readonly at: readonly number[];
}

/** Runs cut so finely that no state of the run tells the parts of a leaf apart. */
const leavesOf = (all: readonly Tables[]): readonly Leaf[] => {
  const cuts = { pte: new Set<number>(), huge: new Set<number>() };
  const runs = new Map<string, Hanging>();
  for (const { hanging } of all) {
    for (const run of hanging) {
      cuts[run.kind].add(run.id).add(run.id + run.count);
      runs.set(`${run.kind} ${run.id} ${run.count} ${run.index}`, run);
    }
  }
  const found = new Map<string, Leaf>();
  const sorted = {
    pte: [...cuts.pte].toSorted((a, b) => a - b),
    huge: [...cuts.huge].toSorted((a, b) => a - b),
  };
  for (const run of runs.values()) {
    const inside = sorted[run.kind].filter((cut) => cut >= run.id && cut < run.id + run.count);
    inside.forEach((id, i) => {
      const count = (inside[i + 1] ?? run.id + run.count) - id;
      const index = run.index + id - run.id;
      const known = found.get(`${run.kind} ${id}`);
      found.set(`${run.kind} ${id}`, { kind: run.kind, id, count, at: [...(known?.at ?? []), index] });
    });
  }
  return [...found.values()].toSorted((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0) || a.id - b.id);
};

/** Entries of a leaf that the program's mappings cover at some time. */
const coveredBy = (leaf: Leaf, mapped: readonly Range[]): readonly Range[] => {
  let set = NO_RANGES;
  const pages = leaf.count * PMD_PAGES;
  for (const index of leaf.at) {
    const first = index * PMD_PAGES;
    for (const range of mapped) {
      const start = Math.max(range.start - first, 0);
      const end = Math.min(range.end - first, pages);
      if (start < end) set = addRange(set, { start, end }).ranges;
    }
  }
  const covered = rangesIn(set);
  return covered.length === 0 || covered.length > MOST_CELLS / 2 ? [{ start: 0, end: pages }] : covered;
};

interface Cells {
  readonly perCell: number;
  readonly ranges: readonly Range[];
  readonly cells: number;
}

const cellsOf = (leaf: Leaf, mapped: readonly Range[]): Cells => {
  if (leaf.kind === "huge") return { perCell: leaf.count * PMD_PAGES, ranges: [], cells: 0 };
  const ranges = coveredBy(leaf, mapped);
  const count = (perCell: number): number =>
    ranges.reduce((sum, { start, end }) => sum + Math.ceil((end - start) / perCell), 0);
  let perCell = 1;
  while (count(perCell) > MOST_CELLS) perCell *= 2;
  return { perCell, ranges, cells: count(perCell) };
};

/** Leaves one below the other, with as much air between them as the height allows. */
const stacked = (
  leaves: readonly Leaf[],
  mapped: readonly Range[],
  { x, w }: { readonly x: number; readonly w: number },
  height: number,
): readonly LeafPlace[] => {
  const tight = leaves.map((leaf) => placeLeaf(leaf, mapped, x, 0, w));
  const needed = tight.reduce((sum, place) => sum + place.h, TOP + MARGIN);
  const air = (height - needed) / (leaves.length + 1);
  const gap = Math.round(Math.min(GAP.most, Math.max(GAP.least, air)));
  let y = TOP + (air > GAP.most ? GAP.most / 2 : 0);
  return leaves.map((leaf) => {
    const place = placeLeaf(leaf, mapped, x, y, w);
    y += place.h + gap;
    return place;
  });
};

const SEAM = 8;

const placeLeaf = (leaf: Leaf, mapped: readonly Range[], x: number, y: number, width: number): LeafPlace => {
  const { perCell, ranges, cells } = cellsOf(leaf, mapped);
  const seams = Math.max(0, ranges.length - 1) * SEAM;
  const pitch = Math.min(
    WIDEST_CELL,
    Math.max(6, Math.floor((width - 2 * LEAF_PAD - seams) / Math.max(1, cells))),
  );
  const cell = pitch - (pitch > 12 ? 4 : 1);
  let left = x + LEAF_PAD;
  const strips = ranges.map(({ start, end }): Strip => {
    const strip = { offset: start, entries: end - start, x: left };
    left += Math.ceil((end - start) / perCell) * pitch + SEAM;
    return strip;
  });
  const h = leaf.kind === "huge" ? LEAF_HEAD + 8 : LEAF_HEAD + Math.max(14, cell) + LEAF_PAD;
  const key = `${leaf.kind} ${leaf.id}`;
  const { kind, id, count } = leaf;
  return { key, kind, id, count, x, y, w: width, h, perCell, cell, pitch, cellY: y + LEAF_HEAD, strips };
};

/** Entries that a table ever uses, and where what hangs from them stands. */
interface Use {
  readonly level: TablePlace["level"];
  readonly id: number;
  readonly rows: Set<number>;
  readonly children: Set<string>;
}

const usesOf = (history: TreeHistory, leaves: readonly LeafPlace[]): readonly Use[] => {
  const uses = new Map<string, Use>();
  const used = (level: TablePlace["level"], id: number): Use => {
    const key = `${level} ${id}`;
    const known = uses.get(key) ?? { level, id, rows: new Set(), children: new Set() };
    uses.set(key, known);
    return known;
  };
  const unit = PTRS_PER_TABLE;
  used("PGD", PGD_ID);
  for (const tables of history.all) {
    for (const [index, id] of tables.puds) {
      const pgd = used("PGD", PGD_ID);
      pgd.rows.add(index);
      pgd.children.add(`PUD ${id}`);
      used("PUD", id);
    }
    for (const [index, id] of tables.pmds) {
      const pud = tables.puds.get(Math.floor(index / unit));
      used("PMD", id);
      if (pud === undefined) continue;
      used("PUD", pud).rows.add(index % unit);
      used("PUD", pud).children.add(`PMD ${id}`);
    }
    for (const { place, index } of hangingPlaces(tables, leaves)) {
      const pmd = tables.pmds.get(Math.floor(index / unit));
      if (pmd === undefined) continue;
      used("PMD", pmd).rows.add(index % unit);
      used("PMD", pmd).children.add(place.key);
    }
  }
  return [...uses.values()];
};

/** The leaves that hang in a state, each with its entry of the PMD level. */
export function* hangingPlaces(
  tables: Tables,
  leaves: readonly LeafPlace[],
): Generator<{ readonly place: LeafPlace; readonly index: number }> {
  for (const run of tables.hanging) {
    for (const place of leaves) {
      const inside = place.kind === run.kind && place.id >= run.id && place.id < run.id + run.count;
      if (inside) yield { place, index: run.index + place.id - run.id };
    }
  }
}

const heightOf = (use: Use): number => HEAD + use.rows.size * ROW + FOOT;

/** Tables of a column, each beside the middle of what first hung from it, none over another. */
const placeColumn = (
  uses: readonly Use[],
  middles: Map<string, number>,
  x: number,
  w: number,
  top: number,
): readonly TablePlace[] => {
  const wanted = uses
    .map((use) => {
      const ys = [...use.children].flatMap((key) => middles.get(key) ?? []);
      const middle = ys.length === 0 ? top : ys.reduce((a, b) => a + b, 0) / ys.length;
      return { use, y: middle - heightOf(use) / 2 };
    })
    .toSorted((a, b) => a.y - b.y);
  let free = top;
  return wanted.map(({ use, y }) => {
    const placed = Math.round(Math.max(free, y));
    const h = heightOf(use);
    free = placed + h + GAP.least;
    const key = `${use.level} ${use.id}`;
    middles.set(key, placed + h / 2);
    const indexes = [...use.rows].toSorted((a, b) => a - b);
    const rows = indexes.map((index, i) => ({ index, y: placed + HEAD + i * ROW }));
    return { key, level: use.level, id: use.id, x, y: placed, w, h, rows };
  });
};

/** Gives every table that a run will ever have its place. `mm`: the address space; the first process if left out. */
export const treeLayoutOf = (timeline: Timeline, options: TreeOptions, mm?: MmId): TreeLayout => {
  const scale = options.scale ?? 1;
  const width = Math.floor(options.width / scale);
  const survey = surveyOf(timeline, mm);
  const history = treeHistoryOf(timeline, survey.mm);
  const height = Math.floor((options.height ?? 0) / scale);
  const size = width >= ROOMY ? "wide" : "narrow";
  const column = TABLE[size] + WAY[size];
  const leafX = MARGIN + 3 * column;
  const found = leavesOf(history.all);
  const shown = found.slice(0, MOST_LEAVES);
  const leaves = stacked(shown, survey.ranges, { x: leafX, w: width - leafX - MARGIN }, height);
  const middles = new Map(leaves.map((leaf) => [leaf.key, leaf.y + leaf.h / 2]));
  const uses = usesOf(history, leaves);
  const tables = LEVELS.toReversed().flatMap((level) => {
    const own = uses.filter((use) => use.level === level);
    const x = MARGIN + LEVELS.indexOf(level) * column;
    return placeColumn(own, middles, x, TABLE[size], TOP);
  });
  const bottom = Math.max(TOP, ...[...leaves, ...tables].map((place) => place.y + place.h)) + MARGIN;
  return {
    width,
    height: Math.max(bottom, height),
    scale,
    history,
    tables,
    leaves,
    left: found.length - shown.length,
  };
};
