import type { MmId } from "#engine/machine.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { placeFrames } from "./frameGrid.ts";
import { gapOf } from "./grid.ts";
import type { Rect } from "./marks.ts";
import { pagesPerCellOf, stretchesOf, tierOf } from "./measure.ts";
import { minimapOf } from "./minimap.ts";
import { placePhone } from "./placePhone.ts";
import { placeWide, type AddressLane } from "./placeWide.ts";
import { surveyOf, type Survey } from "./survey.ts";
import { sizeInWords } from "./text.ts";
import { placeTrue } from "./trueScale.ts";

export type Orientation = "wide" | "phone";

export interface LayoutOptions {
  /** Width of the stage in CSS pixels. */
  readonly width: number;
  readonly orientation: Orientation;
  /** Height to fill, if the picture needs less: the corridor grows. */
  readonly height?: number;
  /** One linear scale over everything, breaks and all: how absurd the truth is. */
  readonly trueScale?: boolean;
}

/** A stretch of addresses that is drawn without a seam: pages [start, end). Its rectangle is that of a block. */
export interface Piece extends Rect {
  readonly start: number;
  readonly end: number;
  readonly columns: number;
  readonly rows: number;
  /** Top left corner of the first cell. */
  readonly cellX: number;
  readonly cellY: number;
}

/** Addresses left out between two pieces. */
export interface AxisBreak extends Rect {
  readonly key: string;
  readonly pages: number;
  /** "≈ 1 GiB free"; empty where there is no room (then `label` of the group says it). */
  readonly text: string;
  readonly textX: number;
  readonly textY: number;
  readonly full: string;
}

export interface AxisTick {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** "1000 0000"; empty where there is no room. */
  readonly text: string;
  readonly textY: number;
  readonly anchor: "start" | "middle" | "end";
  /** 0x10000000 */
  readonly full: string;
}

/** A box of frames: anonymous memory, the page cache of one file, the zero page. */
export interface FrameBox extends Rect {
  readonly key: string;
  readonly kind: "anon" | "file" | "zero";
  readonly title: string;
  readonly titleX: number;
  readonly titleY: number;
}

/** Frames pfn … pfn+pages-1 have the places slot … slot+pages-1 of a box. */
export interface FrameRunPlace {
  readonly pfn: number;
  readonly pages: number;
  readonly slot: number;
  readonly box: number;
}

export interface FramePlan {
  readonly boxes: readonly FrameBox[];
  readonly runs: readonly FrameRunPlace[];
  /** Top left corner of every place of every box, free ones included. */
  readonly places: readonly (readonly Rect[])[];
  readonly pagesPerCell: number;
  readonly cell: number;
  readonly captions: boolean;
}

export interface Minimap extends Rect {
  readonly marks: readonly (Rect & { readonly key: string; readonly own: boolean })[];
  readonly texts: readonly {
    readonly x: number;
    readonly y: number;
    readonly text: string;
    readonly anchor: "start" | "end";
  }[];
}

