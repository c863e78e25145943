import { useEffect, useRef } from "react";
import { pictureAt } from "#scene/director.ts";
import type { Layout } from "#scene/places.ts";
import { type Stage, createStage } from "#stage/stage.ts";
import "#stage/stage.css";
import type { ExplorerState } from "#store/types.ts";
import { useReducedMotion } from "#ui/hooks/theme.ts";
import { type ExplorerStore, useStoreApi } from "#ui/store.tsx";
import styles from "./StageArea.module.css";

function draw(stage: Stage, layout: Layout, reducedMotion: boolean, state: ExplorerState): void {
  const { run, cursor, selection, hovered } = state;
  const picture = pictureAt(run.timeline, layout, cursor, { reducedMotion });
  stage.update({ picture, layout, selected: selection, hovered, reducedMotion });
}

const changed = (now: ExplorerState, before: ExplorerState): boolean =>
  now.cursor !== before.cursor || now.hovered !== before.hovered || now.selection !== before.selection;

function makeStage(host: HTMLElement, store: ExplorerStore): Stage {
  const { actions } = store.getState();
  return createStage(host, {
    onHover: actions.hover,
    onSelect: (mark) => actions.select(mark?.identity ?? null),
  });
}

/** The element that the stage owns. React renders it once and never looks inside. */
export function StageHost({ layout }: { readonly layout: Layout }) {
  const store = useStoreApi();
  const host = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | null>(null);
  const reducedMotion = useReducedMotion();
  useEffect(() => {
    if (host.current === null) return undefined;
    const made = makeStage(host.current, store);
    stage.current = made;
    return () => {
      stage.current = null;
      made.destroy();
    };
  }, [store]);
  useEffect(() => {
    const made = stage.current;
    if (made === null) return undefined;
    draw(made, layout, reducedMotion, store.getState());
    return store.subscribe((now, before) => {
      // A new run brings a new layout, and with it this effect again.
      if (now.run === before.run && changed(now, before)) draw(made, layout, reducedMotion, now);
    });
  }, [store, layout, reducedMotion]);
  return <div ref={host} className={styles["host"]} />;
}
