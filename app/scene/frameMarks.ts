import type { Machine } from "#engine/machine.ts";
import { contentOf, frameText } from "./content.ts";
import type { FrameRunPlace, Layout } from "./places.ts";
import type { FrameMark, Point, Rect, TokenMark } from "./marks.ts";
import { pfnText, plural } from "./text.ts";
import { fitting, ZERO_PAGE } from "./tokens.ts";

const MOST_NAILS = 4;
const NAIL_STEP = 7;

/** Nails on the upper edge of a frame: one for each entry that maps it. */
const nailsOf = (rect: Rect, mapcount: number): readonly Point[] => {
  const count = Math.min(mapcount, MOST_NAILS);
  const step = Math.min(NAIL_STEP, rect.w / (count + 1));
  const middle = rect.x + rect.w / 2;
  return Array.from({ length: count }, (_, i) => ({ x: middle + (i - (count - 1) / 2) * step, y: rect.y }));
};

const placeOf = (layout: Layout, run: FrameRunPlace, pfn: number): Rect | null => {
  const cell = Math.floor((run.slot + pfn - run.pfn) / layout.frames.pagesPerCell);
  return layout.frames.places[run.box]?.[cell] ?? null;
};

/** The place of a frame; null for frames that this run does not show. */
const framePlace = (layout: Layout, pfn: number): Rect | null => {
  if (pfn === ZERO_PAGE) {
    const box = layout.frames.boxes.findIndex((b) => b.kind === "zero");
    return layout.frames.places[box]?.[0] ?? null;
  }
  const run = layout.frames.runs.find((r) => pfn >= r.pfn && pfn < r.pfn + r.pages);
  return run === undefined ? null : placeOf(layout, run, pfn);
};

const zeroFrame = (layout: Layout, tokens: readonly TokenMark[]): FrameMark | null => {
  const rect = framePlace(layout, ZERO_PAGE);
  if (rect === null) return null;
  const mapcount = tokens.filter((token) => token.pfn === ZERO_PAGE).length;
  return {
    kind: "frame",
    key: "frame zero",
    identity: { kind: "frame", pfn: ZERO_PAGE },
    ...rect,
    opacity: 1,
    label: `The zero page, mapped by ${plural(mapcount, "entry", "entries")}`,
    pfn: ZERO_PAGE,
    pages: 1,
    text: "0",
    caption: layout.frames.captions ? "zero" : "",
    hue: "none",
    pattern: "plain",
    mapcount,
    // All entries of the zero page meet in one nail: it counts no mappings.
    nails: mapcount > 0 ? [{ x: rect.x + rect.w / 2, y: rect.y }] : [],
    more: "",
    lit: 0,
  };
};

const frameMark = (machine: Machine, layout: Layout, pfn: number, rect: Rect): FrameMark | null => {
  const found = machine.frames.at(pfn);
  if (found === null) return null;
  const run = found.value;
  const text = frameText(run, pfn - found.start);
  const mappers = plural(run.mapcount, "entry", "entries");
  return {
    kind: "frame",
    key: `frame ${pfn}`,
    identity: { kind: "frame", pfn },
    ...rect,
    opacity: 1,
    label: `Frame ${pfnText(pfn)}, content ${text}, mapped by ${mappers}`,
    pfn,
    pages: layout.frames.pagesPerCell,
    text: fitting([text, contentOf(run).letter], rect.w),
    caption: layout.frames.captions ? pfnText(pfn) : "",
    ...contentOf(run).look,
    mapcount: run.mapcount,
    nails: rect.w >= 10 ? nailsOf(rect, run.mapcount) : [],
    more: run.mapcount > MOST_NAILS && rect.w >= 24 ? `×${run.mapcount}` : "",
    lit: 0,
  };
};

/** The first living frame of every cell of a run of places. */
function* livingCells(machine: Machine, place: FrameRunPlace, per: number): Generator<number> {
  const end = place.pfn + place.pages;
  let next = place.pfn;
  for (const entry of machine.frames.entries(place.pfn, end)) {
    const stop = Math.min(entry.end, end);
    for (let pfn = Math.max(entry.start, next); pfn < stop; pfn = next) {
      yield pfn;
      const cell = Math.floor((place.slot + pfn - place.pfn) / per);
      next = place.pfn + (cell + 1) * per - place.slot;
    }
  }
}

/** All frames that live, each in the place it has for the whole run. */
export const frameMarks = (
  machine: Machine,
  layout: Layout,
  tokens: readonly TokenMark[],
): readonly FrameMark[] => {
  const marks: FrameMark[] = [];
  for (const place of layout.frames.runs) {
    for (const pfn of livingCells(machine, place, layout.frames.pagesPerCell)) {
      const rect = placeOf(layout, place, pfn);
      const mark = rect === null ? null : frameMark(machine, layout, pfn, rect);
      if (mark !== null) marks.push(mark);
    }
  }
  const zero = zeroFrame(layout, tokens);
  return zero === null ? marks : [...marks, zero];
};

/** Finds the mark of a frame by its number. */
export const frameTops = (
  layout: Layout,
  frames: readonly FrameMark[],
): ((pfn: number) => FrameMark | null) => {
  const byPfn = new Map(frames.map((frame) => [frame.pfn, frame]));
  if (layout.frames.pagesPerCell === 1) return (pfn) => byPfn.get(pfn) ?? null;
  const byPlace = new Map(frames.map((frame) => [`${frame.x} ${frame.y}`, frame]));
  return (pfn) => {
    const place = framePlace(layout, pfn);
    return place === null ? null : (byPlace.get(`${place.x} ${place.y}`) ?? null);
  };
};
