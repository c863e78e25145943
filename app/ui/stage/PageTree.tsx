import { useEffect, useRef, useState } from "react";
import type { NodeMark } from "#scene/pageTree.ts";
import { treeAt } from "#scene/treePlan.ts";
import { type TreeLayout, treeLayoutOf } from "#scene/treePlaces.ts";
import { type TreeStage, createTreeStage } from "#stage/treeStage.ts";
import "#stage/stage.css";
import "#stage/tree.css";
import { selectTimeline } from "#store/selectors.ts";
import type { ExplorerState } from "#store/types.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { useReducedMotion } from "#ui/hooks/theme.ts";
import { useExplorer, useStoreApi } from "#ui/store.tsx";
import styles from "./PageTree.module.css";
import { selectProcess } from "./process.ts";
import { stageWords as words } from "./words.ts";

function draw(stage: TreeStage, layout: TreeLayout, reducedMotion: boolean, state: ExplorerState): void {
  const { run, cursor, selection, hovered } = state;
  const picture = treeAt(run.timeline, layout, cursor, reducedMotion);
  stage.update({ picture, layout, selected: selection, hovered });
}

function Branch({ node, all }: { readonly node: NodeMark; readonly all: readonly NodeMark[] }) {
  const children = all.filter((other) => other.parent === node.key);
  return (
    <li>
      {node.label}
      {children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Branch key={child.key} node={child} all={all} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** The same tree in words. */
function TreeList({ layout }: { readonly layout: TreeLayout }) {
  const { timeline, done, t } = useMoment();
  const { nodes } = treeAt(timeline, layout, { done, t });
  return (
    <details className={styles["list"]}>
      <summary>{words.treeAsList}</summary>
      <ul>
        {nodes
          .filter((node) => node.parent === null)
          .map((root) => (
            <Branch key={root.key} node={root} all={nodes} />
          ))}
      </ul>
    </details>
  );
}

interface Props {
  readonly width: number;
  readonly height: number | null;
  readonly scale: number;
}

/** The page tables from the PGD down: a move hangs a pointer elsewhere, and the table under it stays. */
export function PageTree({ width, height, scale }: Props) {
  const store = useStoreApi();
  const timeline = useExplorer(selectTimeline);
  const process = useExplorer(selectProcess);
  const reducedMotion = useReducedMotion();
  const host = useRef<HTMLDivElement>(null);
  const stage = useRef<TreeStage | null>(null);
  const [read, setRead] = useState<string | null>(null);
  const room = height === null ? {} : { height: Math.max(0, height - FOOT) };
  const layout = treeLayoutOf(timeline, { width, scale, ...room }, process ?? undefined);
  useEffect(() => {
    if (host.current === null) return undefined;
    const { actions } = store.getState();
    const made = createTreeStage(host.current, {
      onHover: actions.hover,
      onSelect: actions.select,
      onRead: setRead,
    });
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
      const moved = now.cursor !== before.cursor;
      const other = now.hovered !== before.hovered || now.selection !== before.selection;
      if (now.run === before.run && (moved || other)) draw(made, layout, reducedMotion, now);
    });
  }, [store, layout, reducedMotion]);
  return (
    <div className={styles["tree"]}>
      <div ref={host} />
      <div className={styles["foot"]}>
        <p className={styles["read"]} aria-hidden="true">
          {read ?? (layout.leaves.length === 0 ? words.noTables : words.treeHint)}
        </p>
        <TreeList layout={layout} />
      </div>
    </div>
  );
}

/** What stands under the picture, in pixels at the design's size. */
const FOOT = 64;
