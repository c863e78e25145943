import type { Layout } from "./places.ts";
import type { Picture } from "./picture.ts";

/** One moment of a run, as it is to be drawn. */
export interface Shot {
  readonly picture: Picture;
  readonly layout: Layout;
  /** What stands below the picture; "" for nothing. */
  readonly caption: string;
}

/** A shot and how long it stands, in milliseconds. */
export interface FilmFrame {
  readonly shot: Shot;
  readonly milliseconds: number;
}
