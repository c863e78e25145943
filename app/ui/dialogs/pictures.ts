import type { FilmFrame, Shot } from "#scene/shot.ts";
import { layoutOf } from "#scene/layout.ts";
import { pictureAt, sentenceAtCursor } from "#scene/director.ts";
import type { Layout } from "#scene/places.ts";
import { timingOf } from "#scene/timing.ts";
import { plainText } from "#scene/words.ts";
import type { Cursor, Timeline } from "#timeline/timeline.ts";

export type PictureKind = "svg" | "png" | "video" | "apng";

/** Size of what is drawn, in units: 16 to 9 with the sentence below. */
const WIDTH = 1280;
const HEIGHT = 676;
/** How long the end of a call stands, in milliseconds. */
const REST = 900;

const layoutFor = (timeline: Timeline): Layout =>
  layoutOf(timeline, { width: WIDTH, height: HEIGHT, orientation: "wide", scale: 1 });

/** The layout may be taller than was asked for; it is drawn whole. */
const shotAt = (timeline: Timeline, layout: Layout, cursor: Cursor, reducedMotion: boolean): Shot => ({
  picture: pictureAt(timeline, layout, cursor, { reducedMotion }),
  layout,
  caption: plainText(sentenceAtCursor(timeline, layout, cursor)),
});

/** The moment that is on the stage. */
export const stillOf = (timeline: Timeline, cursor: Cursor): Shot =>
  shotAt(timeline, layoutFor(timeline), cursor, false);

/**
 * The whole run, call after call. Each picture is drawn when it is its turn.
 * @param rate pictures a second while something moves
 */
export const filmOf = (timeline: Timeline, rate: number): readonly FilmFrame[] => {
  const layout = layoutFor(timeline);
  const frame = (done: number, t: number, milliseconds: number): FilmFrame => ({
    get shot() {
      return shotAt(timeline, layout, { done, t }, false);
    },
    milliseconds,
  });
  return timeline.steps.flatMap((step, index) => {
    const count = Math.max(1, Math.round((timingOf(step).duration / 1000) * rate));
    const moving = Array.from({ length: count - 1 }, (_, i) => frame(index, (i + 1) / count, 1000 / rate));
    return [...moving, frame(index + 1, 0, REST)];
  });
};
