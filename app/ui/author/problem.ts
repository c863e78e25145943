import { defaultKernel, kernelById } from "#engine/kernels.ts";
import { parseScenario } from "#lang/scenario.ts";
import type { CountName, WalkthroughQuestion, WalkthroughStep } from "#link/walkthrough.ts";
import type { Quantity } from "#scenarios/scenario.ts";
import { expectedOf, runProblem } from "#teach/answers.ts";
import { pagesPicture } from "#teach/pages.ts";
import type { Problem, ProblemQuestion } from "#teach/problem.ts";
import type { Timeline } from "#timeline/timeline.ts";

/** The kernel of a step; the default one where this version does not have it. */
export const kernelOf = (step: WalkthroughStep): string => kernelById(step.kernel)?.id ?? defaultKernel().id;

/** An address as a number, a variable by its name. */
const placeOf = (from: string): number | string => {
  const text = from.trim();
  const number = Number(text);
  return text !== "" && Number.isSafeInteger(number) && number >= 0 ? number : text;
};

const quantityOf = (count: CountName, question: { from: string; pages: number; call: number }): Quantity => {
  const { from, pages, call } = question;
  return count === "present" || count === "vmas"
    ? { count, from: placeOf(from), pages, after: call }
    : { count, call };
};

/** What may lie on a page: what is there before the call, and what is always possible. */
const piecesOf = (from: number | string, pages: number, call: number, timeline: Timeline): string => {
  const before = timeline.steps[call - 1];
  const mm = before && [...before.before.mms.values()][0];
  const at = typeof from === "number" ? from : Number(timeline.steps.at(-1)?.names.get(from) ?? -1n);
  const there = before && mm && at >= 0 ? pagesPicture(before.before, mm, at, pages) : "";
  const stored = timeline.steps.flatMap(({ call: { name, args } }) =>
    name === "store" ? [String.fromCharCode(Number(args[2] ?? 0n) & 0x7f)] : [],
  );
  const known = [".", ...Array.from(there), ...stored, "0", "-"].filter((piece) =>
    /^[A-Za-z1-9.0!z-]$/.test(piece),
  );
  return [...new Set(known)].join("");
};

const asked = (question: WalkthroughQuestion, timeline: Timeline): ProblemQuestion => {
  const { call, prompt, rule } = question;
  const base = { before: call, prompt, rule };
  switch (question.kind) {
    case "choose": {
      const options = question.options.map(({ text, is }) => ({
        text,
        when: [{ fact: "result" as const, call, is }],
      }));
      return { kind: "choose", ...base, options };
    }
    case "count":
      return { kind: "count", ...base, unit: question.unit, of: quantityOf(question.count, question) };
    case "place": {
      const from = placeOf(question.from);
      const pieces = piecesOf(from, question.pages, call, timeline);
      return { kind: "place", ...base, from, pages: question.pages, after: call, pieces };
    }
  }
};

/** A step as it runs: its question with what the engine answers. */
export interface PlayableStep {
  readonly timeline: Timeline;
  readonly faults: readonly { readonly line: number; readonly message: string }[];
  /** Null without a question. */
  readonly problem: Problem | null;
  /** Null without a question, and where the engine has no answer to it. */
  readonly expected: string | null;
}

/** Runs a step. A program with an error runs as far as it goes. */
export const playableOf = (step: WalkthroughStep): PlayableStep => {
  const { program, question } = step;
  const timeline = runProblem({ program, question: NO_QUESTION }, kernelOf(step));
  const faults = parseScenario(program).diagnostics.filter(({ severity }) => severity === "error");
  const stopped = timeline.stopped === null || faults.length > 0 ? [] : [timeline.stopped];
  const problem = question === null ? null : { program, question: asked(question, timeline) };
  return {
    timeline,
    faults: [...faults, ...stopped].map(({ range, message }) => ({ line: range.line, message })),
    problem,
    expected: problem === null ? null : expectedOf(problem, timeline),
  };
};

const NO_QUESTION: ProblemQuestion = { kind: "choose", before: 1, prompt: "", rule: "", options: [] };
