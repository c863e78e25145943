import type { Actions, ExplorerState } from "../types.ts";
import {
  START,
  callBackward,
  callForward,
  clampCursor,
  endOf,
  stepBackward,
  stepForward,
} from "../cursor.ts";
import type { ActionContext } from "./context.ts";
import { clampSpeed } from "../defaults.ts";

type TransportActions = Pick<
  Actions,
  | "play"
  | "pause"
  | "togglePlay"
  | "step"
  | "stepBack"
  | "stepCall"
  | "stepCallBack"
  | "seek"
  | "home"
  | "end"
  | "setSpeed"
>;

const atEnd = ({ run, cursor }: ExplorerState): boolean => cursor.done >= run.timeline.steps.length;

/** Moving through the run. Every hand on the transport pauses; only the clock seeks while playing. */
export const transportActions = ({ set, get, parts }: ActionContext): TransportActions => {
  const go = (move: (state: ExplorerState) => ExplorerState["cursor"]): void => {
    set({ cursor: move(get()), playing: false });
  };
  const play = (): void => {
    const state = get();
    if (state.run.timeline.steps.length === 0) return;
    set({ playing: true, cursor: atEnd(state) ? START : state.cursor });
  };
  const pause = (): void => {
    set({ playing: false });
  };
  return {
    play,
    pause,
    togglePlay: () => (get().playing ? pause() : play()),
    step: () => {
      go(({ cursor, run }) => stepForward(cursor, run.timeline, parts.ticks));
    },
    stepBack: () => {
      go(({ cursor, run }) => stepBackward(cursor, run.timeline, parts.ticks));
    },
    stepCall: () => {
      go(({ cursor, run }) => callForward(cursor, run.timeline));
    },
    stepCallBack: () => {
      go(({ cursor, run }) => callBackward(cursor, run.timeline));
    },
    seek: (cursor, playing = false) => {
      const clamped = clampCursor(cursor, get().run.timeline);
      set((state) => ({ cursor: clamped, playing: playing && !atEnd({ ...state, cursor: clamped }) }));
    },
    home: () => {
      go(() => START);
    },
    end: () => {
      go(({ run }) => endOf(run.timeline));
    },
    setSpeed: (speed) => {
      set({ speed: clampSpeed(speed) });
    },
  };
};
