import type { Machine } from "#engine/machine.ts";
import type { Cursor, Step, Timeline } from "#timeline/timeline.ts";

/** Where the kernel steps of a call end, as progress in (0, 1], ascending; the last one is 1. */
export type Ticks = (step: Step) => readonly number[];

export const START: Cursor = { done: 0, t: 0 };
/** Two places closer than this are one: ticks are fractions, and fractions are not exact. */
const NEAR = 1e-6;

export const endOf = (timeline: Timeline): Cursor => ({ done: timeline.steps.length, t: 0 });

/** The nearest place that exists: never past the end, a finished call counted as done. */
export const clampCursor = (cursor: Cursor, timeline: Timeline): Cursor => {
  const total = timeline.steps.length;
  const done = Number.isFinite(cursor.done) ? Math.floor(cursor.done) : 0;
  const t = Number.isFinite(cursor.t) ? cursor.t : 0;
  if (done < 0) return START;
  if (done >= total) return { done: total, t: 0 };
  if (t >= 1 - NEAR) return { done: done + 1, t: 0 };
  return { done, t: Math.max(0, t) };
};

export const stepForward = (cursor: Cursor, timeline: Timeline, ticks: Ticks): Cursor => {
  const step = timeline.steps[cursor.done];
  if (step === undefined) return endOf(timeline);
  const next = ticks(step).find((tick) => tick > cursor.t + NEAR) ?? 1;
  return clampCursor({ done: cursor.done, t: next }, timeline);
};

export const stepBackward = (cursor: Cursor, timeline: Timeline, ticks: Ticks): Cursor => {
  const inside = cursor.t > NEAR;
  const done = inside ? cursor.done : cursor.done - 1;
  const step = timeline.steps[done];
  if (step === undefined) return START;
  const limit = inside ? cursor.t : 1;
  const previous = ticks(step).findLast((tick) => tick < limit - NEAR) ?? 0;
  return { done, t: previous };
};

export const callForward = (cursor: Cursor, timeline: Timeline): Cursor =>
  clampCursor({ done: cursor.done + 1, t: 0 }, timeline);

export const callBackward = (cursor: Cursor, timeline: Timeline): Cursor =>
  clampCursor({ done: cursor.t > NEAR ? cursor.done : cursor.done - 1, t: 0 }, timeline);

/** The machine when exactly `done` calls are finished. */
export const machineAt = (timeline: Timeline, done: number): Machine =>
  timeline.steps[done]?.before ?? timeline.steps.at(-1)?.after ?? timeline.initial;

/** The call that the reader looks at: the one in progress, else the one that has just ended; null before the first. */
export const currentStep = (timeline: Timeline, cursor: Cursor): Step | null =>
  (cursor.t > 0 ? timeline.steps[cursor.done] : timeline.steps[cursor.done - 1]) ?? null;
