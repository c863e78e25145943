import type { StoreApi } from "zustand/vanilla";
import type { EarlyRunner, RunOutcome } from "./runReducer.ts";
import type { ExplorerState, Notice } from "./types.ts";

export interface Runnable {
  readonly text: string;
  readonly kernel: string | null;
}

/** What needs the engine is done at once, or, in the order in which it was asked for, when the engine has arrived. */
export interface RunQueue {
  /** Runs what `which` then names, and hands the outcome to `use`. */
  readonly withRun: (which: () => Runnable, use: (outcome: RunOutcome) => void) => void;
  /** Does something when all runs that were asked for until now are there. */
  readonly afterRuns: (what: () => void) => void;
}

interface QueueParts {
  readonly runner: EarlyRunner;
  readonly fetchEngine?: () => Promise<void>;
  readonly get: () => ExplorerState;
  readonly set: StoreApi<ExplorerState>["setState"];
}

/** Said when the engine does not come. What waits goes on waiting: the next change tries again. */
const NO_ENGINE: Notice = {
  id: "no-engine",
  severity: "error",
  text: "The model of the kernel could not be fetched, so nothing new can be run. Is the network there? Your next change tries again.",
};

/** False when it could not be done yet. */
type Job = () => boolean;

export const createRunQueue = ({ runner, fetchEngine, get, set }: QueueParts): RunQueue => {
  let line: readonly Job[] = [];
  let coming = false;

  const doAll = (): void => {
    for (let [next] = line; next?.() === true; [next] = line) line = line.slice(1);
    set({ waiting: line.length > 0 });
  };

  const arrive = async (): Promise<void> => {
    coming = true;
    try {
      await fetchEngine?.();
      get().actions.dismissNotice(NO_ENGINE.id);
      doAll();
    } catch {
      get().actions.notify(NO_ENGINE);
    } finally {
      coming = false;
    }
  };

  const take = (job: Job): void => {
    if (line.length === 0 && job()) return;
    line = [...line, job];
    set({ waiting: true });
    if (!coming) void arrive();
  };

  return {
    withRun: (which, use) => {
      take(() => {
        const { text, kernel } = which();
        const outcome = runner(text, kernel);
        if (outcome !== null) use(outcome);
        return outcome !== null;
      });
    },
    afterRuns: (what) => {
      take(() => {
        what();
        return true;
      });
    },
  };
};
