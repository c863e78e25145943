import { breaksOf, breakText, ticksOf } from "./axis.ts";
import { gapOf } from "./grid.ts";
import type { AxisBreak, AxisTick, Piece } from "./places.ts";
import { LABEL, pitchLimit, SEAM, type Stretch } from "./measure.ts";
import type { Range } from "./ranges.ts";
import { uiWidth } from "./text.ts";

/** The lane of addresses. */
export interface AddressLane {
  readonly pieces: readonly Piece[];
  readonly breaks: readonly AxisBreak[];
  readonly ticks: readonly AxisTick[];
  readonly axis: { readonly x1: number; readonly x2: number; readonly y: number } | null;
  readonly pitch: number;
  readonly rows: number;
  readonly tabLines: number;
  /** Where the lane ends. */
  readonly bottom: number;
}

/** Height of a tab by its number of lines: from the top of a block to its cells. */
export const TAB_HEIGHT: readonly number[] = [41, 41, 58, 75];
const BLOCK_BOTTOM = 13;
const NARROW_BREAK = 36;
/** No break takes more than this share of the strip. */
const WIDEST_BREAK = 0.2;

interface Widths {
  readonly pad: number;
  readonly breaks: readonly number[];
  readonly sameRow: boolean;
}

/** Breaks wide enough for their words, and narrow ones with the words above the axis. */
const breakWidths = (stretches: readonly Stretch[], room: number): readonly Widths[] => {
  const gaps = stretches.filter((s) => s.gapBefore > 0);
  const pad = stretches.length > 6 ? 5 : 10;
  const full = gaps.map((s) => Math.max(84, Math.ceil(uiWidth(breakText(s.gapBefore), LABEL)) + 28));
  const narrow = gaps.map(() => Math.min(NARROW_BREAK, (room * 0.4) / gaps.length));
  return [
    { pad, breaks: full, sameRow: true },
    { pad, breaks: narrow, sameRow: false },
  ];
};

const columnsOf = (stretch: Stretch, rows: number): number => Math.ceil(stretch.cells / rows);

/** The largest whole pitch at which all pieces fit side by side. */
const pitchFor = (stretches: readonly Stretch[], rows: number, widths: Widths, room: number): number => {
  const columns = stretches.reduce((sum, s) => sum + columnsOf(s, rows), 0);
  const seams = stretches.slice(1).filter((s) => s.gapBefore === 0).length * SEAM;
  const fixed = widths.breaks.reduce((a, b) => a + b, 0) + seams + stretches.length * 2 * widths.pad;
  const pitch = (room - fixed + stretches.length) / columns;
  return Math.min(pitchLimit(room), pitch >= 4 ? Math.floor(pitch) : Math.floor(pitch * 4) / 4);
};

interface Grid {
  readonly rows: number;
  readonly pitch: number;
  readonly widths: Widths;
}

/** One row as long as its cells are not too small; then more rows, as long as they are not too tall; then smaller cells. */
const chooseGrid = (stretches: readonly Stretch[], room: number, tier: 0 | 1 | 2, tallest: number): Grid => {
  const choices = breakWidths(stretches, room);
  for (const least of tier === 0 ? [20, 12] : [12, 8, 6, 5, 4, 3]) {
    for (let rows = 1; rows === 1 || rows * least <= tallest; rows += rows < 4 ? 1 : 2) {
      for (const widths of choices) {
        const pitch = pitchFor(stretches, rows, widths, room);
        if (pitch >= least) return { rows, pitch, widths };
      }
    }
  }
  const widths = choices[1] ?? { pad: 2, breaks: [], sameRow: false };
  const rows = Math.max(1, Math.floor(tallest / 3));
  return { rows, pitch: Math.max(1, pitchFor(stretches, rows, widths, room)), widths };
};

/** Lines of text in the tabs: what the narrowest mapping of the run needs. */
const tabLinesFor = (pieces: readonly Piece[], mappings: readonly Range[]): number => {
  const lefts = new Map(pieces.map(({ start, x }) => [start, x]));
  const rights = new Map(pieces.map(({ end, x, w }) => [end, x + w]));
  const narrowest = mappings.reduce(
    (least, { start, end }) =>
      Math.min(least, (rights.get(end) ?? Infinity) - (lefts.get(start) ?? -Infinity)),
    Infinity,
  );
  if (narrowest >= 250) return 1;
  return narrowest >= 150 ? 2 : 3;
};

export interface WideInput {
  readonly stretches: readonly Stretch[];
  readonly mappings: readonly Range[];
  readonly width: number;
  readonly margin: number;
  readonly axisY: number;
  readonly tier: 0 | 1 | 2;
  /** The most that rows of cells may take. */
  readonly tallest: number;
}

/** All pieces in one strip: equal page widths, fixed breaks, what is left over goes into the breaks, then to both sides. */
export const placeWide = (input: WideInput): AddressLane => {
  const { stretches, width, margin } = input;
  const room = width - 2 * margin;
  const { rows, pitch, widths } = chooseGrid(stretches, room, input.tier, input.tallest);
  const gap = gapOf(pitch);
  const inner = stretches.map((s) => columnsOf(s, rows) * pitch - gap + 2 * widths.pad);
  const seams = stretches.slice(1).filter((s) => s.gapBefore === 0).length * SEAM;
  const used = inner.reduce((a, b) => a + b, 0) + widths.breaks.reduce((a, b) => a + b, 0) + seams;
  const spare = Math.max(0, room - used);
  const grow = widths.breaks.length === 0 ? 0 : spare / widths.breaks.length;
  const breaks = widths.breaks.map((w) => Math.floor(Math.min(w + grow, Math.max(w, WIDEST_BREAK * room))));
  const total = used - widths.breaks.reduce((a, b) => a + b, 0) + breaks.reduce((a, b) => a + b, 0);
  const axisY = input.axisY + (widths.sameRow ? 0 : 14);
  const top = axisY + 18;
  let x = Math.round(margin + Math.max(0, room - total) / 2);
  let breakIndex = 0;
  const flat = stretches.map((s, i): Piece => {
    if (s.gapBefore > 0) x += breaks[breakIndex++] ?? 0;
    else if (i > 0) x += SEAM;
    const w = inner[i] ?? 0;
    const columns = columnsOf(s, rows);
    const piece = {
      start: s.start,
      end: s.end,
      columns,
      rows,
      x,
      y: top,
      w,
      h: 0,
      cellX: x + widths.pad,
      cellY: 0,
    };
    x += w;
    return piece;
  });
  const tabLines = tabLinesFor(flat, input.mappings);
  const head = TAB_HEIGHT[tabLines] ?? 41;
  const height = head + rows * pitch - gap + BLOCK_BOTTOM;
  const pieces = flat.map((piece) => ({ ...piece, h: height, cellY: top + head }));
  const ticks = ticksOf(pieces, axisY, width);
  return {
    pieces,
    breaks: breaksOf(pieces, ticks, axisY, widths.sameRow),
    ticks,
    axis: { x1: margin, x2: width - margin, y: axisY },
    pitch,
    rows,
    tabLines,
    bottom: top + height,
  };
};
