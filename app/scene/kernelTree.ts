import type { MmEvent } from "#engine/events.ts";
import type { Step } from "#timeline/timeline.ts";
import { eventsDone, lastShown, stageIndexAt, timingOf } from "./timing.ts";

export interface KernelCheck {
  readonly rule: string;
  readonly state: "done" | "failed" | "pending";
}

/** One kernel function in the call tree of a step. */
export interface KernelRow {
  /** Index of the event that entered it; stable. */
  readonly key: number;
  readonly fn: string;
  readonly depth: number;
  readonly state: "done" | "now" | "pending";
  /** "✓", "EINVAL", "3 / 8", "mmap_lock: write", or empty. */
  readonly note: string;
  /** The call ended here with an error. */
  readonly failed: boolean;
  readonly checks: readonly KernelCheck[];
}

/** A function call: its events, those of functions it calls left out. */
interface Frame {
  readonly key: number;
  readonly fn: string;
  readonly depth: number;
  readonly own: { readonly index: number; readonly event: MmEvent }[];
  readonly children: number[];
  end: number;
}

const framesOf = (events: readonly MmEvent[]): readonly Frame[] => {
  const frames: Frame[] = [];
  const stack: Frame[] = [];
  events.forEach((event, index) => {
    if (event.kind === "entered") {
      const frame: Frame = {
        key: index,
        fn: event.where,
        depth: event.depth,
        own: [],
        children: [],
        end: events.length,
      };
      stack.at(-1)?.children.push(index);
      frames.push(frame);
      stack.push(frame);
    } else if (event.kind === "left") {
      const frame = stack.pop();
      if (frame !== undefined) frame.end = index + 1;
    } else stack.at(-1)?.own.push({ index, event });
  });
  return frames;
};

const remembered = new WeakMap<Step, readonly Frame[]>();

const framesOfStep = (step: Step): readonly Frame[] => {
  const known = remembered.get(step);
  if (known !== undefined) return known;
  const frames = framesOf(step.events);
  remembered.set(step, frames);
  return frames;
};

const stateOf = (frame: Frame, done: number): KernelRow["state"] => {
  if (done <= frame.key) return "pending";
  return done >= frame.end ? "done" : "now";
};

const movedNote = (frame: Frame, done: number): string => {
  let all = 0;
  let moved = 0;
  for (const { index, event } of frame.own) {
    if (event.kind !== "ptesMoved") continue;
    all += event.entries;
    if (index < done) moved += event.entries;
  }
  return all === 0 ? "" : `${moved} / ${all}`;
};

/** The lock that this function took and still holds. */
const lockNote = (frame: Frame, done: number): string => {
  const held = new Map<string, string>();
  for (const { index, event } of frame.own) {
    if (index >= done) break;
    if (event.kind === "lockTaken") held.set(event.lock, event.mode);
    if (event.kind === "lockReleased") held.delete(event.lock);
  }
  return [...held].map(([lock, mode]) => `${lock}: ${mode}`).join(", ");
};

const checksOf = (frame: Frame, done: number): readonly KernelCheck[] =>
  frame.own.flatMap(({ index, event }): readonly KernelCheck[] => {
    if (event.kind === "checkPassed") return [{ rule: event.rule, state: index < done ? "done" : "pending" }];
    if (event.kind === "checkFailed")
      return [{ rule: event.rule, state: index < done ? "failed" : "pending" }];
    return [];
  });

const rowOf = (frame: Frame, done: number, decisive: number): KernelRow => {
  const state = stateOf(frame, done);
  const failing = frame.own.find(({ index }) => index === decisive)?.event;
  const failed = failing?.kind === "checkFailed" && decisive < done;
  const note = failed
    ? failing.errno
    : movedNote(frame, done) ||
      lockNote(frame, done) ||
      (state === "done" && frame.children.length === 0 ? "✓" : "");
  return {
    key: frame.key,
    fn: frame.fn,
    depth: frame.depth,
    state,
    note,
    failed,
    checks: checksOf(frame, done),
  };
};

/**
 * Where in the call the batch under way is counted: a move is done when its tokens have dropped in. The function that
 * a stage shows stays current to the stage's end: it is left, and the next one entered, between the two.
 */
const doneAt = (step: Step, t: number): number => {
  const timing = timingOf(step);
  const done = eventsDone(timing, t);
  const index = stageIndexAt(timing, t);
  const [stage, next] = [timing.stages[index], timing.stages[index + 1]];
  if (stage === undefined || next === undefined || stage.kind === "call" || t >= 1) return done;
  return Math.min(done, Math.max(stage.from, lastShown(step, next) + 1));
};

/** The kernel functions of a call in order, as far as they have got at t in [0, 1]. The innermost one that runs is "now". */
export const kernelTree = (step: Step, t: number): readonly KernelRow[] => {
  const done = doneAt(step, t);
  const decisive =
    step.result.kind === "failed" ? step.events.findLastIndex((event) => event.kind === "checkFailed") : -1;
  const rows = framesOfStep(step).map((frame) => rowOf(frame, done, decisive));
  const innermost = rows.findLastIndex((row) => row.state === "now");
  return rows.map((row, i) => (row.state === "now" && i !== innermost ? { ...row, state: "done" } : row));
};
