import type { CallNumber, Fact, Question } from "#scenarios/scenario.ts";

/** What all questions of a walkthrough have; `id` comes from the step. */
interface Asked {
  /** Asked when the calls before this one are done. */
  readonly before: CallNumber;
  readonly prompt: string;
  /** The rule that decides. */
  readonly rule: string;
}

/** Which addresses can be read after a call? The answer is a letter each: y or n. */
export interface WorksQuestion extends Asked {
  readonly kind: "works";
  readonly after: CallNumber;
  readonly addresses: readonly { readonly label: string; readonly at: number }[];
}

/** On which kernels does a fact hold? The answer is a letter each: y or n. */
export interface KernelsQuestion extends Asked {
  readonly kind: "kernels";
  readonly kernels: readonly string[];
  readonly fact: Fact;
}

/** Answered by a simulation of something that the engine does not have. */
export interface ToldQuestion extends Asked {
  readonly kind: "told";
  readonly options: readonly string[];
  readonly answer: string;
}

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

export type ProblemQuestion = WithoutId<Question> | WorksQuestion | KernelsQuestion | ToldQuestion;

/** A program and the question about it. */
export interface Problem {
  readonly program: string;
  readonly question: ProblemQuestion;
}
