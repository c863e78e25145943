import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { type Line, linesOf } from "#ui/program/lines.ts";

/** An example with what the engine gives for it. */
export interface RanExample {
  readonly timeline: Timeline;
  readonly lines: readonly Line[];
}

/** Runs an example to its end, on the kernel that it names or on the usual one. */
export function runExample(text: string): RanExample {
  const timeline = runProgram(parseScenario(text).program, { watch: false });
  const done = timeline.steps.length;
  const lines = linesOf(text, timeline, done, 0).map((line) => ({ ...line, current: false }));
  return { timeline, lines };
}
