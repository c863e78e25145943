import { createStore } from "zustand/vanilla";
import type { Scenario } from "#scenarios/scenario.ts";
import type { StoreApi } from "zustand/vanilla";
import { composerActions } from "./actions/composerActions.ts";
import { questionActions } from "./actions/questionActions.ts";
import { transportActions } from "./actions/transportActions.ts";
import { viewActions } from "./actions/viewActions.ts";
import { workActions } from "./actions/workActions.ts";
import type { Ticks } from "./cursor.ts";
import { clampCursor } from "./cursor.ts";
import { DEFAULT_SETTINGS, EMPTY_WORK } from "./defaults.ts";
import type { Runner } from "./runReducer.ts";
import { nextRun } from "./runReducer.ts";
import type { ExplorerState, Progress, Run, Settings, Work } from "./types.ts";

/** What the store cannot know by itself; tests give their own. */
export interface ExplorerParts {
  readonly runner: Runner;
  readonly ticks: Ticks;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  /** The run of an empty program, which the page shows when there has never been a good one. */
  readonly emptyRun: Run;
}

export interface InitialChoices {
  readonly work?: Work;
  readonly settings?: Settings;
  readonly progress?: Progress;
}

export type Explorer = StoreApi<ExplorerState>;
export type SetState = Explorer["setState"];
export type GetState = Explorer["getState"];

/** Tools that every group of actions gets. */
export interface ActionContext {
  readonly set: SetState;
  readonly get: GetState;
  readonly parts: ExplorerParts;
}

/** A store of its own; the page has one, a comparison two. */
export const createExplorer = (parts: ExplorerParts, initial: InitialChoices = {}): Explorer =>
  createStore<ExplorerState>()((set, get) => {
    const work = initial.work ?? EMPTY_WORK;
    const run = nextRun(parts.emptyRun, work.text, parts.runner(work.text, work.kernel));
    const context: ActionContext = { set, get, parts };
    return {
      ...work,
      cursor: clampCursor(work.cursor, run.timeline),
      ...(initial.settings ?? DEFAULT_SETTINGS),
      playing: false,
      selection: null,
      hovered: null,
      composer: null,
      visitor: null,
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
