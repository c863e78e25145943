import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";
import type { ActionContext, ExplorerParts } from "./actions/context.ts";
import { lateComposer } from "./actions/lateComposer.ts";
import { questionActions } from "./actions/questionActions.ts";
import { transportActions } from "./actions/transportActions.ts";
import { viewActions } from "./actions/viewActions.ts";
import { workActions } from "./actions/workActions.ts";
import { clampCursor } from "./cursor.ts";
import { DEFAULT_SETTINGS, EMPTY_WORK } from "./defaults.ts";
import { createRunQueue } from "./runQueue.ts";
import { firstRun } from "./runReducer.ts";
import type { ExplorerState, Progress, Settings, StoredWork, Visitor } from "./types.ts";

export interface InitialChoices {
  readonly own?: StoredWork;
  readonly visitor?: Visitor | null;
  readonly settings?: Settings;
  readonly progress?: Progress;
}

export type Explorer = StoreApi<ExplorerState>;

/** A store of its own; the page has one, a comparison two. What it opens with must be runnable at once. */
export const createExplorer = (parts: ExplorerParts, initial: InitialChoices = {}): Explorer =>
  createStore<ExplorerState>()((set, get) => {
    const { id, work } = initial.own ?? { id: parts.newId(), work: EMPTY_WORK };
    const outcome = parts.runner(work.text, work.kernel);
    if (outcome === null) throw new Error("the engine must be here before a program of one's own is opened");
    const run = firstRun(work.text, outcome);
    const context: ActionContext = { set, get, parts, ...createRunQueue({ ...parts, get, set }) };
    return {
      ...work,
      workId: id,
      cursor: clampCursor(work.cursor, run.timeline),
      ...(initial.settings ?? DEFAULT_SETTINGS),
      playing: false,
      selection: null,
      hovered: null,
      process: null,
      composer: null,
      visitor: initial.visitor ?? null,
      progress: initial.progress ?? {},
      notices: [],
      run,
      waiting: false,
      ghost: null,
      actions: {
        ...workActions(context),
        ...transportActions(context),
        ...viewActions(context),
        ...(parts.composerActions ?? lateComposer)(context),
        ...questionActions(context),
      },
    };
  });
