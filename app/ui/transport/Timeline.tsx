import { type PointerEvent, memo, useMemo, useRef } from "react";
import { selectTimeline } from "#store/selectors.ts";
import { timing, useMoment } from "#ui/hooks/moment.ts";
import { words } from "#ui/messages.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import { Playhead } from "./Playhead.tsx";
import styles from "./Transport.module.css";
import { type Block, blocksOf, cursorAt } from "./blocks.ts";

interface BlockProps {
  readonly block: Block;
  readonly past: boolean;
  readonly here: boolean;
}

/** Row 1 of the grid holds the names of the calls; the lanes follow. */
const FIRST_LANE = 2;

/** Drawn again only when it changes: a long run has many. */
const CallBlock = memo(function CallBlock({ block, past, here }: BlockProps) {
  const state = cx(past && styles["past"], here && styles["here"], block.failed && styles["failed"]);
  const column = block.index + 1;
  const title = words.goToCall(column, block.name);
  // What failed is explained by a card.
  const about = block.failed ? { "data-result": `call ${block.index}` } : { title };
  return (
    <>
      <span className={cx(styles["label"], state)} style={{ gridColumn: column, gridRow: 1 }} {...about}>
        {`${column} ${block.name}`}
      </span>
      <div
        className={cx(styles["bar"], state)}
        style={{ gridColumn: column, gridRow: block.lane + FIRST_LANE }}
        {...about}
      >
        {block.ticks.map((tick) => (
          <span key={tick} className={styles["tick"]} style={{ left: `${tick * 100}%` }} />
        ))}
      </div>
    </>
  );
});

/** The threads' names, beside their lanes. */
function LaneNames({ threads }: { readonly threads: readonly string[] }) {
  return (
    <div className={styles["names"]}>
      {threads.map((thread) => (
        <span key={thread}>{thread}</span>
      ))}
    </div>
  );
}

/** One block a call, a tick a kernel step; press or drag anywhere to go there. */
export function Timeline() {
  const timeline = useExplorer(selectTimeline);
  const { done, t } = useMoment();
  const { seek } = useActions();
  const lane = useRef<HTMLDivElement>(null);
  const blocks = useMemo(() => blocksOf(timeline, timing), [timeline]);
  const threads = [...new Set(blocks.map((block) => block.thread))];
  const seekTo = (event: PointerEvent) => {
    const box = lane.current?.getBoundingClientRect();
    if (box === undefined) return;
    seek(cursorAt((event.clientX - box.left) / box.width, blocks.length));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    seekTo(event);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
  };
  if (blocks.length === 0) return <p className={styles["empty"]}>{words.emptyTimeline}</p>;
  const here = t > 0 ? done : done - 1;
  return (
    <section
      className={styles["track"]}
      aria-label={words.timeline}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
    >
      {threads.length > 1 && <LaneNames threads={threads} />}
      <div ref={lane} className={styles["lanes"]}>
        {blocks.map((block) => (
          <CallBlock key={block.index} block={block} past={block.index < here} here={block.index === here} />
        ))}
        <Playhead />
      </div>
    </section>
  );
}
