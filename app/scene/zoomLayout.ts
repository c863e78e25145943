import type { Point, Rect } from "./marks.ts";
import { LABEL } from "./measure.ts";
import { grouped } from "./text.ts";
import { cellCountOf, cellPagesOf, cellWords, wordsOfPlace, type ZoomPlace } from "./zoomLevels.ts";

/** A table on the stage: its title, and a grid of its entries in the order of addresses. */
export interface ZoomPanel extends Rect {
  readonly place: ZoomPlace;
  readonly title: string;
  readonly note: string;
  /** Below the title where both would not fit in one line. */
  readonly noteBelow: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Top left corner of the first cell, and from one cell to the next. */
  readonly cellX: number;
  readonly cellY: number;
  readonly pitchX: number;
  readonly pitchY: number;
  /** Addresses beside some rows. */
  readonly rowLabels: readonly { readonly x: number; readonly y: number; readonly text: string }[];
}

export interface ZoomLayout {
  readonly width: number;
  readonly height: number;
  /** CSS pixels of one unit. */
  readonly scale: number;
  readonly panels: readonly ZoomPanel[];
}

interface Room {
  readonly width: number;
  /** Null: as high as it needs. */
  readonly height: number | null;
  readonly scale: number;
}

const MARGIN = 16;
const GAP = 28;
/** Room under the words, into which a train rises. */
const TITLE = 32;
const NOTE = 16;
const GUTTER = 104;
const LARGEST = 40;
const PAGE_SIZE = 96;
/** Narrower than this, addresses would take the room of the cells. */
const NARROW = 420;
const GRID_ON_PHONE = 256;

interface Grid {
  readonly columns: number;
  readonly pitchX: number;
  readonly pitchY: number;
}

/** Columns that make the most of the room; powers of two, so that rows start at round addresses. */
const gridFor = (count: number, width: number, height: number): Grid => {
  const grids = [8, 16, 32, 64].map((columns): Grid => {
    const pitchX = Math.min(LARGEST, Math.floor(width / columns));
    const pitchY = Math.min(LARGEST, Math.floor(height / (count / columns)));
    return { columns, pitchX, pitchY };
  });
  const edge = ({ pitchX, pitchY }: Grid): number => Math.min(pitchX, pitchY);
  return grids.reduce((best, grid) => (edge(grid) > edge(best) ? grid : best));
};

const labelsOf = (place: ZoomPlace, grid: Grid, rows: number, x: number, y: number) => {
  const every = Math.max(1, Math.ceil((LABEL + 5) / grid.pitchY));
  return Array.from({ length: Math.ceil(rows / every) }, (_, i) => {
    const row = i * every;
    const vpn = place.start + row * grid.columns * cellPagesOf(place.level);
    return {
      x: x - 8,
      y: y + row * grid.pitchY + Math.min(grid.pitchY, 18) / 2 + 4,
      text: grouped(vpn * 4096),
    };
  });
};

const panelOf = (place: ZoomPlace, area: Rect): ZoomPanel => {
  const count = cellCountOf(place.level);
  const narrow = area.w < NARROW;
  const gutter = narrow || count === 1 ? 0 : GUTTER;
  const head = TITLE + (narrow ? NOTE : 0);
  const shared = {
    place,
    title: wordsOfPlace(place),
    note: cellWords(place),
    noteBelow: narrow,
    cellX: area.x + gutter,
    cellY: area.y + head,
  };
  if (count === 1) {
    const size = { columns: 1, rows: 1, pitchX: PAGE_SIZE, pitchY: PAGE_SIZE, rowLabels: [] };
    return { ...area, ...shared, ...size };
  }
  const grid = gridFor(count, area.w - gutter, area.h - head);
  const rows = count / grid.columns;
  const rowLabels = gutter === 0 ? [] : labelsOf(place, grid, rows, shared.cellX, shared.cellY);
  return { ...area, ...shared, ...grid, rows, rowLabels };
};

/** Where the panels stand: side by side in two columns, or below each other where it is narrow. */
export const zoomLayoutOf = (places: readonly ZoomPlace[], room: Room): ZoomLayout => {
  const { scale } = room;
  const width = Math.floor(room.width / scale);
  const columns = width < 700 || places.length === 1 ? 1 : 2;
  const rows = Math.ceil(places.length / columns);
  const w = Math.floor((width - 2 * MARGIN - (columns - 1) * GAP) / columns);
  const onPhone = TITLE + NOTE + GRID_ON_PHONE;
  const least = columns === 1 && width < 700 ? onPhone : 180;
  const given = room.height === null ? 0 : Math.floor(room.height / scale);
  const h = Math.max(least, Math.floor((given - 2 * 8 - (rows - 1) * GAP) / rows));
  const panels = places.map((place, i) =>
    panelOf(place, {
      x: MARGIN + (i % columns) * (w + GAP),
      y: 8 + Math.floor(i / columns) * (h + GAP),
      w,
      h,
    }),
  );
  return { width, height: 16 + rows * h + (rows - 1) * GAP, scale, panels };
};

/** The place of a cell, with the gap to its neighbours taken off. */
export const zoomCellRect = (panel: ZoomPanel, index: number): Rect => {
  const { columns, pitchX, pitchY } = panel;
  const gap = Math.min(pitchX, pitchY) >= 8 ? 2 : 1;
  return {
    x: panel.cellX + (index % columns) * pitchX,
    y: panel.cellY + Math.floor(index / columns) * pitchY,
    w: pitchX - gap,
    h: pitchY - gap,
  };
};

/** A cell by its panel and its place in the table. */
export interface ZoomSpot {
  readonly panel: number;
  readonly index: number;
}

/** The cell under a point, in units of the layout; null between the panels. */
export const zoomSpotAt = ({ panels }: ZoomLayout, { x, y }: Point): ZoomSpot | null => {
  for (const [panel, { cellX, cellY, columns, rows, pitchX, pitchY }] of panels.entries()) {
    const column = Math.floor((x - cellX) / pitchX);
    const row = Math.floor((y - cellY) / pitchY);
    if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
    return { panel, index: row * columns + column };
  }
  return null;
};

/** Where an arrow key leads: within a table, and over its edge into the one beside it. */
export const zoomStep = ({ panels }: ZoomLayout, spot: ZoomSpot, key: string): ZoomSpot => {
  const panel = panels[spot.panel];
  if (panel === undefined) return spot;
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -panel.columns, ArrowDown: panel.columns }[key] ?? 0;
  const index = spot.index + by;
  if (index >= 0 && index < panel.columns * panel.rows) return { panel: spot.panel, index };
  const next = panels[spot.panel + Math.sign(by)];
  if (next === undefined) return spot;
  return { panel: spot.panel + Math.sign(by), index: by > 0 ? 0 : next.columns * next.rows - 1 };
};
