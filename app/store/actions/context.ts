import type { StoreApi } from "zustand/vanilla";
import type { Ticks } from "../cursor.ts";
import type { Runner } from "../runReducer.ts";
import type { ScenarioShelf } from "../shelf.ts";
import type { ExplorerState } from "../types.ts";

/** What the store cannot know by itself; tests give their own. */
export interface ExplorerParts {
  readonly runner: Runner;
  readonly ticks: Ticks;
  readonly scenarios: ScenarioShelf;
  /** An id that no other piece of work has. */
  readonly newId: () => string;
}

/** Tools that every group of actions gets. */
export interface ActionContext {
  readonly set: StoreApi<ExplorerState>["setState"];
  readonly get: StoreApi<ExplorerState>["getState"];
  readonly parts: ExplorerParts;
}
