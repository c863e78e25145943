import type { Layout } from "#scene/places.ts";
import type { Picture } from "#scene/picture.ts";

/** One moment of a run, as it is to be drawn. */
export interface Shot {
  readonly picture: Picture;
  readonly layout: Layout;
  /** What stands below the picture; "" for nothing. */
  readonly caption: string;
}
