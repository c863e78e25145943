import type { Layout } from "./places.ts";

/** Where a page number lies on the wide axis: linear inside pieces and inside breaks; null off the axis. */
export const axisX = (layout: Layout, vpn: number): number | null => {
  const { pieces } = layout;
  const index = pieces.findIndex((piece) => vpn <= piece.end);
  const piece = pieces[index];
  if (piece === undefined) return null;
  if (vpn >= piece.start) return piece.x + (piece.w * (vpn - piece.start)) / (piece.end - piece.start);
  const previous = pieces[index - 1];
  if (previous === undefined) return null;
  const from = previous.x + previous.w;
  return from + ((piece.x - from) * (vpn - previous.end)) / (piece.start - previous.end);
};

/** The same for the start of a page that is a piece's own start, which may also be the end of the one before. */
export const startX = (layout: Layout, vpn: number): number | null =>
  layout.pieces.find((piece) => piece.start === vpn)?.x ?? axisX(layout, vpn);
