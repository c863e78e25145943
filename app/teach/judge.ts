import type { Question } from "#scenarios/scenario.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { checkFact, measure } from "./facts.ts";

/** The verdict on an answer, with what would have been right on this run. */
export interface Judgement {
  readonly right: boolean;
  /** In the same form as the answer: the option's text, a number, a row of page characters. */
  readonly expected: string;
  /** The rule that decides. */
  readonly rule: string;
}

/** What the engine says is the right answer on this run; null if the run does not get that far. */
export const expectedAnswer = (question: Question, timeline: Timeline): string | null => {
  switch (question.kind) {
    case "choose":
      return (
        question.options.find(({ when }) => when.every((fact) => checkFact(fact, timeline).holds))?.text ??
        null
      );
    case "count": {
      const number = measure(question.of, timeline);
      return number === null ? null : String(number);
    }
    case "place": {
      const { from, after, pages } = question;
      const { found } = checkFact({ fact: "pages", from, after, are: ".".repeat(pages) }, timeline);
      return found.length === pages ? found : null;
    }
  }
};

/** Numbers are compared as numbers, so that " 08" is 8; everything else as it stands. */
export const sameAnswer = (kind: string, given: string, expected: string): boolean =>
  kind === "count" ? given.trim() !== "" && Number(given) === Number(expected) : given === expected;

/** Holds an answer against the engine. */
export const judge = (question: Question, given: string, timeline: Timeline): Judgement => {
  const expected = expectedAnswer(question, timeline);
  return {
    right: expected !== null && sameAnswer(question.kind, given, expected),
    expected: expected ?? "none of these: on this kernel the run goes another way",
    rule: question.rule,
  };
};

/** Pages at which a placed row differs from the real one, by index. */
export const differingPages = (given: string, expected: string): readonly number[] =>
  Array.from(expected).flatMap((character, index) => (given[index] === character ? [] : [index]));
