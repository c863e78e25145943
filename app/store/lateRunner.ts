import type { EarlyRunner, Runner } from "./runReducer.ts";

export interface LateRunner {
  readonly runner: EarlyRunner;
  /** Fetches the engine once; after a failure it may be tried again. */
  readonly fetchEngine: () => Promise<void>;
}

/**
 * A runner whose engine is fetched, and which until then knows only a run that was made beforehand.
 * @param load fetches the engine
 */
export const createLateRunner = (load: () => Promise<Runner>, known: EarlyRunner): LateRunner => {
  let engine: Runner | null = null;
  let coming: Promise<void> | null = null;
  const fetchOnce = async (): Promise<void> => {
    try {
      engine = await load();
    } catch (error) {
      coming = null;
      throw error;
    }
  };
  return {
    // The run made beforehand first: it is the same, and is shared by all who look at it.
    runner: (text, kernel) => known(text, kernel) ?? engine?.(text, kernel) ?? null,
    fetchEngine: () => (coming ??= fetchOnce()),
  };
};
