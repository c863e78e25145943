import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kernelById } from "#engine/kernels.ts";
import { scenariosById } from "#scenarios/library.ts";
import { WALKS } from "#scenarios/walks/walks.ts";
import { expectedOf, runProblem } from "./answers.ts";
import { checkFact } from "./facts.ts";
import { problemOf, progressKey } from "./steps.ts";

const STEPS = WALKS.flatMap((walk) =>
  walk.steps.map((step) => ({ name: `${walk.id}/${step.id}`, walk, step })),
);

describe("the walkthroughs", () => {
  it("are eleven, each with four to nine steps", () => {
    expect(WALKS).toHaveLength(11);
    for (const { steps } of WALKS) {
      expect(steps.length).toBeGreaterThanOrEqual(4);
      expect(steps.length).toBeLessThanOrEqual(9);
    }
  });

  it("have keys that the storage takes, each once", () => {
    const keys = STEPS.map(({ walk, step }) => progressKey(walk, step));
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[\w.-]{1,64}$/);
  });
});

describe.each(STEPS)("step $name", ({ step }) => {
  it("is asked on a kernel that exists, and answered", () => {
    expect(kernelById(step.kernel)).not.toBeNull();
    const problem = problemOf(step, null);
    const timeline = runProblem(problem, step.kernel);
    expect(timeline.stopped).toBeNull();
    expect(problem.question.before).toBeLessThanOrEqual(timeline.steps.length);
    expect(expectedOf(problem, timeline)).not.toBeNull();
  });

  it("is answered with other numbers too", () => {
    fc.assert(
      fc.property(fc.nat(9999), (seed) => {
        const problem = problemOf(step, String(seed));
        expect(expectedOf(problem, runProblem(problem, step.kernel))).not.toBeNull();
      }),
      { numRuns: 8 },
    );
  });

  it("shows a scenario that asks, on a kernel that the scenario names", () => {
    if (step.scenario === undefined) return;
    const scenario = scenariosById.get(step.scenario);
    expect(scenario?.question).toBeTruthy();
    expect(scenario?.kernels).toContain(step.kernel);
  });

  it("says of each kernel what the engine says", () => {
    for (const { kernel, facts } of step.across ?? []) {
      const timeline = runProblem(problemOf(step, null), kernel);
      expect(facts.length).toBeGreaterThan(0);
      for (const fact of facts)
        expect(checkFact(fact, timeline), `${kernel}: ${JSON.stringify(fact)}`).toMatchObject({
          holds: true,
        });
    }
  });

  it("speaks in two or three short sentences", () => {
    expect(step.text.length).toBeGreaterThan(0);
    expect(step.text.join(" ").length).toBeLessThan(420);
    expect(step.after?.join(" ").length ?? 0).toBeLessThan(420);
  });
});
