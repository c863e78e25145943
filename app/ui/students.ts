import { isSwitchedOn } from "#store/address/switches.ts";
import type { ExplorerState } from "#store/types.ts";
import { scenarioOf, useCatalog } from "./catalog.tsx";
import { useExplorer } from "./store.tsx";

/** Whether the page was opened by a link for students: it keeps back what would tell the answer. */
export const isForStudents = (): boolean => isSwitchedOn(location.search, "students");

const selectScenario = (state: ExplorerState) => state.scenario;
const selectProgress = (state: ExplorerState) => state.progress;

/** Whether what tells the answer is kept back still: a student is here, and the question waits. */
export function useWithheld(): boolean {
  const scenario = scenarioOf(useCatalog(), useExplorer(selectScenario));
  const progress = useExplorer(selectProgress);
  const question = scenario?.question ?? null;
  return isForStudents() && question !== null && progress[question.id] === undefined;
}
