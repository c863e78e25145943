import { parseScenario } from "#lang/scenario.ts";
import { scenariosById } from "#scenarios/library.ts";
import type { Trial } from "#scenarios/trials/trial.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { checkFact } from "./facts.ts";

/** What the engine makes of a trial on a kernel, in the words of the table; null where none of its words fit. */
export const trialCell = ({ scenario, outcomes }: Trial, kernel: string): string | null => {
  const { program } = parseScenario(scenariosById.get(scenario)?.program ?? "");
  const timeline = runProgram(program, { kernel });
  const outcome = outcomes.find(({ facts }) => facts.every((fact) => checkFact(fact, timeline).holds));
  return outcome?.text ?? null;
};
