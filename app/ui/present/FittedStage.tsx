import { type ReactNode, useState } from "react";
import { layoutOf } from "#scene/layout.ts";
import type { Layout, Orientation } from "#scene/places.ts";
import { selectTimeline } from "#store/selectors.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { words } from "#ui/messages.ts";
import { ProcessSwitch } from "#ui/stage/ProcessSwitch.tsx";
import { StageHost } from "#ui/stage/StageHost.tsx";
import { hasForked, selectProcess } from "#ui/stage/process.ts";
import { type Size, useSize } from "#ui/stage/useSize.ts";
import { useTextScale } from "#ui/stage/useTextScale.ts";
import { useExplorer } from "#ui/store.tsx";
import styles from "./FittedStage.module.css";

/** Before the first measurement. */
const FIRST: Size = { width: 720, height: 240 };

interface Wish {
  readonly timeline: Timeline;
  readonly size: Size;
  readonly orientation: Orientation;
  readonly scales: readonly number[];
  readonly process: number | null;
}

/** The largest layout that fits without scrolling; the smallest if none does. */
function fittingLayout({ timeline, size, orientation, scales, process }: Wish): Layout {
  const shown = process === null ? {} : { mm: process };
  const height = orientation === "wide" ? { height: size.height } : {};
  const at = (scale: number): Layout =>
    layoutOf(timeline, { width: Math.max(280, size.width), orientation, scale, ...height, ...shown });
  // Layouts measure in units of their scale.
  const fits = (layout: Layout): boolean => layout.height * layout.scale < size.height + 0.5;
  let layout = at(scales[0] ?? 1);
  for (const scale of scales.slice(1)) {
    if (fits(layout)) break;
    layout = at(scale);
  }
  return layout;
}

interface Props {
  readonly orientation: Orientation;
  /** How large it may be drawn in terms of the theme's text, largest first. */
  readonly scales: readonly number[];
  /** Whether the choice of a process stands above the picture; otherwise the caller has a place for it. */
  readonly withProcesses?: boolean;
  /** What stands under the picture. */
  readonly foot: (layout: Layout) => ReactNode;
}

/** The stage alone, drawn as large as the room allows. */
export function FittedStage({ orientation, scales, withProcesses = true, foot }: Props) {
  const timeline = useExplorer(selectTimeline);
  const process = useExplorer(selectProcess);
  const [box, setBox] = useState<HTMLElement | null>(null);
  const size = useSize(box) ?? FIRST;
  const text = useTextScale();
  const layout = fittingLayout({
    timeline,
    size,
    orientation,
    scales: scales.map((scale) => scale * text),
    process,
  });
  return (
    <section className={styles["area"]} aria-label={words.stage}>
      {withProcesses && hasForked(timeline) && <ProcessSwitch />}
      {/* A picture that is too large all the same scrolls, also by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={setBox} className={styles["view"]} tabIndex={0} data-scrolls>
        <StageHost layout={layout} />
      </div>
      <div className={styles["foot"]}>{foot(layout)}</div>
    </section>
  );
}
