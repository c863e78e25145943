/** Runs a case on the engine and says in what it does not come out as the case says. */
import { parseScenario } from "#lang/scenario.ts";
import { printResult } from "#lang/printCall.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { checksOf, holdCheck } from "./suiteChecks.ts";

export interface SuiteRun {
  readonly timeline: Timeline;
  /** Expectations and checks that were held against the run: each could have failed. */
  readonly held: number;
  readonly wrong: readonly string[];
}

/** Calls without an expectation must succeed; one that sleeps is an expectation of its own (`= ?`). */
function wrongResult(step: Step): string | null {
  const { call, result, expectation } = step;
  const got = printResult(call.name, result);
  if (expectation !== null) {
    return expectation.holds ? null : `${step.text}: is ${got}, not ${expectation.text}`;
  }
  const asleep = result.kind === "blocked" && step.before.tasks.size > 1;
  return result.kind === "ok" || asleep ? null : `${step.text}: ${got}`;
}

/** Runs the text of a case. */
export function runCase(text: string, kernel: string): SuiteRun {
  const { program, diagnostics } = parseScenario(text);
  const timeline = runProgram(program, { kernel, watch: false });
  const wrong = [...diagnostics, ...(timeline.stopped === null ? [] : [timeline.stopped])].map(
    ({ message, range }) => `line ${range.line}: ${message}`,
  );
  let held = 0;
  for (const step of timeline.steps) {
    const said = wrongResult(step);
    if (said !== null) wrong.push(said);
    if (step.expectation !== null) held += 1;
  }
  for (const [index, line] of program.lines.entries()) {
    const checks = checksOf(line);
    const later = timeline.steps.findIndex((one) => one.line > index + 1);
    const step = timeline.steps.slice(0, later === -1 ? undefined : later).at(-1);
    for (const check of checks) {
      held += 1;
      if (step === undefined) wrong.push(`${check}: no call before it`);
      else {
        const { wanted, found } = holdCheck(check, step);
        if (wanted !== found) wrong.push(`${step.text}: ${check}: is ${found}`);
      }
    }
  }
  return { timeline, held, wrong };
}
