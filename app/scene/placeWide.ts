import { breaksOf, breakText, ticksOf } from "./axis.ts";
import { gapOf } from "./grid.ts";
import type { AxisBreak, AxisTick, Piece } from "./layout.ts";
import { LABEL, MAX_PITCH, SEAM, type Stretch } from "./measure.ts";
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

const ROWS: readonly number[] = [1, 2, 4, 8, 16, 32, 48];
/** Height of a tab by its number of lines: from the top of a block to its cells. */
export const TAB_HEIGHT: readonly number[] = [41, 41, 58, 75];
export const BLOCK_BOTTOM = 13;
const NARROW_BREAK = 36;
const WIDEST_BREAK = 150;

interface Widths {
  readonly pad: number;
  readonly breaks: readonly number[];
  readonly sameRow: boolean;
}

/** Breaks wide enough for their words, or narrow ones with the words above the axis when that takes too much room. */
const breakWidths = (stretches: readonly Stretch[], room: number): Widths => {
  const gaps = stretches.filter((s) => s.gapBefore > 0);
  const pad = stretches.length > 6 ? 5 : 10;
  const full = gaps.map((s) => Math.max(84, Math.ceil(uiWidth(breakText(s.gapBefore), LABEL)) + 28));
  const sum = full.reduce((a, b) => a + b, 0);
  return sum <= room * 0.35
    ? { pad, breaks: full, sameRow: true }
    : { pad, breaks: gaps.map(() => Math.min(NARROW_BREAK, (room * 0.4) / gaps.length)), sameRow: false };
};

const columnsOf = (stretch: Stretch, rows: number): number => Math.ceil(stretch.cells / rows);

/** The largest whole pitch at which all pieces fit side by side. */
const pitchFor = (stretches: readonly Stretch[], rows: number, widths: Widths, room: number): number => {
  const columns = stretches.reduce((sum, s) => sum + columnsOf(s, rows), 0);
  const seams = stretches.slice(1).filter((s) => s.gapBefore === 0).length * SEAM;
  const fixed = widths.breaks.reduce((a, b) => a + b, 0) + seams + stretches.length * 2 * widths.pad;
  const pitch = (room - fixed + stretches.length) / columns;
  return Math.min(MAX_PITCH, pitch >= 4 ? Math.floor(pitch) : Math.floor(pitch * 4) / 4);
};

const chooseRows = (stretches: readonly Stretch[], widths: Widths, room: number, least: number) => {
  for (const rows of ROWS) {
    const pitch = pitchFor(stretches, rows, widths, room);
    if (pitch >= least) return { rows, pitch };
  }
  const rows = ROWS.at(-1) ?? 1;
  return { rows, pitch: Math.max(2, pitchFor(stretches, rows, widths, room)) };
};

/** Lines of text in the tabs: what the narrowest mapping of the run needs. */
const tabLinesFor = (pieces: readonly Piece[], mappings: readonly Range[]): number => {
  const widths = mappings.map((mapping) => {
    const first = pieces.find((p) => p.start === mapping.start);
    const last = pieces.find((p) => p.end === mapping.end);
    return first === undefined || last === undefined ? Infinity : last.x + last.w - first.x;
  });
  const narrowest = Math.min(...widths, Infinity);
  if (narrowest >= 250) return 1;
  return narrowest >= 120 ? 2 : 3;
};

export interface WideInput {
  readonly stretches: readonly Stretch[];
  readonly mappings: readonly Range[];
  readonly width: number;
  readonly margin: number;
  readonly axisY: number;
  readonly tier: 0 | 1 | 2;
}

/** All pieces in one strip: equal page widths, fixed breaks, what is left over goes into the breaks, then to both sides. */
export const placeWide = (input: WideInput): AddressLane => {
  const { stretches, width, margin } = input;
  const room = width - 2 * margin;
  const widths = breakWidths(stretches, room);
  const { rows, pitch } = chooseRows(stretches, widths, room, input.tier === 0 ? 20 : 6);
  const gap = gapOf(pitch);
  const inner = stretches.map((s) => columnsOf(s, rows) * pitch - gap + 2 * widths.pad);
  const seams = stretches.slice(1).filter((s) => s.gapBefore === 0).length * SEAM;
  const used = inner.reduce((a, b) => a + b, 0) + widths.breaks.reduce((a, b) => a + b, 0) + seams;
  const spare = Math.max(0, room - used);
  const grow = widths.breaks.length === 0 ? 0 : spare / widths.breaks.length;
  const breaks = widths.breaks.map((w) => Math.floor(Math.min(w + grow, Math.max(w, WIDEST_BREAK))));
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
    const piece = { start: s.start, end: s.end, columns, rows, x, y: top, w, h: 0, cellX: x + widths.pad, cellY: 0 };
    x += w;
    return piece;
  });
  const tabLines = tabLinesFor(flat, input.mappings);
  const head = TAB_HEIGHT[tabLines] ?? 41;
  const height = head + rows * pitch - gap + BLOCK_BOTTOM;
  const pieces = flat.map((piece) => ({ ...piece, h: height, cellY: top + head }));
  return {
    pieces,
    breaks: breaksOf(pieces, axisY, widths.sameRow),
    ticks: ticksOf(pieces, axisY),
    axis: { x1: margin, x2: width - margin, y: axisY },
    pitch,
    rows,
    tabLines,
    bottom: top + height,
  };
};
