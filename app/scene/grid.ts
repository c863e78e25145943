import type { Rect } from "./marks.ts";
import type { Layout, Orientation, Piece } from "./places.ts";

/** Space between two cells; the cell gets the rest of the pitch. */
export const gapOf = (pitch: number): number => {
  if (pitch >= 28) return 4;
  if (pitch >= 16) return 3;
  return pitch >= 8 ? 2 : 1;
};

/** Place of cell `index` of a piece. Wide: down the column first, so that x grows with the address. Phone: along the row. */
export const cellAt = (piece: Piece, index: number, pitch: number, orientation: Orientation): Rect => {
  const along = orientation === "wide" ? piece.rows : piece.columns;
  const first = Math.floor(index / along);
  const second = index % along;
  const [column, row] = orientation === "wide" ? [first, second] : [second, first];
  const size = pitch - gapOf(pitch);
  return { x: piece.cellX + column * pitch, y: piece.cellY + row * pitch, w: size, h: size };
};

/** The piece that holds a page, or null where the layout has no place for it. */
export const pieceOf = (layout: Layout, vpn: number): Piece | null => {
  let low = 0;
  let high = layout.pieces.length - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const piece = layout.pieces[middle];
    if (piece === undefined) return null;
    if (vpn < piece.start) high = middle - 1;
    else if (vpn >= piece.end) low = middle + 1;
    else return piece;
  }
  return null;
};

/** The cell of a page; null where there is none. */
export const cellOf = (layout: Layout, vpn: number): Rect | null => {
  const piece = pieceOf(layout, vpn);
  if (piece === null || piece.columns === 0) return null;
  return cellAt(
    piece,
    Math.floor((vpn - piece.start) / layout.pagesPerCell),
    layout.pitch,
    layout.orientation,
  );
};

/** The block of pages [start, end): from its first piece to its last. */
export const blockOf = (layout: Layout, start: number, end: number): Rect | null => {
  const first = pieceOf(layout, start);
  const last = pieceOf(layout, end - 1);
  if (first === null || last === null) return null;
  return {
    x: first.x,
    y: first.y,
    w: layout.orientation === "wide" ? last.x + last.w - first.x : first.w,
    h: layout.orientation === "wide" ? first.h : last.y + last.h - first.y,
  };
};

/** The area of pages [start, end), one rectangle for each piece: whole columns (rows) where there is more than one. */
export const areaOf = (layout: Layout, start: number, end: number): readonly Rect[] =>
  layout.pieces
    .filter((piece) => piece.columns > 0 && piece.start < end && piece.end > start)
    .map((piece) => {
      const cell = (vpn: number): Rect =>
        cellAt(
          piece,
          Math.floor((vpn - piece.start) / layout.pagesPerCell),
          layout.pitch,
          layout.orientation,
        );
      const ends = [cell(Math.max(start, piece.start)), cell(Math.min(end, piece.end) - 1)];
      const { x, y, w, h } = boundsOf(ends, 0);
      const size = layout.pitch - gapOf(layout.pitch);
      if (layout.orientation === "wide") {
        const whole = { y: piece.cellY, h: piece.rows * layout.pitch - layout.pitch + size };
        return w > size ? { x, w, ...whole } : { x, y, w, h };
      }
      const whole = { x: piece.cellX, w: piece.columns * layout.pitch - layout.pitch + size };
      return h > size ? { y, h, ...whole } : { x, y, w, h };
    });

export const boundsOf = (rects: readonly Rect[], margin: number): Rect => {
  const x = Math.min(...rects.map((r) => r.x)) - margin;
  const y = Math.min(...rects.map((r) => r.y)) - margin;
  const right = Math.max(...rects.map((r) => r.x + r.w)) + margin;
  const bottom = Math.max(...rects.map((r) => r.y + r.h)) + margin;
  return { x, y, w: right - x, h: bottom - y };
};
