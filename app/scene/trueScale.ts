import type { Piece } from "./places.ts";
import { ticksOf } from "./axis.ts";
import { TAB_HEIGHT, type AddressLane } from "./placeWide.ts";
import type { Survey } from "./survey.ts";

const THINNEST = 2;

/** One linear scale from the lowest to the highest shown page. Pages are too thin to hold anything: no cells. */
export const placeTrue = (survey: Survey, width: number, margin: number, axisY: number): AddressLane => {
  const low = survey.ranges[0]?.start ?? 0;
  const high = survey.ranges.at(-1)?.end ?? low + 1;
  const scale = (width - 2 * margin) / (high - low);
  const head = TAB_HEIGHT[1] ?? 41;
  const top = axisY + 18;
  const pieces = survey.ranges.map((range): Piece => {
    const w = Math.max(THINNEST, (range.end - range.start) * scale);
    const x = Math.min(margin + (range.start - low) * scale, width - margin - w);
    return { ...range, columns: 0, rows: 0, x, y: top, w, h: head, cellX: x, cellY: top };
  });
  return {
    pieces,
    breaks: [],
    ticks: ticksOf(pieces, axisY, width),
    axis: { x1: margin, x2: width - margin, y: axisY },
    pitch: 0,
    rows: 0,
    tabLines: 0,
    bottom: top + head,
  };
};
