import { type FrameGroup, groupsOf } from "./frameGroups.ts";
import { gapOf } from "./grid.ts";
import type { FrameBox, FramePlan, FrameRunPlace } from "./places.ts";
import type { Rect } from "./marks.ts";
import { LABEL } from "./measure.ts";
import type { FrameRange, Survey } from "./survey.ts";
import { shortened, uiWidth } from "./text.ts";

const PAD = 12;
const TITLE = 21;
const CAPTION = 15;
const BOX_GAP = 14;
const MAX_CELLS = 4096;
/** Free places that show that there is more memory than the run uses. */
const SPARE = 3;
/** From this pitch on there is room for a PFN below each frame. */
const CAPTION_PITCH = 28;

export interface FrameInput {
  readonly survey: Survey;
  readonly width: number;
  readonly margin: number;
  readonly top: number;
  /** Distance from frame to frame where there is room: that of the cells above, if those are large. */
  readonly fullPitch: number;
  /** Most rows of frames at that pitch; more frames are drawn smaller. */
  readonly fullRows: number;
  /** Most height of rows of small frames. */
  readonly tallest: number;
}

/** What all boxes share. */
interface Grid {
  readonly pitch: number;
  readonly rowHeight: number;
  readonly perCell: number;
  readonly captions: boolean;
  readonly titled: boolean;
  /** Most columns of a box. */
  readonly widest: number;
}

/** Distance from frame to frame: large with a PFN below each, or as small as it has to be. */
const pitchFor = (frames: number, room: number, input: FrameInput): number => {
  const fitting = (pitch: number, rows: number): boolean =>
    frames <= rows * Math.floor((room - 2 * PAD) / pitch);
  if (fitting(input.fullPitch, input.fullRows)) return input.fullPitch;
  return [20, 14, 10, 8, 6, 5].find((pitch) => fitting(pitch, Math.floor(input.tallest / pitch))) ?? 4;
};

const gridOf = (groups: readonly FrameGroup[], room: number, input: FrameInput): Grid => {
  const total = groups.reduce((sum, group) => sum + group.pages, 0);
  let perCell = 1;
  while (total / perCell > MAX_CELLS) perCell *= 2;
  const pitch = pitchFor(total / perCell, room, input);
  const captions = pitch >= CAPTION_PITCH;
  return {
    pitch,
    rowHeight: pitch + (captions ? CAPTION : 0),
    perCell,
    captions,
    titled: groups.some((group) => group.kind !== "anon"),
    widest: Math.max(1, Math.floor((room - 2 * PAD) / pitch)),
  };
};

interface SizedGroup {
  readonly group: FrameGroup;
  /** Free places before the first frame. */
  readonly lead: number;
  readonly columns: number;
  readonly cells: number;
  readonly w: number;
  readonly h: number;
}

const sizeOf = (group: FrameGroup, grid: Grid, spares: number): SizedGroup => {
  const { pitch, widest, titled, captions } = grid;
  const cells = Math.ceil(group.pages / grid.perCell);
  const anon = group.kind === "anon";
  const lead = anon && !titled && cells + 2 * spares <= widest ? spares : 0;
  const spare = anon && cells + lead + spares <= widest ? spares : 0;
  const titleColumns = titled ? Math.ceil(Math.min(uiWidth(group.title, LABEL), 180) / pitch) : 0;
  const columns = Math.min(widest, Math.max(lead + cells + spare, titleColumns, 1));
  const rows = Math.ceil((lead + cells) / columns);
  return {
    group,
    lead,
    columns,
    cells: anon ? rows * columns : cells + lead,
    w: columns * pitch - gapOf(pitch) + 2 * PAD,
    h: 2 * PAD + (titled ? TITLE : 0) + rows * grid.rowHeight - (captions ? 1 : gapOf(pitch)),
  };
};

const boxAt = (sized: SizedGroup, x: number, y: number, h: number, grid: Grid): FrameBox => {
  const { key, kind, title } = sized.group;
  const text = grid.titled ? shortened(title, sized.w - 2 * PAD, (words) => uiWidth(words, LABEL)) : "";
  return { key, kind, title: text, titleX: x + PAD, titleY: y + h - PAD, x, y, w: sized.w, h };
};

const placesAt = (sized: SizedGroup, x: number, y: number, grid: Grid): readonly Rect[] => {
  const size = grid.pitch - gapOf(grid.pitch);
  return Array.from({ length: sized.cells }, (_, i) => ({
    x: x + PAD + (i % sized.columns) * grid.pitch,
    y: y + PAD + 2 + Math.floor(i / sized.columns) * grid.rowHeight,
    w: size,
    h: size,
  }));
};

/** With free places, if that makes no more lines of boxes. */
const fewestLines = (
  groups: readonly FrameGroup[],
  grid: Grid,
  room: number,
): readonly (readonly SizedGroup[])[] => {
  const [roomy = [], ...tighter] = [SPARE, 1, 0].map((spares) =>
    linesOf(
      groups.map((group) => sizeOf(group, grid, spares)),
      room,
    ),
  );
  return tighter.find((lines) => lines.length < roomy.length) ?? roomy;
};

/** A place for every frame of the run, in boxes. Nothing here ever moves. */
export const placeFrames = (input: FrameInput): FramePlan & { readonly bottom: number } => {
  const room = input.width - 2 * input.margin;
  const groups = groupsOf(input.survey);
  const grid = gridOf(groups, room, input);
  const boxes: FrameBox[] = [];
  const places: (readonly Rect[])[] = [];
  const runs: FrameRunPlace[] = [];
  let y = input.top;
  for (const line of fewestLines(groups, grid, room)) {
    const width = line.reduce((sum, box) => sum + box.w, 0) + BOX_GAP * (line.length - 1);
    const height = Math.max(...line.map((box) => box.h));
    let x = Math.round(input.margin + (room - width) / 2);
    for (const sized of line) {
      runs.push(...runPlaces(sized.group.runs, boxes.length, sized.lead * grid.perCell));
      boxes.push(boxAt(sized, x, y, height, grid));
      places.push(placesAt(sized, x, y, grid));
      x += sized.w + BOX_GAP;
    }
    y += height + BOX_GAP;
  }
  const cell = grid.pitch - gapOf(grid.pitch);
  return {
    boxes,
    runs,
    places,
    pagesPerCell: grid.perCell,
    cell,
    captions: grid.captions,
    bottom: y - BOX_GAP,
  };
};

const runPlaces = (ranges: readonly FrameRange[], box: number, lead: number): readonly FrameRunPlace[] => {
  let slot = lead;
  return ranges.map((range) => {
    const pages = range.end - range.start;
    const place = { pfn: range.start, pages, slot, box };
    slot += pages;
    return place;
  });
};

/** Boxes side by side while they fit, then in the next line. */
const linesOf = <T extends { readonly w: number }>(
  boxes: readonly T[],
  room: number,
): readonly (readonly T[])[] => {
  const lines: T[][] = [];
  let used = Infinity;
  for (const box of boxes) {
    if (used + BOX_GAP + box.w > room) {
      lines.push([box]);
      used = box.w;
    } else {
      lines.at(-1)?.push(box);
      used += BOX_GAP + box.w;
    }
  }
  return lines;
};
