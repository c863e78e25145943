import type { Timeline } from "#timeline/timeline.ts";
import { type FrameInput, placeFrames } from "./frameGrid.ts";
import { gapOf } from "./grid.ts";
import { LABEL, MAX_PITCH, pagesPerCellOf, pitchLimit, stretchesOf, tierOf } from "./measure.ts";
import { minimapOf } from "./minimap.ts";
import { placePhone } from "./placePhone.ts";
import { placeWide, type AddressLane } from "./placeWide.ts";
import { surveyOf, type Survey } from "./survey.ts";
import { bytesInWords, uiWidth } from "./text.ts";
import { placeTrue } from "./trueScale.ts";
import type { LaneText, Layout, LayoutOptions } from "./places.ts";

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
