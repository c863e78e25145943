import type { Timeline } from "#timeline/timeline.ts";
import { type FrameInput, placeFrames } from "./frameGrid.ts";
import { gapOf } from "./grid.ts";
import { LABEL, leavesOut, MAX_PITCH, pagesPerCellOf, pitchLimit, stretchesOf, tierOf } from "./measure.ts";
import { minimapOf } from "./minimap.ts";
import { placePhone } from "./placePhone.ts";
import { placeWide, type AddressLane } from "./placeWide.ts";
import { surveyOf, type Survey } from "./survey.ts";
import { bytesInWords, uiWidth } from "./text.ts";
import { placeTrue } from "./trueScale.ts";
import type { FramePlan, LaneText, Layout, LayoutOptions } from "./places.ts";

/** Fixed sizes of a lane; `above` and `below` the corridor are the least, `ease` is added where no height is given. */
interface Sizes {
  readonly margin: number;
  /** Baseline of the first words, and where the lane of addresses has its axis or its first block. */
  readonly title: number;
  readonly lane: number;
  readonly above: number;
  readonly below: number;
  /** Room for the words above the frames. */
  readonly frames: number;
  /** What stands between the frames and the lower edge. */
  readonly foot: number;
  readonly ease: number;
  /** "PHYSICAL FRAMES" and "do not move" in one line. */
  readonly oneLine: boolean;
}

const WIDE: Sizes = {
  margin: 20,
  title: 24,
  lane: 84,
  above: 18,
  below: 44,
  frames: 26,
  foot: 20,
  ease: 80,
  oneLine: false,
};
const WIDE_TIGHT: Sizes = {
  ...WIDE,
  title: 20,
  lane: 62,
  above: 10,
  below: 30,
  frames: 12,
  foot: 8,
  oneLine: true,
};
/** For large text on a low stage, and for a small frame: better tight than cut off. */
const WIDE_LOW: Sizes = { ...WIDE_TIGHT, title: 14, lane: 54, above: 6, below: 14, frames: 4, foot: 4 };
const PHONE: Sizes = {
  margin: 12,
  title: 18,
  lane: 28,
  above: 8,
  below: 26,
  frames: 0,
  foot: 12,
  ease: 0,
  oneLine: true,
};
/** A second line of words above a phone's lane, where there is something to say. */
const PHONE_NOTE = 15;
/** Room for the words about the frames below them. */
const FOOT_TITLE = 18;
const TALLEST_CORRIDOR = 200;

const FRAME_TITLE = "PHYSICAL FRAMES";
/** Capitals set wide take more than their estimate. */
const TITLE_WIDTH = Math.ceil(uiWidth(FRAME_TITLE, LABEL) * 1.12) + 8;
const COUNTER_WIDTH = Math.ceil(uiWidth("bytes copied 0", LABEL)) + 8;

/** How much height rows of cells and of frames may take. */
interface Density {
  readonly cells: number;
  readonly frames: number;
  readonly fullRows: number;
}

/** From roomy to tight; the first that fits the height is taken. */
const ROOMIEST: Density = { cells: 150, frames: 130, fullRows: 3 };
const DENSITIES: readonly Density[] = [
  ROOMIEST,
  { cells: 120, frames: 100, fullRows: 2 },
  { cells: 90, frames: 80, fullRows: 2 },
  { cells: 70, frames: 60, fullRows: 1 },
  { cells: 48, frames: 44, fullRows: 1 },
  { cells: 40, frames: 36, fullRows: 1 },
];

/** From roomy to tight. */
const sizesFor = ({ orientation }: LayoutOptions): readonly [Sizes, ...Sizes[]] =>
  orientation === "wide" ? [WIDE, WIDE_TIGHT] : [PHONE];

const laneTop = (survey: Survey, options: LayoutOptions, sizes: Sizes): number => {
  const noted = options.orientation === "phone" && subtitleOf(survey, options, false) !== "";
  return sizes.lane + (noted ? PHONE_NOTE : 0);
};

