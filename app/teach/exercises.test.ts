import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kernelById } from "#engine/kernels.ts";
import { parseScenario } from "#lang/scenario.ts";
import type { ExerciseName } from "#scenarios/walks/walk.ts";
import { expectedOf, runProblem } from "./answers.ts";
import { diceOf } from "./dice.ts";
import { EXERCISES } from "./exercises/exercises.ts";
import { checkFact } from "./facts.ts";
import type { Problem } from "./problem.ts";

const KERNELS = ["5.10", "6.1.170", "6.12", "6.18", "7.2", "7.3"];
const names = Object.keys(EXERCISES) as ExerciseName[];

const problemOn = (name: ExerciseName, seed: string): Problem => EXERCISES[name](diceOf(seed));

/** Everything that is wrong with a problem; empty for a good one. */
const faults = (problem: Problem, kernel: string): readonly string[] => {
  const { question, program } = problem;
  const said = parseScenario(program).diagnostics.map(({ message }) => `language: ${message}`);
  const timeline = runProblem(problem, kernel);
  const stopped = timeline.stopped === null ? [] : [`stops: ${timeline.stopped.message}`];
  const unknown = timeline.steps.flatMap(({ result }) => (result.kind === "notModelled" ? [result.why] : []));
  const expected = expectedOf(problem, timeline);
  const found = [...said, ...stopped, ...unknown];
  if (question.before < 1 || question.before > timeline.steps.length) found.push("asked outside of the run");
  if (expected === null) return [...found, "no answer"];
  if (question.kind === "choose") {
    const right = question.options.filter(({ when }) =>
      when.every((fact) => checkFact(fact, timeline).holds),
    );
    if (right.length !== 1) found.push(`${right.length} options are right`);
    if (new Set(question.options.map(({ text }) => text)).size !== question.options.length)
      found.push("two options look alike");
  }
  if (question.kind === "place" && !Array.from(expected).every((piece) => question.pieces.includes(piece)))
    found.push(`pieces ${question.pieces} cannot make ${expected}`);
  if (question.kind === "told" && !question.options.includes(expected)) found.push("not on offer");
  return found;
};

describe.each(names)("exercise %s", (name) => {
  it("is solvable with all numbers, on every kernel", () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.constantFrom(...KERNELS), (seed, kernel) => {
        expect(kernelById(kernel)).not.toBeNull();
        expect(faults(problemOn(name, String(seed)), kernel)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("depends on the seed alone, and changes with it", () => {
    const programs = Array.from({ length: 20 }, (_, seed) => problemOn(name, String(seed)).program);
    expect(programs).toEqual(Array.from({ length: 20 }, (_, seed) => problemOn(name, String(seed)).program));
    expect(new Set(programs).size).toBeGreaterThan(3);
  });
});
