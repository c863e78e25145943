import { useEffect, useRef, useState } from "react";
import { panelsAt } from "#scene/zoom.ts";
import { zoomLayoutOf, type ZoomSpot } from "#scene/zoomLayout.ts";
import { zoomSceneOf, type ZoomScene } from "#scene/zoomPicture.ts";
import { cellWords } from "#scene/zoomLevels.ts";
import { createZoomStage, type ZoomStage } from "#stage/zoomStage.ts";
import "#stage/zoom.css";
import type { ExplorerState } from "#store/types.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { useReducedMotion } from "#ui/hooks/theme.ts";
import { useStoreApi } from "#ui/store.tsx";
import { useSize } from "./useSize.ts";
import { ZoomBar } from "./ZoomBar.tsx";
import { ZoomMap } from "./ZoomMap.tsx";
import { ZoomTable } from "./ZoomTable.tsx";
import { useZooming, type Zooming } from "./zoomPlace.ts";
import { cellInWords, zoomWords as words } from "./zoomWords.ts";
import styles from "./Zoom.module.css";

export interface ZoomViewProps {
  readonly width: number;
  /** Null: as high as it needs. */
  readonly height: number | null;
  readonly scale: number;
}

interface HostProps extends ZoomViewProps {
  readonly zooming: Zooming;
  readonly scene: ZoomScene;
  readonly onRead: (spot: ZoomSpot | null) => void;
}

/** The element that the stage of the cells owns. */
function ZoomHost({ zooming, scene, width, height, scale, onRead }: HostProps) {
  const store = useStoreApi();
  const host = useRef<HTMLDivElement>(null);
  const stage = useRef<ZoomStage | null>(null);
  const ways = useRef({ zooming, onRead });
  const reducedMotion = useReducedMotion();
  const { place } = zooming;
  const layout = zoomLayoutOf(scene.places, { width, height, scale });
  useEffect(() => {
    ways.current = { zooming, onRead };
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const made = createZoomStage(host.current, {
      onEnter: (vpn) => ways.current.zooming.enter(vpn),
      onLeave: () => ways.current.zooming.leave(),
      onRead: (spot) => ways.current.onRead(spot),
    });
    stage.current = made;
    return () => {
      stage.current = null;
      made.destroy();
    };
  }, []);
  useEffect(() => {
    const draw = ({ run, cursor }: ExplorerState): void =>
      stage.current?.update({ picture: scene.pictureAt(run.timeline, cursor), layout, place, reducedMotion });
    draw(store.getState());
    return store.subscribe((now, before) => {
      if (now.run === before.run && now.cursor !== before.cursor) draw(now);
    });
  }, [store, scene, layout, place, reducedMotion]);
  return <div ref={host} className={styles["host"]} />;
}

/** The page tables as cells, level by level: from the whole address space to one page. */
export function ZoomView({ width, height, scale }: ZoomViewProps) {
  const zooming = useZooming();
  const { timeline, done, t } = useMoment();
  const [spot, setSpot] = useState<ZoomSpot | null>(null);
  const [listed, setListed] = useState(false);
  const [box, setBox] = useState<HTMLElement | null>(null);
  const room = useSize(box);
  const { run, place } = zooming;
  const scene = zoomSceneOf(run.mm, panelsAt(run, place));
  const picture = scene.pictureAt(timeline, { done, t });
  const { panel, index } = spot ?? { panel: place.level === 0 ? 0 : -1, index: 0 };
  const cell = picture.panels[panel]?.cells[index];
  return (
    <div className={styles["zoom"]}>
      <ZoomBar zooming={zooming} at={cell?.vpn ?? null} />
      <ZoomMap zooming={zooming} width={Math.max(100, width - 32)} />
      <div ref={setBox} className={styles["room"]}>
        <ZoomHost
          zooming={zooming}
          scene={scene}
          width={width}
          height={height === null ? null : (room?.height ?? height)}
          scale={scale}
          onRead={setSpot}
        />
      </div>
      <p className={styles["read"]} aria-live="polite">
        <span>{cellWords(place)}</span> {cell === undefined ? words.hint : cellInWords(cell)}
      </p>
      <details className={styles["list"]} onToggle={(event) => setListed(event.currentTarget.open)}>
        <summary>{words.asTable}</summary>
        {listed && <ZoomTable zooming={zooming} picture={picture} />}
      </details>
    </div>
  );
}
