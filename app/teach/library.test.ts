import { describe, expect, it } from "vitest";
import { KERNELS } from "#engine/kernels.ts";
import { formatScenario } from "#lang/formatter.ts";
import { parseScenario } from "#lang/scenario.ts";
import { CATALOGUE, CHAPTERS } from "#scenarios/catalogue.ts";
import { fetchScenario } from "#scenarios/fetch.ts";
import { FIRST_SCENARIO } from "#scenarios/first.ts";
import { LIBRARY, scenariosById } from "#scenarios/library.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { checkFact } from "./facts.ts";
import { expectedAnswer } from "./judge.ts";

const run = ({ program }: Scenario, kernel: string): Timeline =>
  runProgram(parseScenario(program).program, { kernel });

/** What the engine does otherwise than the scenario says, on one kernel. */
const disagreements = (scenario: Scenario, kernel: string): readonly string[] => {
  const timeline = run(scenario, kernel);
  const facts = scenario.outcomes
    .filter(({ kernels }) => kernels === undefined || kernels.includes(kernel))
    .flatMap((outcome) => outcome.facts);
  return facts.flatMap((fact) => {
    const { holds, stated, found } = checkFact(fact, timeline);
    return holds ? [] : [`${JSON.stringify(fact)}: stated ${stated}, found ${found}`];
  });
};

describe.each(LIBRARY)("scenario $id", (scenario) => {
  const { program, question, kernels, outcomes, neighbours, chapter, captions } = scenario;
  const { program: parsed, diagnostics } = parseScenario(program);
  const calls = run(scenario, kernels.at(-1) ?? "6.18").steps.length;

  it("is a canonical program without errors", () => {
    expect(diagnostics).toEqual([]);
    expect(formatScenario(parsed)).toBe(program);
  });

  it.each(kernels)("does on %s what it says", (kernel) => {
    const { stopped, steps } = run(scenario, kernel);
    expect(stopped).toBeNull();
    expect(steps.flatMap(({ result, text }) => (result.kind === "notModelled" ? [text] : []))).toEqual([]);
    expect(disagreements(scenario, kernel)).toEqual([]);
  });

  it.skipIf(question === null).each(kernels)("has an answer to its question on %s", (kernel) => {
    if (question === null) return;
    const timeline = run(scenario, kernel);
    expect(expectedAnswer(question, timeline)).not.toBeNull();
    if (question.kind !== "choose") return;
    const right = question.options.filter(({ when }) =>
      when.every((fact) => checkFact(fact, timeline).holds),
    );
    expect(right.map(({ text }) => text)).toHaveLength(1);
  });

  it("names only what there is", () => {
    const ids = new Set(KERNELS.map(({ id }) => id));
    const named = [...kernels, ...outcomes.flatMap((outcome) => outcome.kernels ?? [])];
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect(neighbours.filter((id) => !scenariosById.has(id))).toEqual([]);
    expect(CHAPTERS.has(chapter)).toBe(true);
    expect(Object.keys(captions ?? {}).filter((call) => Number(call) < 1 || Number(call) > calls)).toEqual(
      [],
    );
    expect(question?.before ?? 1).toBeLessThanOrEqual(calls);
  });

  it("has a fact for every kernel", () => {
    expect(outcomes.some((outcome) => outcome.facts.length === 0)).toBe(false);
    const bare = kernels.filter((id) => !outcomes.some((outcome) => outcome.kernels?.includes(id) ?? true));
    expect(bare).toEqual([]);
  });
});

describe("the library", () => {
  it("has unique ids, of scenarios and of questions", () => {
    const ids = LIBRARY.map(({ id }) => id);
    const questions = LIBRARY.flatMap(({ question }) => (question === null ? [] : [question.id]));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(questions).size).toBe(questions.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it("opens with one that there is", () => {
    expect(scenariosById.has(FIRST_SCENARIO)).toBe(true);
  });

  it("holds what the catalogue lists, all of it once", () => {
    expect(LIBRARY.map(({ id }) => id)).toEqual(CATALOGUE.map(({ id }) => id));
    expect(LIBRARY).toHaveLength(scenariosById.size);
  });

  it("gives each scenario from the file of its chapter", async () => {
    const fetched = await Promise.all(CATALOGUE.map(({ id }) => fetchScenario(id)));
    expect(fetched).toEqual(LIBRARY);
    expect(await fetchScenario("no-such-scenario")).toBeUndefined();
  });
});
