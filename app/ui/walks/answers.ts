import type { Walk, WalkStep } from "#scenarios/walks/walk.ts";
import type { Answer } from "#store/types.ts";
import { progressKey } from "#teach/steps.ts";
import { type WalkMarks, marksOf } from "#teach/walkProgress.ts";
import { type ExplorerStore, useExplorer } from "#ui/store.tsx";

/** Keeps the answer to a step with the reader's other answers. */
export const keepAnswer = (store: ExplorerStore, walk: Walk, step: WalkStep, answer: Answer): void => {
  store.setState(({ progress }) => ({ progress: { ...progress, [progressKey(walk, step)]: answer } }));
};

/** How far the reader is in some walkthroughs. */
export function useMarks(walks: readonly Walk[]): readonly WalkMarks[] {
  const progress = useExplorer((state) => state.progress);
  return walks.map((walk) => marksOf(walk, progress));
}
