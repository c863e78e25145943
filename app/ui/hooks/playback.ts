import { useEffect } from "react";
import type { Question } from "#scenarios/scenario.ts";
import { createClock } from "#stage/clock.ts";
import type { ExplorerState, Progress } from "#store/types.ts";
import { type ExplorerStore, useStoreApi } from "#ui/store.tsx";
import { timing } from "./moment.ts";

/** Finds the question of the scenario that is open. */
export type QuestionOf = (scenario: string | null) => Question | null;

/** Whether playing on past `done` finished calls would give an unanswered question away. */
export const stopsAt = (question: Question | null, progress: Progress, done: number): boolean =>
  question !== null && question.before - 1 === done && progress[question.id] === undefined;

/** One clock drives the cursor while `playing` is set. */
function connect(store: ExplorerStore, questionOf: QuestionOf): () => void {
  const load = (): void => {
    const { run, cursor, actions } = store.getState();
    const step = run.timeline.steps[cursor.done];
    if (step === undefined) actions.pause();
    else {
      clock.load(timing(step).duration, cursor.t);
      clock.play();
    }
  };
  const onEnd = (): void => {
    const { cursor, actions } = store.getState();
    const done = cursor.done + 1;
    actions.seek({ done, t: 0 }, true);
    const { scenario, progress, playing } = store.getState();
    if (stopsAt(questionOf(scenario), progress, done)) actions.pause();
    else if (playing) load();
  };
  const clock = createClock({
    onTick: (t) => {
      const { cursor, actions } = store.getState();
      // The last instant of a call belongs to onEnd, which knows whether to go on.
      if (t < 1) actions.seek({ done: cursor.done, t }, true);
    },
    onEnd,
  });
  clock.setSpeed(store.getState().speed);
  const onChange = (now: ExplorerState, before: ExplorerState): void => {
    if (now.speed !== before.speed) clock.setSpeed(now.speed);
    if (now.playing !== before.playing) {
      if (now.playing) load();
      else clock.pause();
    } else if (now.playing && now.run !== before.run) load();
  };
  const unsubscribe = store.subscribe(onChange);
  if (store.getState().playing) load();
  return () => {
    unsubscribe();
    clock.destroy();
  };
}

/** Plays the run; stops where a question waits for its answer. */
export function usePlayback(questionOf: QuestionOf): void {
  const store = useStoreApi();
  useEffect(() => connect(store, questionOf), [store, questionOf]);
}
