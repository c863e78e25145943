import { useEffect, useRef } from "react";
import type { GhostSource } from "#scene/ghost.ts";
import type { Layout } from "#scene/places.ts";
import { type GhostLayer, createGhostLayer } from "#stage/ghostLayer.ts";
import "#stage/ghost.css";
import type { ExplorerState } from "#store/types.ts";
import { useStoreApi } from "#ui/store.tsx";
import styles from "./StageArea.module.css";

export interface GhostOverlayProps {
  readonly layout: Layout;
  readonly source: GhostSource;
}

/** Another outcome, as outlines over the one that is shown. */
export function GhostOverlay({ layout, source }: GhostOverlayProps) {
  const store = useStoreApi();
  const host = useRef<HTMLDivElement>(null);
  const layer = useRef<GhostLayer | null>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    const made = createGhostLayer(host.current);
    layer.current = made;
    return () => {
      layer.current = null;
      made.destroy();
    };
  }, []);
  useEffect(() => {
    const draw = ({ run, cursor }: ExplorerState): void =>
      layer.current?.update(source(run.timeline, cursor, layout), layout);
    draw(store.getState());
    return store.subscribe((now, before) => {
      if (now.run === before.run && now.cursor !== before.cursor) draw(now);
    });
  }, [store, layout, source]);
  return <div ref={host} className={styles["ghost"]} />;
}
