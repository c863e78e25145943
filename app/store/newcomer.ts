import type { Scenario } from "#scenarios/scenario.ts";
import { START } from "./cursor.ts";
import { DEFAULT_SETTINGS } from "./defaults.ts";
import { createExplorer } from "./explorer.ts";
import type { Keeping, OpenPage, PageWorld } from "./page.ts";

/** Nobody was here before, and the address asks for nothing. */
export const isNewcomer = ({ local, tab, bar, query }: PageWorld): boolean =>
  query === "" && bar.fragment() === "" && local.keys("").length === 0 && tab.keys("").length === 0;

/**
 * What `openPage` does for a newcomer, without what it has for all others: stored work and links. What keeps the
 * reader's work is fetched when there is something to keep.
 */
export const openForNewcomer = (world: PageWorld, { id, title, program }: Scenario): OpenPage => {
  const { parts } = world;
  const work = { text: program, title, scenario: id, kernel: null, cursor: START };
  const explorer = createExplorer(parts, { own: { id: parts.newId(), work } });
  const state = explorer.getState();
  let here: Keeping | null = null;
  const keeping = async (): Promise<Keeping> => {
    const { keepPage } = await import("./page.ts");
    here ??= keepPage(world, explorer, {
      state,
      fragment: "",
      record: null,
      kept: DEFAULT_SETTINGS,
      overrides: {},
    });
    return here;
  };
  return {
    explorer,
    presentation: { embed: false, present: false, lang: null, overrides: {} },
    firstVisit: true,
    prepare: async () => void (await keeping()),
    save: async () => (await keeping()).save(),
    saveNow: () => here?.saveNow(),
    onHashChange: async () => (await keeping()).onHashChange(),
    earlier: () => here?.earlier() ?? [],
  };
};
