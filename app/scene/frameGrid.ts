import type { FrameBox, FramePlan, FrameRunPlace } from "./layout.ts";
import type { Rect } from "./marks.ts";
import { gapOf } from "./grid.ts";
import { LABEL, MAX_PITCH } from "./measure.ts";
import type { FrameRange, Survey } from "./survey.ts";
import { shortened, uiWidth } from "./text.ts";

const PAD = 12;
const TITLE = 21;
const CAPTION = 19;
const BOX_GAP = 14;
const MAX_CELLS = 4096;
/** Free places that show that there is more memory than the run uses. */
const SPARE = 3;

interface Group {
  readonly key: string;
  readonly kind: FrameBox["kind"];
  readonly title: string;
  readonly runs: readonly FrameRange[];
  readonly pages: number;
}

const pagesIn = (runs: readonly FrameRange[]): number =>
  runs.reduce((sum, run) => sum + run.end - run.start, 0);

const groupsOf = (survey: Survey): readonly Group[] => {
  const anon = survey.frames.filter((run) => run.inode === null);
  const groups: Group[] = [
    { key: "anon", kind: "anon", title: "anonymous memory", runs: anon, pages: pagesIn(anon) },
  ];
  if (survey.zeroPage) groups.push({ key: "zero", kind: "zero", title: "zero page", runs: [], pages: 1 });
  for (const [id, name] of survey.inodeNames) {
    const runs = survey.frames.filter((run) => run.inode === id);
    const title = `page cache of ${name.replace(" (deleted)", "")}`;
    if (runs.length > 0) groups.push({ key: `file ${id}`, kind: "file", title, runs, pages: pagesIn(runs) });
  }
  return groups.filter((group) => group.kind !== "anon" || group.pages > 0 || groups.length === 1);
};

/** The most that rows of small frames may take. */
const TALLEST = 130;

/** Distance from frame to frame: room for a PFN below each while they fit in three rows. */
const pitchFor = (frames: number, room: number): number => {
  const fitting = (pitch: number, rows: number): boolean =>
    frames <= rows * Math.floor((room - 2 * PAD) / pitch);
  if (fitting(MAX_PITCH, 3)) return MAX_PITCH;
  return [20, 14, 10, 8, 6, 5].find((pitch) => fitting(pitch, Math.floor(TALLEST / pitch))) ?? 4;
};

export interface FrameInput {
  readonly survey: Survey;
  readonly width: number;
  readonly margin: number;
  readonly top: number;
}

/** A place for every frame of the run, in boxes. Nothing here ever moves. */
export const placeFrames = (input: FrameInput): FramePlan & { readonly bottom: number } => {
  const room = input.width - 2 * input.margin;
  const groups = groupsOf(input.survey);
  const total = groups.reduce((sum, group) => sum + group.pages, 0);
  let perCell = 1;
  while (total / perCell > MAX_CELLS) perCell *= 2;
  const pitch = pitchFor(total / perCell, room);
  const cell = pitch - gapOf(pitch);
  const captions = pitch >= 28;
  const rowHeight = pitch + (captions ? CAPTION - 4 : 0);
  const titled = groups.length > 1;
  const widest = Math.max(1, Math.floor((room - 2 * PAD) / pitch));
  const sized = groups.map((group) => {
    const cells = Math.ceil(group.pages / perCell);
    const lead = group.kind === "anon" && !titled && cells + 2 * SPARE <= widest ? SPARE : 0;
    const spare = group.kind === "anon" && cells + lead + SPARE <= widest ? SPARE : 0;
    const titleColumns = titled ? Math.ceil(Math.min(uiWidth(group.title, LABEL), 180) / pitch) : 0;
    const columns = Math.min(widest, Math.max(lead + cells + spare, titleColumns, 1));
    const rows = Math.ceil((lead + cells) / columns);
    const head = titled ? TITLE : 0;
    return {
      group,
      lead,
      columns,
      cells: group.kind === "anon" ? rows * columns : cells + lead,
      w: columns * pitch - gapOf(pitch) + 2 * PAD,
      h: 2 * PAD + head + rows * rowHeight - (captions ? 0 : gapOf(pitch)) - (captions ? 1 : 0),
    };
  });
  const boxes: FrameBox[] = [];
  const places: Rect[][] = [];
  const runs: FrameRunPlace[] = [];
  let y = input.top;
  for (const line of linesOf(sized, room)) {
    const lineWidth = line.reduce((sum, box) => sum + box.w, 0) + BOX_GAP * (line.length - 1);
    const height = Math.max(...line.map((box) => box.h));
    let x = Math.round(input.margin + (room - lineWidth) / 2);
    for (const box of line) {
      const title = titled ? shortened(box.group.title, box.w - 2 * PAD, (text) => uiWidth(text, LABEL)) : "";
      boxes.push({
        key: box.group.key,
        kind: box.group.kind,
        title,
        titleX: x + PAD,
        titleY: y + height - PAD,
        x,
        y,
        w: box.w,
        h: height,
      });
      const cellY = y + PAD + 2;
      places.push(
        Array.from({ length: box.cells }, (_, i) => ({
          x: x + PAD + (i % box.columns) * pitch,
          y: cellY + Math.floor(i / box.columns) * rowHeight,
          w: cell,
          h: cell,
        })),
      );
      runs.push(...runPlaces(box.group.runs, boxes.length - 1, box.lead * perCell));
      x += box.w + BOX_GAP;
    }
    y += height + BOX_GAP;
  }
  return { boxes, runs, places, pagesPerCell: perCell, cell, captions, bottom: y - BOX_GAP };
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
