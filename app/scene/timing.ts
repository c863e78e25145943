import type { Step } from "#timeline/timeline.ts";

export type StageKind =
  | "call"
  | "checks"
  | "failed"
  | "unmap"
  | "create"
  | "move"
  | "reshape"
  | "fault"
  | "change"
  | "tlb"
  | "uffd"
  | "counters"
  | "signal"
  | "result";

/** One stage of a call: a stretch of its events that is shown as one thing. */
export interface StageTime {
  readonly kind: StageKind;
  /** Events [from, to) of the step. */
  readonly from: number;
  readonly to: number;
  /** In [0, 1] of the step. */
  readonly start: number;
  readonly end: number;
}

/** How long a call plays at speed 1, and its stages. The starts of stages are the kernel steps that the timeline ticks. */
export interface Timing {
  /** Milliseconds. */
  readonly duration: number;
  readonly stages: readonly StageTime[];
}

export declare const timingOf: (step: Step) => Timing;
/** The stage that contains t. */
export declare const stageIndexAt: (timing: Timing, t: number) => number;
/** Events that have happened by t. */
export declare const eventsDone: (timing: Timing, t: number) => number;
