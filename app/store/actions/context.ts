import type { StoreApi } from "zustand/vanilla";
import type { Ticks } from "../cursor.ts";
import type { EarlyRunner } from "../runReducer.ts";
import type { ScenarioShelf } from "../shelf.ts";
import type { ComposerActions, ExplorerState } from "../types.ts";
import type { RunQueue } from "../runQueue.ts";

/** What the store cannot know by itself; tests give their own. */
export interface ExplorerParts {
  readonly runner: EarlyRunner;
  /** Fetches the engine: from then on `runner` answers always. Left out: it does from the start. */
  readonly fetchEngine?: () => Promise<void>;
  readonly ticks: Ticks;
  readonly scenarios: ScenarioShelf;
  /** Left out: they are fetched when the composer is first used. */
  readonly composerActions?: (context: ActionContext) => ComposerActions;
  /** An id that no other piece of work has. */
  readonly newId: () => string;
}

/** Tools that every group of actions gets. */
export interface ActionContext extends RunQueue {
  readonly set: StoreApi<ExplorerState>["setState"];
  readonly get: StoreApi<ExplorerState>["getState"];
  readonly parts: ExplorerParts;
}
