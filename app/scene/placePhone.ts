import { breakText } from "./axis.ts";
import { gapOf } from "./grid.ts";
import type { AxisBreak, Piece } from "./places.ts";
import { LABEL, SEAM, type Stretch } from "./measure.ts";
import type { AddressLane } from "./placeWide.ts";
import { uiWidth } from "./text.ts";

const PAD = 18;
const MAX_PITCH = 38;
const BREAK_HEIGHT = 20;
const TAB_LINES = 1;
/** From the top of a block to its cells, and from there to its end. */
const HEAD = 33;
const BLOCK_BOTTOM = 9;
/** More cells than these in the lane make the cells smaller. */
const TALLEST = 560;

export interface PhoneInput {
  readonly stretches: readonly Stretch[];
  readonly width: number;
  readonly margin: number;
  readonly top: number;
  readonly tier: 0 | 1 | 2;
}

const heightAt = (stretches: readonly Stretch[], columns: number, pitch: number): number =>
  stretches.reduce((sum, s) => sum + Math.ceil(s.cells / columns) * pitch, 0);

/** Eight columns where that is not too tall, else twice as many, and so on. */
const chooseColumns = (stretches: readonly Stretch[], room: number, tier: 0 | 1 | 2) => {
  for (let columns = 8; ; columns *= 2) {
    const pitch = Math.min(MAX_PITCH, Math.floor(room / columns));
    if (tier === 0 || pitch <= 5 || heightAt(stretches, columns, pitch) <= TALLEST) return { columns, pitch };
  }
};

const breakAt = (key: string, pages: number, y: number, input: PhoneInput): AxisBreak => {
  const full = breakText(pages);
  const fits = uiWidth(full, LABEL) < input.width - 2 * input.margin;
  return {
    key,
    x: input.margin,
    y,
    w: input.width - 2 * input.margin,
    h: BREAK_HEIGHT,
    pages,
    text: fits ? full : "",
    textX: input.width / 2,
    textY: y + BREAK_HEIGHT / 2 + 4,
    full,
  };
};

/** Blocks one below the other; addresses grow downwards. */
export const placePhone = (input: PhoneInput): AddressLane => {
  const { stretches, width, margin } = input;
  const { columns, pitch } = chooseColumns(stretches, width - 2 * margin - 2 * PAD, input.tier);
  const gap = gapOf(pitch);
  const cellX = Math.round((width - (columns * pitch - gap)) / 2);
  const breaks: AxisBreak[] = [];
  let y = input.top;
  const pieces = stretches.map((s, i): Piece => {
    if (s.gapBefore > 0) {
      breaks.push(breakAt(`break ${s.start - s.gapBefore}`, s.gapBefore, y, input));
      y += BREAK_HEIGHT;
    } else if (i > 0) y += SEAM;
    const rows = Math.ceil(s.cells / columns);
    const h = HEAD + rows * pitch - gap + BLOCK_BOTTOM;
    const piece = {
      start: s.start,
      end: s.end,
      columns,
      rows,
      x: margin,
      y,
      w: width - 2 * margin,
      h,
      cellX,
      cellY: y + HEAD,
    };
    y += h;
    return piece;
  });
  return {
    pieces,
    breaks,
    ticks: [],
    axis: null,
    pitch,
    rows: Math.max(1, ...pieces.map((p) => p.rows)),
    tabLines: TAB_LINES,
    bottom: y,
  };
};
