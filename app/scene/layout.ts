import type { MmId } from "#engine/machine.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { type FrameInput, placeFrames } from "./frameGrid.ts";
import { gapOf } from "./grid.ts";
import type { Rect } from "./marks.ts";
import { LABEL, MAX_PITCH, pagesPerCellOf, pitchLimit, stretchesOf, tierOf } from "./measure.ts";
import { minimapOf } from "./minimap.ts";
import { placePhone } from "./placePhone.ts";
import { placeWide, type AddressLane } from "./placeWide.ts";
import { surveyOf, type Survey } from "./survey.ts";
import { bytesInWords, uiWidth } from "./text.ts";
import { placeTrue } from "./trueScale.ts";

export type Orientation = "wide" | "phone";

export interface LayoutOptions {
  /** Width of the stage in CSS pixels. */
  readonly width: number;
  readonly orientation: Orientation;
  /** Height to fill, if the picture needs less: the space between the lanes shrinks and grows. */
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

/** Fixed sizes of a lane; `above` and `below` the corridor are the least, `ease` is added where no height is given. */
const WIDE = { margin: 20, title: 24, lane: 84, above: 18, below: 44, frames: 26, ease: 80 };
const PHONE = { margin: 12, title: 20, lane: 46, above: 16, below: 44, frames: 22, ease: 36 };
const TALLEST_CORRIDOR = 200;

/** How much height rows of cells and of frames may take. */
interface Density {
  readonly cells: number;
  readonly frames: number;
  readonly fullRows: number;
}

/** From roomy to tight; the first that fits the height is taken. */
const DENSITIES: readonly Density[] = [
  { cells: 150, frames: 130, fullRows: 3 },
  { cells: 120, frames: 100, fullRows: 2 },
  { cells: 90, frames: 80, fullRows: 2 },
  { cells: 70, frames: 60, fullRows: 1 },
  { cells: 48, frames: 44, fullRows: 1 },
];

const addressLane = (survey: Survey, options: LayoutOptions, density: Density): AddressLane => {
  const stretches = stretchesOf(survey);
  const tier = tierOf(survey.ranges);
  const { width } = options;
  const { margin, lane } = options.orientation === "wide" ? WIDE : PHONE;
  if (options.trueScale === true) return placeTrue(survey, width, margin, lane);
  if (options.orientation === "phone") return placePhone({ stretches, width, margin, top: lane, tier });
  const { mappings } = survey;
  return placeWide({ stretches, mappings, width, margin, axisY: lane, tier, tallest: density.cells });
};

/** Lanes with as little between them as there may be. */
interface Tight {
  readonly lane: AddressLane;
  readonly corridor: number;
  readonly frames: Omit<FrameInput, "top">;
  /** Where the frames start, and where everything ends. */
  readonly framesTop: number;
  readonly bottom: number;
}

const tightLayout = (survey: Survey, options: LayoutOptions, density: Density): Tight => {
  const { orientation, width } = options;
  const sizes = orientation === "wide" ? WIDE : PHONE;
  const { margin } = sizes;
  const lane = addressLane(survey, options, density);
  const corridor = Math.min(TALLEST_CORRIDOR, lane.rows * lane.pitch - gapOf(lane.pitch) + 16);
  const alike = orientation === "phone" && lane.pitch >= MAX_PITCH;
  const fullPitch = alike ? lane.pitch : pitchLimit(width - 2 * margin);
  const { fullRows, frames: tallest } = density;
  const frames = { survey, width, margin, fullPitch, fullRows, tallest };
  const framesTop = lane.bottom + sizes.above + corridor + sizes.below + sizes.frames;
  const { bottom } = placeFrames({ ...frames, top: framesTop });
  return { lane, corridor, frames, framesTop, bottom: bottom + margin };
};

/** The roomiest lanes that fit the height; without a height simply the roomiest. */
const fittingLayout = (survey: Survey, options: LayoutOptions): Tight => {
  const { height } = options;
  let tight = tightLayout(survey, options, DENSITIES[0] ?? { cells: 150, frames: 130, fullRows: 3 });
  if (height === undefined) return tight;
  for (const density of DENSITIES.slice(1)) {
    if (tight.bottom <= height) break;
    tight = tightLayout(survey, options, density);
  }
  return tight;
};

const subtitleOf = (survey: Survey, options: LayoutOptions, broken: boolean): string => {
  const perCell = pagesPerCellOf(survey.ranges);
  if (survey.ranges.length === 0) return "nothing is mapped by this program";
  if (options.trueScale === true) {
    const pages = (survey.ranges.at(-1)?.end ?? 0) - (survey.ranges[0]?.start ?? 0);
    return `process 1 · true scale: 1 pixel ≈ ${bytesInWords(Math.ceil(pages / options.width)).replace("≈ ", "")}`;
  }
  const scale = broken && options.orientation === "wide" ? " · not to scale across breaks" : "";
  const cells = perCell > 1 ? ` · 1 cell = ${perCell} pages (${bytesInWords(perCell)})` : "";
  return `process 1${scale}${cells}`;
};

/** The map begins in the middle, or behind the words left of it. */
const minimapX = (width: number, margin: number, subtitle: string): number =>
  Math.round(Math.max(width * 0.5, margin + Math.max(150, uiWidth(subtitle, LABEL) + 20)));

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
  const { lane, corridor, ...tight } = fittingLayout(survey, options);
  const spare = options.height === undefined ? sizes.ease : Math.max(0, options.height - tight.bottom);
  const corridorTop = Math.round(lane.bottom + sizes.above + spare * 0.25);
  const framesTop = Math.round(tight.framesTop + spare);
  const frames = placeFrames({ ...tight.frames, top: framesTop });
  const subtitle = subtitleOf(survey, options, lane.breaks.length > 0);
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
    minimap: minimapOf(
      survey,
      minimapX(width, sizes.margin, subtitle),
      width - sizes.margin,
      sizes.title - 8,
    ),
    texts: laneTexts(sizes.margin, sizes.title, frameTitle, subtitle),
    counter: { x: width - sizes.margin, y: frameTitle },
    copiedBefore: survey.copiedBefore,
  };
};