const addressLane = (survey: Survey, options: LayoutOptions, density: Density, sizes: Sizes): AddressLane => {
  const stretches = stretchesOf(survey);
  const tier = tierOf(survey.ranges);
  const { width } = options;
  const { margin } = sizes;
  const lane = laneTop(survey, options, sizes);
  if (options.trueScale === true) return placeTrue(survey, width, margin, lane);
  if (options.orientation === "phone") return placePhone({ stretches, width, margin, top: lane, tier });
  const { mappings } = survey;
  return placeWide({ stretches, mappings, width, margin, axisY: lane, tier, tallest: density.cells });
};

/** Lanes with as little between them as there may be. */
interface Tight {
  readonly sizes: Sizes;
  readonly lane: AddressLane;
  readonly corridor: number;
  readonly frames: Omit<FrameInput, "top">;
  /** The words about the frames stand below them, where no link passes. */
  readonly titleBelow: boolean;
  /** Where the frames start, and where everything ends. */
  readonly framesTop: number;
  readonly bottom: number;
}

/** Whether links to these frames would pass through words left and right above them. */
const reachesWords = ({ runs, places }: FramePlan, width: number, margin: number): boolean =>
  runs.some(({ box, slot, pages }) =>
    (places[box] ?? [])
      .slice(slot, slot + pages)
      .some(({ x, w }) => x < margin + TITLE_WIDTH || x + w > width - margin - COUNTER_WIDTH),
  );

const tightLayout = (survey: Survey, options: LayoutOptions, density: Density, sizes: Sizes): Tight => {
  const { orientation, width } = options;
  const { margin } = sizes;
  const lane = addressLane(survey, options, density, sizes);
  const corridor = Math.min(TALLEST_CORRIDOR, lane.rows * lane.pitch - gapOf(lane.pitch) + 16);
  const alike = orientation === "phone" && lane.pitch >= MAX_PITCH;
  const fullPitch = alike ? lane.pitch : pitchLimit(width - 2 * margin);
  const { fullRows, frames: tallest } = density;
  const frames = { survey, width, margin, fullPitch, fullRows, tallest };
  const top = lane.bottom + sizes.above + corridor + sizes.below;
  const plan = placeFrames({ ...frames, top });
  const titleBelow = orientation === "phone" || reachesWords(plan, width, margin);
  const framesTop = top + (titleBelow ? 0 : sizes.frames);
  const bottom = plan.bottom + framesTop - top + (titleBelow ? FOOT_TITLE : 0) + sizes.foot;
  return { sizes, lane, corridor, frames, titleBelow, framesTop, bottom };
};

/** The roomiest lanes that fit the height; without a height simply the roomiest. */
const fittingLayout = (survey: Survey, options: LayoutOptions): Tight => {
  const { height } = options;
  const choices = sizesFor(options);
  let tight = tightLayout(survey, options, ROOMIEST, choices[0]);
  if (height === undefined) return tight;
  for (const density of DENSITIES) {
    for (const sizes of choices) {
      if (tight.bottom <= height) return tight;
      tight = tightLayout(survey, options, density, sizes);
    }
  }
  const [tightest] = DENSITIES.slice(-1);
  const scaled = (options.scale ?? 1) !== 1 && options.orientation === "wide";
  if (tight.bottom <= height || tightest === undefined || !scaled) return tight;
  return tightLayout(survey, options, tightest, WIDE_LOW);
};

/** Text is enlarged as far as all three lanes stay in sight: without the frames the picture says nothing. */
const affordable = (survey: Survey, asked: LayoutOptions): LayoutOptions => {
  const { scale = 1, height, orientation } = asked;
  if (scale <= 1 || height === undefined || orientation !== "wide") return asked;
  const { bottom } = fittingLayout(survey, unscaled(asked));
  return bottom * scale <= height
    ? asked
    : { ...asked, scale: Math.max(1, Math.floor((height * 99) / bottom) / 100) };
};

