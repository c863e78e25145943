import type { Diagnostic } from "#lang/diagnostics.ts";
import type { Timeline } from "#timeline/timeline.ts";
import type { Run } from "./types.ts";

/** What running a text gives. With an error in the text the timeline ends in front of it. */
export interface RunOutcome {
  readonly timeline: Timeline;
  /** The text has no error; it may still have ended early, with a message. */
  readonly clean: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs a program on the kernel that is asked for, or on the one that its head names. Never throws on any text. */
export type Runner = (text: string, kernel: string | null) => RunOutcome;

/** A runner whose engine may still be on its way: null for what cannot be run yet. */
export type EarlyRunner = (text: string, kernel: string | null) => RunOutcome | null;

/** The run of a text that was just opened: as far as it goes. */
export const firstRun = (text: string, { timeline, clean, diagnostics }: RunOutcome): Run => ({
  timeline,
  text,
  kernel: timeline.initial.config.kernel.id,
  diagnostics,
  stale: !clean,
});

/** The run after a change: a new one, or, while the text has an error, the last good one with what is to say. */
export const nextRun = (last: Run, text: string, outcome: RunOutcome): Run =>
  outcome.clean ? firstRun(text, outcome) : { ...last, diagnostics: outcome.diagnostics, stale: true };

/** How many calls of two runs are the same from the start, so that an edit at the end leaves the reader in place. */
export const sharedCalls = (a: Timeline, b: Timeline): number => {
  const limit = Math.min(a.steps.length, b.steps.length);
  let count = 0;
  while (count < limit && a.steps[count]?.text === b.steps[count]?.text) count += 1;
  return count;
};
