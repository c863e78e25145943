import type { Scenario } from "#scenarios/scenario.ts";

/**
 * The scenarios that are here by now. What names a scenario (the state, a link, stored work) is used only after
 * that scenario was fetched, so that all who read the state find it.
 */
export interface ScenarioShelf {
  readonly get: (id: string) => Scenario | undefined;
  /** Whether a text is the program of one of them, as it stands. */
  readonly hasProgram: (text: string) => boolean;
  /** Undefined when there is none of that id. Rejects when it cannot be fetched. */
  readonly fetch: (id: string) => Promise<Scenario | undefined>;
}

/** A shelf that is filled by fetching. */
export const createShelf = (
  fetchOne: (id: string) => Promise<Scenario | undefined>,
  start: Iterable<Scenario> = [],
): ScenarioShelf => {
  const here = new Map([...start].map((scenario) => [scenario.id, scenario]));
  return {
    get: (id) => here.get(id),
    hasProgram: (text) => [...here.values()].some(({ program }) => program === text),
    fetch: async (id) => {
      const scenario = here.get(id) ?? (await fetchOne(id));
      if (scenario !== undefined) here.set(id, scenario);
      return scenario;
    },
  };
};
