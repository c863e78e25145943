import { addrOf, vpnOf } from "#engine/addr.ts";
import type { Machine, Mm, PteRun } from "#engine/machine.ts";
import { lookOf } from "#scene/content.ts";
import type { Hue } from "#scene/marks.ts";
import type { Range } from "#scene/ranges.ts";

/** Size of the picture, in units of its own. */
export const WIDTH = 318;
export const HEIGHT = 88;

const MARGIN = 12;
const PITCH = 17;
/** Between cells, where they are wide. */
const GAP = 2.5;
/** Room of a block beside its cells, on either side. */
const PAD = 5;
const TOUCHING = 3;
const WIDEST_GAP = 120;
/** More cells than this, and a cell stands for several pages. */
const MOST_CELLS = 30;
const CELLS_OF_LARGE = 8;

export interface Cell {
  readonly x: number;
  readonly shape: "none" | "frame" | "zero" | "marker";
  readonly hue: Hue;
  readonly pfn: number | null;
}

export interface Block {
  readonly x: number;
  readonly w: number;
  /** The call made it, or left its result in it. */
  readonly lit: boolean;
  readonly cells: readonly Cell[];
}

export interface FrameCell {
  readonly x: number;
  readonly hue: Hue;
}

export interface Thumbnail {
  readonly blocks: readonly Block[];
  readonly frames: readonly FrameCell[];
  /** Middles of a token and of its frame. */
  readonly links: readonly { readonly from: number; readonly to: number; readonly hue: Hue }[];
  /** Width of a cell. */
  readonly size: number;
}

interface Content extends Omit<Cell, "x"> {}

interface Mapping extends Range {
  readonly contents: readonly Content[];
}

const NONE: Content = { shape: "none", hue: "none", pfn: null };

const contentOf = (machine: Machine, run: PteRun, offset: number): Content => {
  if (run.kind === "zero") return { shape: "zero", hue: "none", pfn: null };
  if (run.kind === "marker") return { shape: "marker", hue: "none", pfn: null };
  const pfn = run.pfn + offset;
  const frame = machine.frames.at(pfn);
  return { shape: "frame", hue: frame === null ? "none" : lookOf(frame.value.value).hue, pfn };
};

/** The first entry of some pages stands for all of them. */
const contentIn = (machine: Machine, mm: Mm, from: number, to: number): Content => {
  for (const { start, value } of mm.pageTable.entries.entries(from, to))
    return contentOf(machine, value, Math.max(from, start) - start);
  return NONE;
};

const cellsFor = (pages: number, all: number): number =>
  all <= MOST_CELLS ? pages : Math.min(pages, CELLS_OF_LARGE);

const mappingsOf = (machine: Machine, mm: Mm, shown: readonly Range[]): readonly Mapping[] => {
  const ranges = [...mm.vmas.entries()]
    .map(({ start, end }) => ({ start: vpnOf(start), end: vpnOf(end) }))
    .filter(({ start, end }) => shown.some((range) => range.start < end && range.end > start));
  const all = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  return ranges.map(({ start, end }) => {
    const count = cellsFor(end - start, all);
    const at = (i: number): number => start + Math.floor(((end - start) * i) / count);
    const contents = Array.from({ length: count }, (_, i) => contentIn(machine, mm, at(i), at(i + 1)));
    return { start, end, contents };
  });
};

/** Left edges of the blocks: neighbours touch nearly, others share the room that is left. */
const edgesOf = (mappings: readonly Mapping[], widths: readonly number[]): readonly number[] => {
  const touches = mappings.map(({ start }, i) => mappings[i - 1]?.end === start);
  const apart = touches.filter((one, i) => i > 0 && !one).length;
  const used = widths.reduce((sum, w) => sum + w, 0) + (mappings.length - 1 - apart) * TOUCHING;
  const room = WIDTH - 2 * MARGIN - used;
  const gap = apart === 0 ? 0 : Math.min(WIDEST_GAP, room / apart);
  let x = MARGIN + (room - gap * apart) / 2;
  return widths.map((w, i) => {
    if (i > 0) x += touches[i] === true ? TOUCHING : gap;
    const edge = x;
    x += w;
    return edge;
  });
};

const pitchOf = (mappings: readonly Mapping[]): number => {
  const cells = mappings.reduce((sum, { contents }) => sum + contents.length, 0);
  const room = WIDTH - 2 * MARGIN - mappings.length * (2 * PAD + 8);
  return Math.min(PITCH, room / Math.max(1, cells));
};

const framesOf = (cells: readonly Cell[], pitch: number): ReadonlyMap<number, FrameCell> => {
  const hues = new Map(cells.flatMap(({ pfn, hue }) => (pfn === null ? [] : [[pfn, hue] as const])));
  const order = [...hues].toSorted(([a], [b]) => a - b);
  const left = (WIDTH - order.length * pitch) / 2;
  return new Map(order.map(([pfn, hue], i) => [pfn, { x: left + i * pitch, hue }]));
};

/**
 * A machine as a small picture: mappings with their slots and tokens, and the frames below. `shown`: pages that
 * belong to the program; `litAt`: an address whose mapping is marked, or null.
 */
export const thumbnailOf = (
  machine: Machine,
  mm: Mm,
  shown: readonly Range[],
  litAt: number | null,
): Thumbnail => {
  const mappings = mappingsOf(machine, mm, shown);
  const pitch = pitchOf(mappings);
  const size = pitch > 8 ? pitch - GAP : pitch * 0.8;
  const widths = mappings.map(({ contents }) => (contents.length - 1) * pitch + size + 2 * PAD);
  const edges = edgesOf(mappings, widths);
  const blocks = mappings.map(({ start, end, contents }, i): Block => {
    const x = edges[i] ?? MARGIN;
    const lit = litAt !== null && addrOf(start) <= litAt && litAt < addrOf(end);
    return {
      x,
      w: widths[i] ?? 0,
      lit,
      cells: contents.map((content, n) => ({ ...content, x: x + PAD + n * pitch })),
    };
  });
  const cells = blocks.flatMap((block) => block.cells);
  const frames = framesOf(cells, pitch);
  const middle = size / 2;
  const links = cells.flatMap(({ x, pfn, hue }) => {
    const frame = pfn === null ? undefined : frames.get(pfn);
    return frame === undefined ? [] : [{ from: x + middle, to: frame.x + middle, hue }];
  });
  return { blocks, frames: [...frames.values()], links, size };
};
