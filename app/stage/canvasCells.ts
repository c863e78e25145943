import type { Pattern, Rect } from "#scene/marks.ts";
import { PART, setIn, type ZoomCell, type ZoomCells } from "#scene/zoomCells.ts";
import { zoomCellRect, type ZoomPanel } from "#scene/zoomLayout.ts";
import type { CanvasPalette } from "./canvasPalette.ts";

type Context = CanvasRenderingContext2D;

/** Smaller cells have no room for what tells parts, patterns and letters apart. */
const WITH_PARTS = 8;
const WITH_PATTERN = 7;
const WITH_LETTER = 17;
const PART_COLUMNS = 4;

const patterned = (context: Context, { x, y, w, h }: Rect, pattern: Pattern): void => {
  context.beginPath();
  if (pattern === "stripes") {
    for (let from = -h; from < w; from += 6) {
      const [left, right] = [Math.max(0, from), Math.min(w, from + h)];
      context.moveTo(x + left, y + h - (left - from));
      context.lineTo(x + right, y + h - (right - from));
    }
  } else if (pattern === "bars") {
    for (let at = 3; at < w; at += 5) {
      context.moveTo(x + at, y);
      context.lineTo(x + at, y + h);
    }
  } else if (pattern === "dots") {
    for (let row = 3; row < h; row += 5)
      for (let at = 3; at < w; at += 5) context.rect(x + at, y + row, 1, 1);
  }
  context.stroke();
};

const fillOf = (kinds: number, cell: ZoomCell, palette: CanvasPalette): string | null => {
  if (kinds & PART.frame) return palette.hues[cell.look.hue];
  if (kinds & PART.zero) return palette.outline;
  return kinds & PART.marker ? palette.ink : null;
};

/** Among frames, something else: an entry of the zero page, a marker. */
const isMixed = (kinds: number): boolean =>
  (kinds & PART.frame) !== 0 && (kinds & (PART.zero | PART.marker)) !== 0;

/** A cell's parts in the order of addresses, row by row. */
const drawParts = (
  context: Context,
  cells: ZoomCells,
  cell: ZoomCell,
  rect: Rect,
  palette: CanvasPalette,
) => {
  const { partsPerCell, parts } = cells;
  const rows = partsPerCell / PART_COLUMNS;
  for (let part = 0; part < partsPerCell; part += 1) {
    const kinds = parts[cell.index * partsPerCell + part] ?? 0;
    const fill = fillOf(kinds, cell, palette);
    if (fill === null) continue;
    const [column, row] = [part % PART_COLUMNS, Math.floor(part / PART_COLUMNS)];
    const left = Math.floor((column * rect.w) / PART_COLUMNS);
    const top = Math.floor((row * rect.h) / rows);
    const right = Math.floor(((column + 1) * rect.w) / PART_COLUMNS);
    const bottom = Math.floor(((row + 1) * rect.h) / rows);
    context.fillStyle = fill;
    context.fillRect(rect.x + left, rect.y + top, right - left, bottom - top);
    if (!isMixed(kinds)) continue;
    context.fillStyle = palette.ink;
    context.fillRect(rect.x + left, rect.y + top, Math.min(3, right - left), Math.min(3, bottom - top));
  }
};

/** Where parts would be too small: how much of the cell is set, from the left; never nothing where something is. */
const drawShare = (context: Context, cell: ZoomCell, rect: Rect, palette: CanvasPalette): void => {
  const most = Math.max(cell.frame, cell.zero, cell.marker);
  const kind = most === cell.frame ? PART.frame : most === cell.zero ? PART.zero : PART.marker;
  context.fillStyle = fillOf(kind, cell, palette) ?? palette.ink;
  context.fillRect(rect.x, rect.y, Math.max(1, Math.round((rect.w * setIn(cell)) / cell.pages)), rect.h);
};

/** The corner says that some pages are not as the rest. */
const drawNotch = (context: Context, { x, y, w, h }: Rect, palette: CanvasPalette): void => {
  const size = Math.max(3, Math.min(9, w * 0.4, h * 0.6));
  context.fillStyle = palette.ink;
  context.strokeStyle = palette.paper;
  context.beginPath();
  context.moveTo(x + w - size, y);
  context.lineTo(x + w, y);
  context.lineTo(x + w, y + size);
  context.closePath();
  context.fill();
  context.stroke();
};

const drawLetter = (context: Context, letter: string, { x, y, w, h }: Rect, palette: CanvasPalette): void => {
  context.font = `600 11px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = palette.onContent;
  context.fillText(letter, x + w / 2, y + h / 2 + 1);
};

const drawContent = (
  context: Context,
  cells: ZoomCells,
  cell: ZoomCell,
  rect: Rect,
  palette: CanvasPalette,
) => {
  const small = Math.min(rect.w, rect.h) < WITH_PARTS;
  const whole = cells.partsPerCell === 1 || setIn(cell) === cell.pages;
  if (!whole && !small) {
    drawParts(context, cells, cell, rect, palette);
    return;
  }
  drawShare(context, cell, rect, palette);
  if (cell.frame === 0) return;
  const lettered = rect.w >= WITH_LETTER && rect.h >= WITH_LETTER && cell.letter.length <= 2;
  context.strokeStyle = palette.onContent;
  context.globalAlpha = 0.55;
  if (!lettered && Math.min(rect.w, rect.h) >= WITH_PATTERN) patterned(context, rect, cell.look.pattern);
  context.globalAlpha = 1;
  if (lettered) drawLetter(context, cell.letter, rect, palette);
};

/** Ground of the cells: free, or promised by a mapping. */
const drawGround = (context: Context, cell: ZoomCell, rect: Rect, palette: CanvasPalette): void => {
  context.fillStyle = palette.free;
  if (cell.mapped === 0) {
    context.globalAlpha = 0.5;
    context.fillRect(rect.x, rect.y, rect.w, rect.h);
    context.globalAlpha = 1;
    return;
  }
  context.fillStyle = palette.mapped;
  context.fillRect(rect.x, rect.y, rect.w, rect.h);
  context.strokeStyle = palette.outline;
  context.strokeRect(rect.x + 0.5, rect.y + 0.5, rect.w - 1, rect.h - 1);
};

/** Draws the cells of one panel. */
export const drawCells = (
  context: Context,
  cells: ZoomCells,
  panel: ZoomPanel,
  palette: CanvasPalette,
): void => {
  context.lineWidth = 1;
  for (const cell of cells.cells) {
    const rect = zoomCellRect(panel, cell.index);
    drawGround(context, cell, rect, palette);
    if (setIn(cell) > 0) drawContent(context, cells, cell, rect, palette);
    if (cell.odd > 0) drawNotch(context, rect, palette);
  }
};

/** Draws only what is on its way, at its own place, on nothing. */
export const drawTrainCells = (
  context: Context,
  cells: ZoomCells,
  panel: ZoomPanel,
  palette: CanvasPalette,
): void => {
  context.lineWidth = 1;
  for (const cell of cells.cells) {
    if (setIn(cell) > 0) drawContent(context, cells, cell, zoomCellRect(panel, cell.index), palette);
  }
};
