import { useEffect, useRef } from "react";
import type { Ghost } from "#scene/ghost.ts";
import type { Layout } from "#scene/places.ts";
import { type GhostLayer, createGhostLayer } from "#stage/ghostLayer.ts";
import "#stage/ghost.css";
import type { ExplorerState } from "#store/types.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { useStoreApi } from "#ui/store.tsx";
import styles from "./StageArea.module.css";

export interface GhostOverlayProps {
  readonly layout: Layout;
  readonly ghost: Ghost;
}

/** What the other outcome would be, in a sentence between the lanes. */
function Note({ layout, note }: { readonly layout: Layout; readonly note: NonNullable<Ghost["note"]> }) {
  const { timeline, done, t } = useMoment();
  return (
    <p
      role="status"
      className={styles["ghostNote"]}
      style={{ top: layout.corridor.top * layout.scale, maxWidth: layout.width * layout.scale - 24 }}
    >
      <CodeWords text={note(timeline, { done, t })} />
    </p>
  );
}

/** Another outcome, as outlines over the one that is shown. */
export function GhostOverlay({ layout, ghost }: GhostOverlayProps) {
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
      layer.current?.update(ghost.marks(run.timeline, cursor, layout), layout);
    draw(store.getState());
    return store.subscribe((now, before) => {
      if (now.run === before.run && now.cursor !== before.cursor) draw(now);
    });
  }, [store, layout, ghost]);
  return (
    <>
      <div ref={host} className={styles["ghost"]} />
      {ghost.note !== null && <Note layout={layout} note={ghost.note} />}
    </>
  );
}
