import type { Scenario } from "#scenarios/scenario.ts";
import type { Actions, Choices, ExplorerState, Run, StoredWork, Visitor, Work } from "../types.ts";
import type { ActionContext } from "./context.ts";
import { START, clampCursor } from "../cursor.ts";
import { EMPTY_WORK, TITLE_MAX } from "../defaults.ts";
import { firstRun, nextRun, sharedCalls } from "../runReducer.ts";
import { missingScenario, unknownScenario } from "../scenarioNotices.ts";

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
const FRESH = { playing: false, selection: null, hovered: null, process: null, composer: null } as const;

/** Where the reader is after a run changed: the same place, unless something before it did. */
const keptCursor = (state: ExplorerState, run: Run): ExplorerState["cursor"] => {
  const shared = sharedCalls(state.run.timeline, run.timeline);
  const { cursor } = state;
  return clampCursor(
    cursor.done < shared ? cursor : { done: Math.min(cursor.done, run.timeline.steps.length), t: 0 },
    run.timeline,
  );
};

/** A scenario's title, for a message; its id when not even the catalogue comes. */
const titleOf = async (id: string): Promise<string> => {
  try {
    const { headingsById } = await import("#scenarios/catalogue.ts");
    return headingsById.get(id)?.title ?? id;
  } catch {
    return id;
  }
};

export const workActions = ({ set, get, parts, withRun, afterRuns }: ActionContext): WorkActions => {
  /** How often the text was edited. */
  let edits = 0;
  /** The scenario that was asked for last. */
  let wanted: string | null = null;
  /** The same work with another text or kernel. Editing a visited program makes it one's own. */
  const rerun = (patch: Partial<Work>): void => {
    if (patch.text !== undefined) edits += 1;
    withRun(
      () => ({ ...workOf(get()), ...patch }),
      (outcome) => {
        const state = get();
        const text = patch.text ?? state.text;
        const run = nextRun(state.run, text, outcome);
        const cursor = run.stale ? state.cursor : keptCursor(state, run);
        const composer = run.stale ? state.composer : null;
        set({ ...patch, run, cursor, composer, playing: false, hovered: null, visitor: null });
      },
    );
    // Where the run has to wait, the change is on the page at once.
    if (get().waiting) set({ ...patch, playing: false, visitor: null });
  };
  /** Opens other work. While that waits for the engine, the reader may go on with what is there: then it stays. */
  const open = (
    { id, work }: StoredWork,
    visitorOf: (state: ExplorerState) => Visitor | null = () => null,
  ): void => {
    const before = edits;
    withRun(
      () => work,
      (outcome) => {
        if (edits !== before) return;
        const run = firstRun(work.text, outcome);
        const cursor = clampCursor(work.cursor, run.timeline);
        set({ ...FRESH, ...work, workId: id, visitor: visitorOf(get()), run, cursor });
      },
    );
  };
  const show = ({ id, program, title }: Scenario): void => {
    open({ id: parts.newId(), work: { text: program, title, scenario: id, kernel: null, cursor: START } });
  };
  /** Opens what is here at once. What has to be fetched is not opened when the reader went elsewhere meanwhile. */
  const openScenario = (id: string): void => {
    const scenario = parts.scenarios.get(id);
    if (scenario !== undefined) {
      show(scenario);
      return;
    }
    const { notify } = get().actions;
    const from = get().workId;
    wanted = id;
    parts.scenarios.fetch(id).then(
      (fetched) => {
        if (fetched === undefined) notify(unknownScenario(id));
        else if (wanted === id && get().workId === from) show(fetched);
      },
      async () => notify(missingScenario(await titleOf(id))),
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
      open({ id: parts.newId(), work }, (state) => {
        const own = state.text === "" ? null : { id: state.workId, work: workOf(state) };
        return { own: state.visitor ? state.visitor.own : own };
      });
    },
    resume: (stored) => {
      open(stored);
    },
    keepCopy: () => {
      afterRuns(() => set({ visitor: null }));
    },
    leaveVisit: () => {
      afterRuns(() => {
        const own = get().visitor?.own;
        if (own) open(own);
        else set({ visitor: null });
      });
    },
    resetWork: () => {
      const { scenario } = get();
      if (scenario !== null) openScenario(scenario);
      else open({ id: parts.newId(), work: EMPTY_WORK });
    },
  };
};
