import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { scenariosById } from "#scenarios/library.ts";
import { TRIED_KERNELS } from "#scenarios/trials/trial.ts";
import { TRIALS } from "#scenarios/trials/trials.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { checkFact } from "./facts.ts";

describe.each(TRIALS)("trial $trial", ({ scenario, outcomes }) => {
  const { program } = parseScenario(scenariosById.get(scenario)?.program ?? "");

  it("is played by a scenario of the library", () => {
    expect(scenariosById.has(scenario)).toBe(true);
  });

  it("names each kernel once", () => {
    const named = outcomes.flatMap(({ kernels }) => kernels);
    expect(new Set(named).size).toBe(named.length);
  });

  it.each(TRIED_KERNELS)("comes out on %s as on the real kernel", (kernel) => {
    const timeline = runProgram(program, { kernel });
    const wrong = outcomes
      .filter(({ kernels }) => kernels.includes(kernel))
      .flatMap(({ facts }) => facts.filter((fact) => !checkFact(fact, timeline).holds));
    expect(wrong).toEqual([]);
  });

  it("differs between kernels: no outcome holds on a kernel of another", () => {
    for (const { kernels, facts } of outcomes) {
      const others = outcomes.filter((one) => one.kernels !== kernels).flatMap((one) => one.kernels);
      for (const kernel of others) {
        const timeline = runProgram(program, { kernel });
        expect(facts.every((fact) => checkFact(fact, timeline).holds)).toBe(false);
      }
    }
  });
});
