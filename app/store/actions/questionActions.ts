import type { Actions, Notice } from "../types.ts";
import type { ActionContext } from "./context.ts";

type QuestionActions = Pick<Actions, "answerQuestion" | "skipQuestion" | "resetProgress">;

const NO_JUDGE: Notice = {
  id: "no-judge",
  severity: "error",
  text: "Your answer could not be compared with the kernel’s: a part of the page did not come. Is the network there? Answer again then.",
};

/** Answers are judged by the engine on the run that the reader sees, and kept with the verdict of that moment. */
export const questionActions = ({ set, get, parts }: ActionContext): QuestionActions => ({
  answerQuestion: (questionId, value) => {
    const { scenario, run } = get();
    const question = scenario === null ? null : parts.scenarios.get(scenario)?.question;
    if (!question || question.id !== questionId) return;
    import("#teach/judge.ts").then(
      ({ judge }) => {
        const { right } = judge(question, value, run.timeline);
        set(({ progress }) => ({ progress: { ...progress, [questionId]: { kind: "given", value, right } } }));
      },
      () => get().actions.notify(NO_JUDGE),
    );
  },
  skipQuestion: (questionId) => {
    set(({ progress }) => ({ progress: { ...progress, [questionId]: { kind: "skipped" } } }));
  },
  resetProgress: () => {
    set({ progress: {} });
  },
});
