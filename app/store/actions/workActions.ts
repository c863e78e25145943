import { headingsById } from "#scenarios/catalogue.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import type { Actions, Choices, ExplorerState, Run, StoredWork, Visitor, Work } from "../types.ts";
import { missingScenario, unknownScenario } from "../address/linkState.ts";
import type { ActionContext } from "./context.ts";
import { START, clampCursor } from "../cursor.ts";
import { EMPTY_WORK, TITLE_MAX } from "../defaults.ts";
import { firstRun, nextRun, sharedCalls } from "../runReducer.ts";

type WorkActions = Pick<
  Actions,
  | "openScenario"
  | "editText"
  | "setTitle"
  | "setKernel"
  | "visit"
  | "resume"
  | "keepCopy"
  | "leaveVisit"
  | "resetWork"
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
  /** The scenario that was asked for last. */
  let wanted: string | null = null;
  /** The same work with another text or kernel. Editing a visited program makes it one's own. */
  const rerun = (patch: Partial<Work>): void => {
    const state = get();
    const text = patch.text ?? state.text;
    const kernel = patch.kernel === undefined ? state.kernel : patch.kernel;
    const run = nextRun(state.run, text, parts.runner(text, kernel));
    const cursor = run.stale ? state.cursor : keptCursor(state, run);
    const composer = run.stale ? state.composer : null;
    set({ ...patch, run, cursor, composer, playing: false, hovered: null, visitor: null });
  };
  const open = ({ id, work }: StoredWork, visitor: Visitor | null = null): void => {
    const run = firstRun(work.text, parts.runner(work.text, work.kernel));
    set({ ...FRESH, ...work, workId: id, visitor, run, cursor: clampCursor(work.cursor, run.timeline) });
  };
  const show = ({ id, program, title }: Scenario): void => {
    open({ id: parts.newId(), work: { text: program, title, scenario: id, kernel: null, cursor: START } });
  };
  /** Opens what is here at once. What has to be fetched is not opened when the reader went elsewhere meanwhile. */
  const openScenario = (id: string): void => {
    const { notify } = get().actions;
    const scenario = parts.scenarios.get(id);
    if (scenario !== undefined) {
      show(scenario);
      return;
    }
    const heading = headingsById.get(id);
    if (heading === undefined) {
      notify(unknownScenario(id));
      return;
    }
    const from = get().workId;
    wanted = id;
    parts.scenarios.fetch(id).then(
      (fetched) => {
        if (fetched !== undefined && wanted === id && get().workId === from) show(fetched);
      },
      () => notify(missingScenario(heading.title)),
    );
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
      const own = state.text === "" ? null : { id: state.workId, work: workOf(state) };
      open({ id: parts.newId(), work }, { own: state.visitor ? state.visitor.own : own });
    },
    resume: (stored) => {
      open(stored);
    },
    keepCopy: () => {
      set({ visitor: null });
    },
    leaveVisit: () => {
      const own = get().visitor?.own;
      if (own) open(own);
      else set({ visitor: null });
    },
    resetWork: () => {
      const { scenario } = get();
      if (scenario !== null && headingsById.has(scenario)) openScenario(scenario);
      else open({ id: parts.newId(), work: EMPTY_WORK });
    },
  };
};
