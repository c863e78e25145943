import type { Diagnostic } from "#lang/diagnostics.ts";
import type { Timeline } from "#timeline/timeline.ts";
import type { Run } from "./types.ts";

/** What running a text gives: no timeline when the text has an error. */
export interface RunOutcome {
  readonly timeline: Timeline | null;
  readonly kernel: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs a program on the kernel that is asked for, or on the one that its head names. Never throws on any text. */
export type Runner = (text: string, kernel: string | null) => RunOutcome;

/** The next run: a new one, or, while the text has an error, the last good one with what is to say about the text. */
export const nextRun = (last: Run, text: string, outcome: RunOutcome): Run =>
  outcome.timeline === null
    ? { ...last, diagnostics: outcome.diagnostics, stale: true }
    : {
        timeline: outcome.timeline,
        text,
        kernel: outcome.kernel,
        diagnostics: outcome.diagnostics,
        stale: false,
      };

/**
 * How many calls of two runs are the same from the start, so that an edit at the end leaves the reader in place.
 */
export const sharedCalls = (a: Timeline, b: Timeline): number => {
  const limit = Math.min(a.steps.length, b.steps.length);
  let count = 0;
  while (count < limit && a.steps[count]?.text === b.steps[count]?.text) count += 1;
  return count;
};