const subtitleOf = (survey: Survey, options: LayoutOptions, broken: boolean): string => {
  const process = `process ${survey.process}`;
  const perCell = pagesPerCellOf(survey.ranges);
  if (survey.ranges.length === 0) return "nothing is mapped by this program";
  if (options.trueScale === true) {
    const pages = (survey.ranges.at(-1)?.end ?? 0) - (survey.ranges[0]?.start ?? 0);
    return `${process} · true scale: 1 pixel ≈ ${bytesInWords(Math.ceil(pages / options.width)).replace("≈ ", "")}`;
  }
  const cells = perCell > 1 ? `1 cell = ${perCell} pages (${bytesInWords(perCell)})` : "";
  if (options.orientation === "phone") return cells;
  const scale = broken ? "not to scale across breaks" : "";
  const rest = leavesOut(survey) ? "the first of many mappings; zoom out for all" : "";
  return [process, scale, cells, rest].filter((words) => words !== "").join(" · ");
};

/** The map begins in the middle, or behind the words left of it. */
const minimapX = (width: number, margin: number, subtitle: string): number =>
  Math.round(Math.max(width * 0.5, margin + Math.max(150, uiWidth(subtitle, LABEL) + 20)));

const laneTexts = (
  { margin: x, title: addressY }: Sizes,
  oneLine: boolean,
  frameY: number,
  subtitle: string,
): readonly LaneText[] => {
  const note = oneLine ? { x: x + TITLE_WIDTH, y: frameY } : { x, y: frameY + 16 };
  return [
    { key: "addresses", role: "title", x, y: addressY, text: "VIRTUAL ADDRESSES" },
    { key: "addresses note", role: "subtitle", x, y: addressY + 16, text: subtitle },
    { key: "frames", role: "title", x, y: frameY, text: FRAME_TITLE },
    { key: "frames note", role: "subtitle", ...note, text: "do not move" },
  ];
};

/** The room in units of the design. */
const unscaled = (options: LayoutOptions): LayoutOptions => {
  const { scale = 1, height } = options;
  const room = { ...options, width: Math.floor(options.width / scale) };
  return height === undefined ? room : { ...room, height: Math.floor(height / scale) };
};

/** Gives every page, slot and frame that this run will ever show its place. */
export const layoutOf = (timeline: Timeline, wanted: LayoutOptions): Layout => {
  const survey = surveyOf(timeline, wanted.mm);
  const asked = affordable(survey, wanted);
  const options = unscaled(asked);
  const { orientation, width } = options;
  const { sizes, lane, corridor, ...tight } = fittingLayout(survey, options);
  const spare = options.height === undefined ? sizes.ease : Math.max(0, options.height - tight.bottom);
  const corridorTop = Math.round(lane.bottom + sizes.above + spare * 0.25);
  const framesTop = Math.round(tight.framesTop + spare);
  const frames = placeFrames({ ...tight.frames, top: framesTop });
  const subtitle = subtitleOf(survey, options, lane.breaks.length > 0);
  const frameTitle = tight.titleBelow ? frames.bottom + FOOT_TITLE : framesTop - sizes.frames - 6;
  const foot = sizes.foot + (tight.titleBelow ? FOOT_TITLE : 0);
  return {
    orientation,
    trueScale: options.trueScale === true,
    scale: asked.scale ?? 1,
    width,
    height: Math.max(options.height ?? 0, frames.bottom + foot),
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
    minimap: minimapOf(survey, {
      x: orientation === "wide" ? minimapX(width, sizes.margin, subtitle) : Math.round(width * 0.5),
      right: width - sizes.margin,
      y: sizes.title - 8,
      oneLine: orientation === "phone",
    }),
    texts: laneTexts(sizes, sizes.oneLine || tight.titleBelow, frameTitle, subtitle),
    counter: { x: width - sizes.margin, y: frameTitle },
    copiedBefore: survey.copiedBefore,
  };
};
