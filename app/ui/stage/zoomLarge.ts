import { fittingPlace } from "#scene/zoom.ts";
import { spanOf } from "#scene/zoomLevels.ts";
import type { Zooming } from "./zoomPlace.ts";

/** Whether the memory of a run is too much for one list of pages. */
export const isLarge = ({ run }: Zooming): boolean => fittingPlace(run).level > 1;

/** Whether rows of a table belong to where the reader is. */
export const isAt = ({ place }: Zooming, row: { readonly vpn: number; readonly pages: number }): boolean =>
  row.vpn < place.start + spanOf(place.level) && row.vpn + row.pages > place.start;
