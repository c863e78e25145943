import type { Actions, Choices, ExplorerState, Run, Work } from "../types.ts";
import type { ActionContext } from "../explorer.ts";
import { START, clampCursor } from "../cursor.ts";
import { EMPTY_WORK, TITLE_MAX } from "../defaults.ts";
import { nextRun, sharedCalls } from "../runReducer.ts";

type WorkActions = Pick<
  Actions,
  "openScenario" | "editText" | "setTitle" | "setKernel" | "visit" | "keepCopy" | "leaveVisit" | "resetWork"
>;

export const workOf = ({ text, title, scenario, kernel, cursor }: Choices): Work => ({
  text,
  title,
  scenario,
  kernel,
  cursor,
});

/** What belongs to one program and means nothing in another. */
const FRESH = { playing: false, selection: null, hovered: null, composer: null } as const;

/** Where the reader is after a run changed: the same place, unless something before it did. */
const keptCursor = (state: ExplorerState, run: Run): ExplorerState["cursor"] => {
  const shared = sharedCalls(state.run.timeline, run.timeline);
  const { cursor } = state;
  return clampCursor(
    cursor.done < shared ? cursor : { done: Math.min(cursor.done, run.timeline.steps.length), t: 0 },
    run.timeline,
  );
};

export const workActions = ({ set, get, parts }: ActionContext): WorkActions => {
  const rerun = (patch: Partial<Work>): void => {
    const state = get();
    const text = patch.text ?? state.text;
    const kernel = patch.kernel === undefined ? state.kernel : patch.kernel;
    const run = nextRun(state.run, text, parts.runner(text, kernel));
    const cursor = run.stale ? state.cursor : keptCursor(state, run);
    set({
      ...patch,
      run,
      cursor,
      playing: false,
      hovered: null,
      composer: run.stale ? state.composer : null,
    });
  };
  const open = (work: Work): void => {
    const outcome = parts.runner(work.text, work.kernel);
    const run = nextRun(parts.emptyRun, work.text, outcome);
    set({ ...FRESH, ...work, run, cursor: clampCursor(work.cursor, run.timeline) });
  };
  const openScenario = (id: string): void => {
    const scenario = parts.scenarios.get(id);
    if (scenario === undefined) {
      get().actions.notify({
        id: "unknown-scenario",
        severity: "warning",
        text: `There is no scenario called “${id}”. It may come with a newer version of the explorer.`,
      });
      return;
    }
    open({ text: scenario.program, title: scenario.title, scenario: id, kernel: null, cursor: START });
  };
  return {
    openScenario,
    editText: (text) => {
      if (text !== get().text) rerun({ text });
    },
    setTitle: (title) => {
      set({ title: title.slice(0, TITLE_MAX) });
    },
    setKernel: (kernel) => {
      rerun({ kernel });
    },
    visit: (work) => {
      const state = get();
      const own = state.visitor ? state.visitor.own : state.text === "" ? null : workOf(state);
      open(work);
      set({ visitor: { own } });
    },
    keepCopy: () => {
      set({ visitor: null });
    },
    leaveVisit: () => {
      const own = get().visitor?.own;
      set({ visitor: null });
      if (own) open(own);
    },
    resetWork: () => {
      const { scenario } = get();
      if (scenario !== null && parts.scenarios.has(scenario)) openScenario(scenario);
      else open(EMPTY_WORK);
    },
  };
};
