import { stepForward } from "#store/cursor.ts";
import type { ExplorerState } from "#store/types.ts";
import type { Cursor } from "#timeline/timeline.ts";
import { timing } from "#ui/hooks/moment.ts";
import type { ExplorerStore } from "#ui/store.tsx";

const NEAR = 1e-6;

const reached = (now: Cursor, target: Cursor): boolean =>
  now.done > target.done || (now.done === target.done && now.t >= target.t - NEAR);

/** Where one click leads: to the end of the next kernel step. */
export const nextStop = ({ cursor, run }: ExplorerState): Cursor =>
  stepForward(cursor, run.timeline, (step) => timing(step).stages.map(({ end }) => end));

/** Whether there is nothing more to play. */
export const isOver = ({ cursor, run }: ExplorerState): boolean => cursor.done >= run.timeline.steps.length;

/**
 * Plays one kernel step and stops there; while one is under way, it is ended at once.
 * @param still without motion: the step is simply done
 */
export const advance = (store: ExplorerStore, still: boolean): void => {
  const { actions, playing, run } = store.getState();
  if (still || playing || isOver(store.getState())) {
    actions.step();
    return;
  }
  const target = nextStop(store.getState());
  const stop = store.subscribe((now) => {
    const there = reached(now.cursor, target);
    if (!there && now.playing && now.run === run) return;
    // First: the seek changes the state again.
    stop();
    if (there) actions.seek(target);
  });
  actions.play();
};
