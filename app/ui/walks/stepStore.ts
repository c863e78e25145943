import { timingOf } from "#scene/timing.ts";
import { createExplorer } from "#store/explorer.ts";
import { runText } from "#store/runner.ts";
import type { ExplorerState, Work } from "#store/types.ts";
import type { Problem } from "#teach/problem.ts";
import type { ExplorerStore } from "#ui/store.tsx";

/** A walkthrough opens programs of its own only. */
const NO_SCENARIOS = { get: () => undefined, hasProgram: () => false, fetch: async () => undefined };

/** The work that a problem is: its program, standing where the question is asked, or at its end. */
export const workOfProblem = (
  { program, question }: Problem,
  kernel: string,
  title: string,
  answered: boolean,
): Work => ({
  text: program,
  title,
  scenario: null,
  kernel,
  cursor: { done: answered ? Number.MAX_SAFE_INTEGER : question.before - 1, t: 0 },
});

/** An explorer for one step, beside the reader's own. Its settings are the reader's. */
export const createStepStore = (work: Work, { theme, motion, speed, panels }: ExplorerState): ExplorerStore =>
  createExplorer(
    {
      runner: runText,
      ticks: (step) => timingOf(step).stages.map(({ end }) => end),
      scenarios: NO_SCENARIOS,
      newId: () => "step",
    },
    { own: { id: "step", work }, settings: { theme, motion, speed, panels, stageView: "lanes" } },
  );
