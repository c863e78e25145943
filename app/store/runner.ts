import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Runner } from "./runReducer.ts";

/** Parses and runs a program, with every kernel step. */
export const runText: Runner = (text, kernel) => {
  const { program, diagnostics } = parseScenario(text);
  const clean = diagnostics.every(({ severity }) => severity !== "error");
  const timeline = runProgram(program, kernel === null ? {} : { kernel });
  const { stopped } = timeline;
  // A line with an error stops the run too, and has been reported already.
  const early = stopped === null || !clean ? [] : [stopped];
  return { timeline, clean, diagnostics: [...diagnostics, ...early] };
};
