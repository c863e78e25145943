import type { Machine } from "#engine/machine.ts";
import { type Timing, eventsDone, stageIndexAt, timingOf } from "#scene/timing.ts";
import type { ExplorerState } from "#store/types.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { useExplorer } from "#ui/store.tsx";

/** Where the reader is, coarse enough that panels do not render at every picture of the animation. */
export interface Moment {
  readonly timeline: Timeline;
  readonly done: number;
  /** Progress of the call after `done`; 0 between calls. */
  readonly t: number;
  /** The call in progress; between calls the one that has just ended, at its end; null at the start. */
  readonly step: Step | null;
  /** Progress of `step`: `t`, or 1 when it has ended. */
  readonly progress: number;
  /** The machine at this place, to the event. */
  readonly machine: Machine;
  /** Events of `step` that have happened. */
  readonly events: number;
}

const timings = new WeakMap<Step, Timing>();

/** `timingOf`, remembered for each step. */
export function timing(step: Step): Timing {
  const known = timings.get(step);
  if (known !== undefined) return known;
  const made = timingOf(step);
  timings.set(step, made);
  return made;
}

/** How finely a stage of a call is told apart by the panels. */
const PARTS = 4;

/** `t` moved down to the start of its stage, or to a quarter of the stage. */
export function coarse(times: Timing, t: number): number {
  const stage = times.stages[stageIndexAt(times, t)];
  if (stage === undefined || stage.end <= stage.start || t <= stage.start) return t;
  const part = (stage.end - stage.start) / PARTS;
  return stage.start + Math.floor((t - stage.start) / part + 1e-9) * part;
}

/** done + t as one number, so that equal places are equal values. */
function place({ run, cursor }: ExplorerState): number {
  const step = run.timeline.steps[cursor.done];
  if (step === undefined || cursor.t === 0) return cursor.done;
  return cursor.done + Math.min(coarse(timing(step), cursor.t), 1 - 1e-9);
}

export function momentAt(timeline: Timeline, done: number, t: number): Moment {
  const steps = timeline.steps;
  const step = (t > 0 ? steps[done] : steps[done - 1]) ?? null;
  const progress = t > 0 ? t : 1;
  if (step === null) return { timeline, done, t, step, progress, machine: timeline.initial, events: 0 };
  const events = t > 0 ? eventsDone(timing(step), t) : step.events.length;
  const during = step.events[events - 1]?.machine ?? step.before;
  return { timeline, done, t, step, progress, machine: t > 0 ? during : step.after, events };
}

const selectTimeline = (state: ExplorerState): Timeline => state.run.timeline;

export function useMoment(): Moment {
  const timeline = useExplorer(selectTimeline);
  const at = useExplorer(place);
  const done = Math.floor(at);
  return momentAt(timeline, done, at - done);
}
