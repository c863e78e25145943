import type { Actions } from "../types.ts";
import type { ActionContext } from "./context.ts";
import { judge } from "#teach/judge.ts";

type QuestionActions = Pick<Actions, "answerQuestion" | "skipQuestion" | "resetProgress">;

/** Answers are judged by the engine on the run that the reader sees, and kept with the verdict of that moment. */
export const questionActions = ({ set, get, parts }: ActionContext): QuestionActions => ({
  answerQuestion: (questionId, value) => {
    const { scenario, run } = get();
    const question = scenario === null ? null : parts.scenarios.get(scenario)?.question;
    if (!question || question.id !== questionId) return;
    const { right } = judge(question, value, run.timeline);
    set(({ progress }) => ({ progress: { ...progress, [questionId]: { kind: "given", value, right } } }));
  },
  skipQuestion: (questionId) => {
    set(({ progress }) => ({ progress: { ...progress, [questionId]: { kind: "skipped" } } }));
  },
  resetProgress: () => {
    set({ progress: {} });
  },
});