/** Text that belongs to the lanes and never changes. */
export interface LaneText {
  readonly key: string;
  readonly role: "title" | "subtitle";
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Where everything of a run has its place; made once for a run, so that nothing ever shifts. */
export interface Layout {
  readonly orientation: Orientation;
  readonly trueScale: boolean;
  readonly width: number;
  readonly height: number;
  /** The address space that is shown. */
  readonly mm: MmId;
  /** 0: one page a cell with all its detail; 1: one page a small square; 2: a cell is several pages. */
  readonly tier: 0 | 1 | 2;
  readonly pagesPerCell: number;
  /** Edge of a cell, and distance from one cell to the next. */
  readonly cell: number;
  readonly pitch: number;
  readonly tabLines: number;
  readonly pieces: readonly Piece[];
  readonly breaks: readonly AxisBreak[];
  readonly ticks: readonly AxisTick[];
  readonly axis: { readonly x1: number; readonly x2: number; readonly y: number } | null;
  readonly corridor: { readonly top: number; readonly bottom: number };
  readonly frames: FramePlan;
  readonly minimap: Minimap;
  readonly texts: readonly LaneText[];
  /** Right end of the baseline of "bytes copied 0". */
  readonly counter: { readonly x: number; readonly y: number };
  /** Pages copied before call i of the run. */
  readonly copiedBefore: readonly number[];
}

const WIDE = { margin: 20, title: 24, lane: 88, above: 30, below: 112, frames: 26 };
const PHONE = { margin: 12, title: 20, lane: 46, above: 22, below: 76, frames: 22 };
const TALLEST_CORRIDOR = 200;

const addressLane = (survey: Survey, options: LayoutOptions, sizes: typeof WIDE): AddressLane => {
  const stretches = stretchesOf(survey);
  const tier = tierOf(survey.ranges);
  const { width } = options;
  if (options.trueScale === true) return placeTrue(survey, width, sizes.margin, sizes.lane);
  if (options.orientation === "phone") {
    return placePhone({ stretches, width, margin: sizes.margin, top: sizes.lane, tier });
  }
  const { mappings } = survey;
  return placeWide({ stretches, mappings, width, margin: sizes.margin, axisY: sizes.lane, tier });
};

const subtitleOf = (survey: Survey, options: LayoutOptions, broken: boolean): string => {
  const perCell = pagesPerCellOf(survey.ranges);
  if (survey.ranges.length === 0) return "nothing is mapped by this program";
  if (options.trueScale === true) {
    const pages = (survey.ranges.at(-1)?.end ?? 0) - (survey.ranges[0]?.start ?? 0);
    return `process 1 · true scale: 1 pixel = ${sizeInWords(Math.max(1, Math.round(pages / options.width)))}`;
  }
  const scale = broken && options.orientation === "wide" ? " · not to scale across breaks" : "";
  const cells = perCell > 1 ? ` · 1 cell = ${perCell} pages (${sizeInWords(perCell)})` : "";
  return `process 1${scale}${cells}`;
};

const laneTexts = (x: number, addressY: number, frameY: number, subtitle: string): readonly LaneText[] => [
  { key: "addresses", role: "title", x, y: addressY, text: "VIRTUAL ADDRESSES" },
  { key: "addresses note", role: "subtitle", x, y: addressY + 16, text: subtitle },
  { key: "frames", role: "title", x, y: frameY, text: "PHYSICAL FRAMES" },
  { key: "frames note", role: "subtitle", x, y: frameY + 16, text: "do not move" },
];

/** Gives every page, slot and frame that this run will ever show its place. */
export const layoutOf = (timeline: Timeline, options: LayoutOptions): Layout => {
  const survey = surveyOf(timeline);
  const { orientation, width } = options;
  const sizes = orientation === "wide" ? WIDE : PHONE;
  const lane = addressLane(survey, options, sizes);
  const corridor = Math.min(TALLEST_CORRIDOR, lane.rows * lane.pitch - gapOf(lane.pitch) + 16);
  const frameInput = { survey, width, margin: sizes.margin };
  const natural = lane.bottom + sizes.above + corridor + sizes.below + sizes.frames;
  const needed = placeFrames({ ...frameInput, top: natural }).bottom + sizes.margin;
  const spare = Math.max(0, (options.height ?? 0) - needed);
  const corridorTop = Math.round(lane.bottom + sizes.above + spare * 0.3);
  const framesTop = Math.round(natural + spare);
  const frames = placeFrames({ ...frameInput, top: framesTop });
  const frameTitle = framesTop - sizes.frames - 6;
  return {
    orientation,
    trueScale: options.trueScale === true,
    width,
    height: Math.max(options.height ?? 0, frames.bottom + sizes.margin),
    mm: survey.mm,
    tier: tierOf(survey.ranges),
    pagesPerCell: pagesPerCellOf(survey.ranges),
    cell: lane.pitch - gapOf(lane.pitch),
    pitch: lane.pitch,
    tabLines: lane.tabLines,
    pieces: lane.pieces,
    breaks: lane.breaks,
    ticks: lane.ticks,
    axis: lane.axis,
    corridor: { top: corridorTop, bottom: corridorTop + corridor },
    frames,
    minimap: minimapOf(survey, width, sizes.margin, sizes.title - 8),
    texts: laneTexts(
      sizes.margin,
      sizes.title,
      frameTitle,
      subtitleOf(survey, options, lane.breaks.length > 0),
    ),
    counter: { x: width - sizes.margin, y: frameTitle },
    copiedBefore: survey.copiedBefore,
  };
};
