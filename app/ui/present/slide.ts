import type { Scenario } from "#scenarios/scenario.ts";
import type { Walk, WalkStep } from "#scenarios/walks/walk.ts";
import { expectedOf, runProblem } from "#teach/answers.ts";
import type { Problem } from "#teach/problem.ts";
import type { Walkthrough } from "#link/walkthrough.ts";
import type { PlayableStep } from "#ui/author/problem.ts";
import { words } from "./words.ts";

/** One run on the stage with what the presenter says to it. */
export interface Slide {
  readonly title: string;
  readonly notes: readonly string[];
  /** Asked in place of the sentence where the calls before `before` are done. */
  readonly question: { readonly before: number; readonly prompt: string } | null;
  /** Which of how many steps of a walkthrough. */
  readonly step?: { readonly number: number; readonly of: number };
  /** Title of the walkthrough's next step. */
  readonly then?: string;
}

/** A program of one's own has no scenario. */
export const slideOfScenario = (scenario: Scenario | null, title: string): Slide => {
  if (scenario === null) return { title, notes: [], question: null };
  const { question, story, aha } = scenario;
  const asked = question === null ? [] : [words.asked(question.prompt), words.rule(question.rule)];
  return { title: scenario.title, notes: [...story, ...asked, aha], question };
};

export const slideOfStep = (walk: Walk, step: WalkStep, problem: Problem): Slide => {
  const { question } = problem;
  const expected = expectedOf(problem, runProblem(problem, step.kernel));
  const number = walk.steps.indexOf(step) + 1;
  const next = walk.steps[number];
  return {
    title: step.title,
    notes: [
      ...step.text,
      words.asked(question.prompt),
      ...(expected === null ? [] : [words.answerIs(expected)]),
      words.rule(question.rule),
      ...(step.after ?? []),
    ],
    question,
    step: { number, of: walk.steps.length },
    ...(next === undefined ? {} : { then: next.title }),
  };
};

/** A step of a walkthrough that somebody made. @param untitled what a step without a title is called */
export const slideOfShared = (
  { steps }: Walkthrough,
  index: number,
  { problem, expected }: PlayableStep,
  untitled: (number: number) => string,
): Slide => {
  const [step, next] = [steps[index], steps[index + 1]];
  const lines = (step?.text ?? "").split("\n").filter((line) => line.trim() !== "");
  const asked =
    problem === null
      ? []
      : [
          words.asked(problem.question.prompt),
          ...(expected === null ? [] : [words.answerIs(expected)]),
          words.rule(problem.question.rule),
        ];
  return {
    title: step?.title || untitled(index + 1),
    notes: [...lines, ...asked],
    question: problem === null ? null : problem.question,
    step: { number: index + 1, of: steps.length },
    ...(next === undefined ? {} : { then: next.title || untitled(index + 2) }),
  };
};
