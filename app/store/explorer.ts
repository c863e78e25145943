import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";
import { composerActions } from "./actions/composerActions.ts";
import type { ActionContext, ExplorerParts } from "./actions/context.ts";
import { questionActions } from "./actions/questionActions.ts";
import { transportActions } from "./actions/transportActions.ts";
import { viewActions } from "./actions/viewActions.ts";
import { workActions } from "./actions/workActions.ts";
import { clampCursor } from "./cursor.ts";
import { DEFAULT_SETTINGS, EMPTY_WORK } from "./defaults.ts";
import { firstRun } from "./runReducer.ts";
import type { ExplorerState, Progress, Settings, StoredWork, Visitor } from "./types.ts";

export interface InitialChoices {
  readonly own?: StoredWork;
  readonly visitor?: Visitor | null;
  readonly settings?: Settings;
  readonly progress?: Progress;
}

export type Explorer = StoreApi<ExplorerState>;

/** A store of its own; the page has one, a comparison two. */
export const createExplorer = (parts: ExplorerParts, initial: InitialChoices = {}): Explorer =>
  createStore<ExplorerState>()((set, get) => {
    const { id, work } = initial.own ?? { id: parts.newId(), work: EMPTY_WORK };
    const run = firstRun(work.text, parts.runner(work.text, work.kernel));
    const context: ActionContext = { set, get, parts };
    return {
      ...work,
      workId: id,
      cursor: clampCursor(work.cursor, run.timeline),
      ...(initial.settings ?? DEFAULT_SETTINGS),
      playing: false,
      selection: null,
      hovered: null,
      composer: null,
      visitor: initial.visitor ?? null,
      progress: initial.progress ?? {},
      notices: [],
      run,
      actions: {
        ...workActions(context),
        ...transportActions(context),
        ...viewActions(context),
        ...composerActions(context),
        ...questionActions(context),
      },
    };
  });
