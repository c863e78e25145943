import { useMemo, useState } from "react";
import { layoutOf } from "#scene/layout.ts";
import type { Layout, Orientation } from "#scene/places.ts";
import { selectTimeline } from "#store/selectors.ts";
import type { ExplorerState, StageView } from "#store/types.ts";
import { late } from "#ui/later.tsx";
import { words } from "#ui/messages.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import { Sentence } from "./Sentence.tsx";
import type { GhostOverlayProps } from "./GhostOverlay.tsx";
import styles from "./StageArea.module.css";
import { StageHost } from "./StageHost.tsx";
import { hasForked, selectProcess } from "./process.ts";
import { ViewSwitch, type ViewSwitchProps } from "./ViewSwitch.tsx";
import type { ZoomViewProps } from "./ZoomView.tsx";
import { useSize } from "./useSize.ts";
import { useTextScale } from "./useTextScale.ts";

const fetchRest = async () => (await import("./lateStage.ts")).lateStage;
const DragLayer = late(async () => (await fetchRest()).DragLayer);
const MemoryTable = late(async () => (await fetchRest()).MemoryTable);
const PageTree = late(async () => (await fetchRest()).PageTree);
const GhostOverlay = late<GhostOverlayProps>(async () => (await fetchRest()).GhostOverlay);
const ProcessSwitch = late(async () => (await fetchRest()).ProcessSwitch);
const TrueScale = late<ViewSwitchProps>(async () => (await import("./lateZoom.ts")).lateZoom.TrueScale);
const ZoomView = late<ZoomViewProps>(async () => (await import("./lateZoom.ts")).lateZoom.ZoomView);
const ResultCard = late(async () => (await fetchRest()).ResultCard);

/** Before the first measurement, so that there is a layout to take the sentence from. */
const FIRST_WIDTH = 720;

const selectGhost = (state: ExplorerState) => state.ghost;
const selectView = (state: ExplorerState) => state.stageView;
const selectWork = (state: ExplorerState) => state.workId;

/** More pages or stretches than these say more as cells of page tables than as lanes. */
const many = ({ pagesPerCell, pieces }: Layout): boolean => pagesPerCell >= 16 || pieces.length > 600;

interface Props {
  readonly orientation: Orientation;
  /** Memory can be moved and drawn with the hand, which writes into the program. */
  readonly byHand?: boolean;
}

/** The stage or the table of the same memory, and the sentence of this step under it. */
export function StageArea({ orientation, byHand = false }: Props) {
  const timeline = useExplorer(selectTimeline);
  const chosen = useExplorer(selectView);
  const work = useExplorer(selectWork);
  const { setStageView } = useActions();
  // A program with too much for lanes opens as cells, until the reader asks for lanes.
  const [lanesOf, setLanesOf] = useState("");
  const [chosenBefore, setChosenBefore] = useState(chosen);
  if (chosenBefore !== chosen) {
    setChosenBefore(chosen);
    setLanesOf(work);
  }
  const ghost = useExplorer(selectGhost);
  const [box, setBox] = useState<HTMLElement | null>(null);
  const size = useSize(box);
  const width = Math.max(280, size?.width ?? FIRST_WIDTH);
  const wide = orientation === "wide" && size !== null;
  const scale = useTextScale();
  const height = wide ? size.height : null;
  const process = useExplorer(selectProcess);
  const trueScale = chosen === "true";
  // By hand: this file is part of the first picture, and goes without the compiler.
  const layout: Layout = useMemo(
    () =>
      layoutOf(timeline, {
        width,
        orientation,
        scale,
        trueScale,
        ...(height === null ? {} : { height }),
        ...(process === null ? {} : { mm: process }),
      }),
    [timeline, width, orientation, scale, trueScale, height, process],
  );
  const view = chosen === "lanes" && many(layout) && lanesOf !== work ? "zoom" : chosen;
  const choose = (next: StageView): void => {
    setLanesOf(work);
    setStageView(next);
  };
  return (
    <section
      className={cx(styles["area"], orientation === "phone" && styles["phone"])}
      aria-label={words.stage}
    >
      {hasForked(timeline) && <ProcessSwitch />}
      {/* A tall picture scrolls, also by keyboard when no mark in it can take the focus yet. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={setBox} className={styles["view"]} tabIndex={0}>
        {(view === "lanes" || view === "true") && <StageHost layout={layout} />}
        {view === "lanes" && byHand && <DragLayer layout={layout} />}
        {view === "lanes" && ghost !== null && <GhostOverlay layout={layout} ghost={ghost} />}
        {view === "zoom" && <ZoomView width={width} height={height} scale={scale} />}
        {view === "table" && <MemoryTable />}
        {view === "tree" && <PageTree width={width} height={height} scale={scale} />}
      </div>
      <div className={styles["foot"]}>
        <Sentence layout={layout} />
        {orientation === "wide" && (
          <div className={styles["views"]}>
            <TrueScale view={view} onChange={choose} />
            <ViewSwitch view={view} onChange={choose} />
          </div>
        )}
      </div>
      <ResultCard />
    </section>
  );
}
