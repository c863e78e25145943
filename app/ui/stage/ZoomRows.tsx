import { panelsAt } from "#scene/zoom.ts";
import { zoomSceneOf } from "#scene/zoomPicture.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import type { Zooming } from "./zoomPlace.ts";
import { ZoomBar } from "./ZoomBar.tsx";
import { ZoomTable } from "./ZoomTable.tsx";

/** The way through the page tables above the table of pages: the same place as in the picture. */
export function ZoomRows({ zooming }: { readonly zooming: Zooming }) {
  const { timeline, done, t } = useMoment();
  const { run, place } = zooming;
  const picture = zoomSceneOf(run.mm, panelsAt(run, place)).pictureAt(timeline, { done, t });
  return (
    <>
      <ZoomBar zooming={zooming} at={null} />
      <ZoomTable zooming={zooming} picture={picture} />
    </>
  );
}
