import type { MapsCheck } from "#timeline/expectedMaps.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { type ResultLabel, resultLabel } from "#ui/text/result.ts";
import { programWords } from "./words.ts";

/** One line of the source as the listing shows it. */
export interface Line {
  readonly number: number;
  readonly text: string;
  /** The last call that came from this line; null for comments and settings. */
  readonly step: Step | null;
  readonly result: ResultLabel | null;
  readonly current: boolean;
  /** What the line expects and the engine does not give; null if there is nothing to say yet. */
  readonly fails: string | null;
}

/** The result of a call that has not ended. */
export const RUNNING: ResultLabel = {
  tone: "wait",
  short: programWords.running,
  long: programWords.runningLong,
};

function resultAt(step: Step, done: number, t: number): ResultLabel | null {
  if (step.index < done) return resultLabel(step.result);
  return step.index === done && t > 0 ? RUNNING : null;
}

const HOLDS: ResultLabel = { tone: "ok", short: programWords.holds, long: programWords.holdsLong };
const FAILS: ResultLabel = { tone: "error", short: programWords.differs, long: programWords.differsLong };

function failsAt(step: Step | null, check: MapsCheck | null, done: number): string | null {
  if (check !== null && check.done <= done && !check.holds) return programWords.mapsDiffer(check.found);
  const expectation = step !== null && step.index < done ? step.expectation : null;
  return expectation === null || expectation.holds ? null : programWords.expectationFails(expectation.text);
}

/** Which call the listing marks: the one in progress, between calls the one that has just ended. */
const currentIndex = (done: number, t: number): number => (t > 0 ? done : done - 1);

export function linesOf(text: string, timeline: Timeline, done: number, t: number): readonly Line[] {
  const steps = new Map<number, Step>();
  const checks = new Map(timeline.checks?.map((check) => [check.line, check]));
  const current = currentIndex(done, t);
  for (const step of timeline.steps) {
    // Of several calls on one line the current one speaks for it.
    if (steps.get(step.line)?.index !== current) steps.set(step.line, step);
  }
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((line, index) => {
      const step = steps.get(index + 1) ?? null;
      const check = checks.get(index + 1) ?? null;
      const judged = check !== null && check.done <= done ? (check.holds ? HOLDS : FAILS) : null;
      return {
        number: index + 1,
        text: line,
        step,
        result: step === null ? judged : resultAt(step, done, t),
        current: step?.index === current,
        fails: failsAt(step, check, done),
      };
    });
}
