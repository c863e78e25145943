import type { Timing } from "#scene/timing.ts";
import type { Cursor, Step, Timeline } from "#timeline/timeline.ts";

/** A call on the timeline. */
export interface Block {
  readonly index: number;
  readonly name: string;
  readonly thread: string;
  /** Lane, from 0: one a thread, in the order in which they first act. */
  readonly lane: number;
  /** Where kernel steps end inside the call, in (0, 1). */
  readonly ticks: readonly number[];
  readonly failed: boolean;
}

/** More ticks than this in one call would be a grey bar. */
const MAX_TICKS = 40;

/** A short name of the call: ioctl by its request, others by themselves. */
export const blockName = ({ call, text }: Pick<Step, "call" | "text">): string =>
  /^.*\bioctl\([^,]*,\s*(?:UFFDIO_)?([A-Z]\w*)/.exec(text)?.[1] ?? call.name;

export function ticksOf({ stages }: Timing): readonly number[] {
  const ends = stages.map((stage) => stage.end).filter((end) => end > 0 && end < 1);
  return ends.length > MAX_TICKS ? [] : ends;
}

export function blocksOf(timeline: Timeline, timing: (step: Step) => Timing): readonly Block[] {
  const lanes: string[] = [];
  return timeline.steps.map((step) => {
    if (!lanes.includes(step.thread)) lanes.push(step.thread);
    return {
      index: step.index,
      name: blockName(step),
      thread: step.thread,
      lane: lanes.indexOf(step.thread),
      ticks: ticksOf(timing(step)),
      failed: step.result.kind === "failed" || step.result.kind === "signal",
    };
  });
}

/** Where the playhead stands, as a share of the timeline's width: every call is equally wide. */
export const fractionOf = ({ done, t }: Cursor, calls: number): number =>
  calls === 0 ? 0 : Math.min(1, (done + t) / calls);

/** The place at a share of the width. */
export function cursorAt(fraction: number, calls: number): Cursor {
  const place = Math.min(1, Math.max(0, fraction)) * calls;
  const done = Math.min(calls, Math.floor(place));
  return { done, t: done === calls ? 0 : place - done };
}
