import { runCall } from "#engine/run.ts";
import { PAGE_SIZE } from "#engine/addr.ts";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { checkFact } from "./facts.ts";
import { expectedAnswer, sameAnswer } from "./judge.ts";
import type { Problem, ProblemQuestion, WorksQuestion } from "./problem.ts";

/** Runs a problem on a kernel. */
export const runProblem = ({ program }: Problem, kernel: string): Timeline =>
  runProgram(parseScenario(program).program, { kernel });

/** Reads one page at each address, as the first thread would, and says whether that went well. */
const readable = ({ addresses, after }: WorksQuestion, timeline: Timeline): string | null => {
  const machine = timeline.steps[after - 1]?.after;
  const task = machine && [...machine.tasks.values()][0];
  if (machine === undefined || task === undefined) return null;
  return addresses
    .map(({ at }) => {
      const call = { name: "load", args: [BigInt(at), BigInt(PAGE_SIZE)] };
      return runCall(machine, task.tid, call).result.kind === "ok" ? "y" : "n";
    })
    .join("");
};

/** What the engine (or the simulation) says; null where the run does not get that far. */
export const expectedOf = (problem: Problem, timeline: Timeline): string | null => {
  const { question } = problem;
  switch (question.kind) {
    case "works":
      return readable(question, timeline);
    case "kernels":
      return question.kernels
        .map((kernel) => (checkFact(question.fact, runProblem(problem, kernel)).holds ? "y" : "n"))
        .join("");
    case "told":
      return question.answer;
    case "choose":
    case "count":
    case "place":
      return expectedAnswer({ ...question, id: "" }, timeline);
  }
};

/** Whether an answer says the same as the expected one. */
export const isRight = (question: ProblemQuestion, given: string, expected: string | null): boolean =>
  expected !== null && sameAnswer(question.kind, given, expected);
