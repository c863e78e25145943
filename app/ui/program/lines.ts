import type { Step, Timeline } from "#timeline/timeline.ts";
import { type ResultLabel, resultLabel } from "#ui/text/result.ts";
import { words } from "#ui/messages.ts";

/** One line of the source as the listing shows it. */
export interface Line {
  readonly number: number;
  readonly text: string;
  /** The last call that came from this line; null for comments and settings. */
  readonly step: Step | null;
  readonly result: ResultLabel | null;
  readonly current: boolean;
}

const RUNNING: ResultLabel = { tone: "wait", short: words.running, long: words.runningLong };

function resultAt(step: Step, done: number, t: number): ResultLabel | null {
  if (step.index < done) return resultLabel(step.result);
  return step.index === done && t > 0 ? RUNNING : null;
}

/** Which call the listing marks: the one in progress, between calls the one that has just ended. */
const currentIndex = (done: number, t: number): number => (t > 0 ? done : done - 1);

export function linesOf(text: string, timeline: Timeline, done: number, t: number): readonly Line[] {
  const steps = new Map<number, Step>();
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
      const result = step === null ? null : resultAt(step, done, t);
      return { number: index + 1, text: line, step, result, current: step?.index === current };
    });
}
