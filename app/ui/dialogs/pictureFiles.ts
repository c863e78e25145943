import type { Cursor, Timeline } from "#timeline/timeline.ts";
import { type Download, slug } from "./downloads.ts";
import { type PictureKind, filmOf, stillOf } from "./pictures.ts";

interface Making {
  readonly timeline: Timeline;
  readonly cursor: Cursor;
  readonly title: string;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Canvas pixels to the unit, and pictures a second: sharp enough for slides, small enough for a mail. */
const VIDEO = { scale: 1, rate: 15 };
/** Nothing is compressed from one picture to the next. */
const ANIMATION = { scale: 0.75, rate: 6 };

/** Said when the browser has no recorder. */
export class NoVideoError extends Error {}

/** Draws the picture or the film and gives it as a file; the code that draws is fetched only now. */
export async function makePicture(kind: PictureKind, making: Making): Promise<Download> {
  const name = (suffix: string): string => `${slug(making.title)}.${suffix}`;
  switch (kind) {
    case "svg":
      return {
        name: name("svg"),
        content: new Blob([(await still(making)).text], { type: "image/svg+xml" }),
      };
    case "png": {
      const { pngOf } = await import("#export/bitmap.ts");
      return { name: name("png"), content: await pngOf(await still(making)) };
    }
    case "apng": {
      const { animationOf } = await import("#export/film.ts");
      const film = filmOf(making.timeline, ANIMATION.rate);
      const options = { ...making, scale: ANIMATION.scale };
      return { name: name("animated.png"), content: await animationOf(film, options) };
    }
    case "video": {
      const { videoOf, videoType } = await import("#export/film.ts");
      const type = videoType();
      if (type === null) throw new NoVideoError();
      const film = filmOf(making.timeline, VIDEO.rate);
      const suffix = type.startsWith("video/mp4") ? "mp4" : "webm";
      return { name: name(suffix), content: await videoOf(film, type, { ...making, scale: VIDEO.scale }) };
    }
  }
}

async function still({ timeline, cursor }: Making) {
  const { createDraughtsman } = await import("#export/stageSvg.ts");
  const draughtsman = createDraughtsman();
  try {
    return await draughtsman.draw(stillOf(timeline, cursor));
  } finally {
    draughtsman.destroy();
  }
}
