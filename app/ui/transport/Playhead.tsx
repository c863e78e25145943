import { useRef } from "react";
import { selectCursor, selectTimeline } from "#store/selectors.ts";
import type { Cursor, Timeline } from "#timeline/timeline.ts";
import { words } from "#ui/messages.ts";
import { useExplorer } from "#ui/store.tsx";
import styles from "./Transport.module.css";
import { blockName, fractionOf } from "./blocks.ts";

/** The place in words. */
function placeText(timeline: Timeline, { done, t }: Cursor): string {
  const calls = timeline.steps.length;
  const running = t > 0 ? timeline.steps[done] : undefined;
  if (running !== undefined) return words.inCall(done + 1, calls, blockName(running), Math.round(t * 100));
  const last = timeline.steps[done - 1];
  return last === undefined ? words.atStart(calls) : words.afterCall(done, calls, blockName(last));
}

/** The mark of the present place: a slider for the keyboard (the page's arrow keys move it) and screen readers. */
export function Playhead() {
  const timeline = useExplorer(selectTimeline);
  const cursor = useExplorer(selectCursor);
  const ref = useRef<HTMLDivElement>(null);
  const calls = timeline.steps.length;
  const left = `${fractionOf(cursor, calls) * 100}%`;
  return (
    <div
      ref={ref}
      className={styles["head"]}
      style={{ left }}
      role="slider"
      tabIndex={0}
      aria-label={words.playhead}
      aria-valuemin={0}
      aria-valuemax={calls}
      aria-valuenow={Number((cursor.done + cursor.t).toFixed(2))}
      aria-valuetext={placeText(timeline, cursor)}
    />
  );
}
