/**
 * Which address lies under the hand, and where an address is drawn. Inside a piece of the layout that is exact.
 * In a break, which is not to scale, the pages next to either neighbour are offered, and in the middle a round
 * address; outside, the pages go on at the pitch of the cells. Pure.
 */
import { gapOf, pieceOf } from "#scene/grid.ts";
import type { Point, Rect } from "#scene/marks.ts";
import type { Layout, Piece } from "#scene/places.ts";

/** Page numbers, half open. */
export interface Pages {
  readonly start: number;
  readonly end: number;
}

/** The lowest page that an ordinary process may map (vm.mmap_min_addr), and the end of user space. */
const LOWEST = 16;
const HIGHEST = 0x7_ffff_ffff;

/** Where an empty program's addresses begin. */
const FIRST = 0x1_0000;
const EMPTY = { margin: 20, pitch: 30, y: 102, h: 84 } as const;

const isWide = (layout: Layout): boolean => layout.orientation === "wide";
const along = (layout: Layout, point: Point): number => (isWide(layout) ? point.x : point.y);
const near = (layout: Layout, rect: Rect): number => (isWide(layout) ? rect.x : rect.y);
const far = (layout: Layout, rect: Rect): number => (isWide(layout) ? rect.x + rect.w : rect.y + rect.h);

/** Pages that one step of the pitch stands for: a whole row of them on a phone. */
const perPitch = (layout: Layout): number =>
  layout.pagesPerCell * (isWide(layout) ? (layout.pieces[0]?.rows ?? 1) : 1);

/** Pixels of one page along the axis; of one cell where a cell is several pages. */
export const pitchOf = (layout: Layout): number => (layout.pieces.length === 0 ? EMPTY.pitch : layout.pitch);

const kept = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

const inPiece = (layout: Layout, piece: Piece, point: Point): number => {
  const column = kept(Math.floor((point.x - piece.cellX) / layout.pitch), 0, piece.columns - 1);
  const row = kept(Math.floor((point.y - piece.cellY) / layout.pitch), 0, piece.rows - 1);
  const index = isWide(layout) ? column * piece.rows + row : row * piece.columns + column;
  return kept(piece.start + index * layout.pagesPerCell, piece.start, piece.end - 1);
};

/** The roundest page in the open interval; of equally round ones the one next to the middle. */
const roundest = (start: number, end: number): number => {
  for (let step = 16 ** 8; step > 1; step /= 16) {
    const page = Math.round((start + end) / 2 / step) * step;
    if (page > start && page < end) return page;
  }
  return Math.floor((start + end) / 2);
};

/** A stretch of the axis between two pieces, or outside of them. */
interface Gap extends Pages {
  readonly from: number;
  readonly to: number;
  readonly inner: boolean;
}

const gapsOf = (layout: Layout): readonly Gap[] => {
  const { pieces } = layout;
  const size = isWide(layout) ? layout.width : layout.height;
  return Array.from({ length: pieces.length + 1 }, (_, i): Gap => {
    const [before, next] = [pieces[i - 1], pieces[i]];
    return {
      from: before === undefined ? 0 : far(layout, before),
      to: next === undefined ? size : near(layout, next),
      start: before?.end ?? LOWEST,
      end: next?.start ?? HIGHEST,
      inner: before !== undefined && next !== undefined,
    };
  });
};

/** In an inner gap, this share at either side belongs to that neighbour. */
const SIDE = 1 / 3;

/** First page of `pages` that are put down with their beginning at `at`. */
const inGap = (layout: Layout, gap: Gap, at: number, pages: number): number => {
  const step = perPitch(layout);
  const up = gap.start + Math.floor((at - gap.from) / layout.pitch) * step;
  const down = gap.end - pages - Math.floor((gap.to - at) / layout.pitch) * step;
  const most = Math.max(gap.start, gap.end - pages);
  if (!gap.inner) {
    const page = gap.start === LOWEST ? gap.end - Math.ceil((gap.to - at) / layout.pitch) * step : up;
    return kept(page, LOWEST, HIGHEST - pages);
  }
  const share = (at - gap.from) / Math.max(1, gap.to - gap.from);
  if (share < SIDE) return kept(up, gap.start, most);
  if (share > 1 - SIDE) return kept(down, gap.start, most);
  return roundest(gap.start, most);
};

const pieceUnder = (layout: Layout, at: number): Piece | undefined =>
  layout.pieces.find((piece) => piece.columns > 0 && near(layout, piece) <= at && far(layout, piece) > at);

/** First page of `pages` that are put down with their beginning at this point. */
export const pageUnder = (layout: Layout, point: Point, pages = 1): number => {
  const at = along(layout, point);
  if (layout.pieces.length === 0) {
    return Math.max(LOWEST, FIRST + Math.floor((at - EMPTY.margin) / EMPTY.pitch));
  }
  const piece = pieceUnder(layout, at);
  if (piece !== undefined) return inPiece(layout, piece, point);
  const gap = gapsOf(layout).find(({ from, to }) => at >= from && at <= to);
  return gap === undefined ? LOWEST : inGap(layout, gap, at, pages);
};

/** The band of the picture in which addresses lie, across the axis. */
export const bandOf = (layout: Layout): { readonly from: number; readonly to: number } => {
  const [first] = layout.pieces;
  if (first === undefined) return { from: EMPTY.y - 20, to: EMPTY.y + EMPTY.h };
  return isWide(layout)
    ? { from: first.y - 24, to: first.y + first.h }
    : { from: first.x, to: first.x + first.w };
};

/** Where a page begins on the axis. */
const edgeOf = (layout: Layout, page: number): number => {
  const piece = pieceOf(layout, page);
  if (piece !== null) {
    const index = Math.floor((page - piece.start) / layout.pagesPerCell);
    if (index === 0) return near(layout, piece);
    const line = Math.floor(index / (isWide(layout) ? piece.rows : piece.columns));
    return (isWide(layout) ? piece.cellX : piece.cellY) + line * layout.pitch - gapOf(layout.pitch) / 2;
  }
  const gap = gapsOf(layout).find(({ start, end }) => page >= start && page < end);
  if (gap === undefined) return 0;
  const step = perPitch(layout);
  const up = gap.from + ((page - gap.start) / step) * layout.pitch;
  const down = gap.to - ((gap.end - page) / step) * layout.pitch;
  if (!gap.inner) return gap.start === LOWEST ? down : up;
  const width = gap.to - gap.from;
  if (up - gap.from < width * SIDE) return up;
  if (gap.to - down < width * SIDE) return down;
  return gap.from + (width - layout.pitch) / 2;
};

/** Where pages would be drawn, also where the layout keeps no place for them. */
export const rectOfPages = (layout: Layout, { start, end }: Pages): Rect => {
  const [first] = layout.pieces;
  if (first === undefined) {
    const x = EMPTY.margin + (start - FIRST) * EMPTY.pitch;
    return { x, y: EMPTY.y, w: (end - start) * EMPTY.pitch, h: EMPTY.h };
  }
  const size = isWide(layout) ? layout.width : layout.height;
  const from = kept(edgeOf(layout, start), 2, size - layout.pitch);
  const last = pieceOf(layout, end - 1);
  const exact = last !== null && last.end === end;
  const inside = exact ? far(layout, last) : edgeOf(layout, end - 1) + layout.pitch;
  const to = kept(inside, from + layout.pitch * 0.8, size - 2);
  return isWide(layout)
    ? { x: from, y: first.y, w: to - from, h: first.h }
    : { x: first.x, y: from, w: first.w, h: to - from };
};
