import { FIRST_SCENARIO } from "#scenarios/first.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { timingOf } from "#scene/timing.ts";
import type { ExplorerParts } from "./actions/context.ts";
import { isSwitchedOn } from "./address/switches.ts";
import { createLateRunner } from "./lateRunner.ts";
import { isNewcomer, openForNewcomer } from "./newcomer.ts";
import type { OpenPage, PageWorld } from "./page.ts";
import { type SafeStorage, safeStorage } from "./persist/storage.ts";
import { createShelf } from "./shelf.ts";
import { shippedRun, shippedScenarios } from "./shippedRun.ts";

/** How long changes gather before they are written, in milliseconds. */
const SAVE_AFTER = 400;

/** Works in every context; crypto.randomUUID is missing on pages that were not loaded over https. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(36).padStart(2, "0")).join(
    "",
  );

/** Engine and language come when the first picture stands, or when something needs them. */
const late = createLateRunner(async () => (await import("./runner.ts")).runText, shippedRun);

const parts: ExplorerParts = {
  ...late,
  ticks: (step) => timingOf(step).stages.map(({ end }) => end),
  scenarios: createShelf(
    async (id) => (await import("#scenarios/fetch.ts")).fetchScenario(id),
    shippedScenarios,
  ),
  newId,
};

export interface BrowserPage extends OpenPage {
  /** The full address of the present state. */
  readonly makeLink: (from: "here" | "start") => Promise<string>;
  /** A scenario that was opened; undefined for one that was not yet. */
  readonly scenario: (id: string) => Scenario | undefined;
  /** Fetches the engine, so that it is here before it is needed. */
  readonly fetchEngine: () => Promise<void>;
}

/** Opens the page in this window and keeps storage and address up to date from then on. */
export const openInBrowser = async (window: Window): Promise<BrowserPage> => {
  const world = worldOf(window);
  const [first] = shippedScenarios;
  const page =
    first !== undefined && isNewcomer(world)
      ? openForNewcomer(world, first)
      : await (await import("./page.ts")).openPage(world);
  connect(window, page);
  return {
    ...page,
    scenario: parts.scenarios.get,
    fetchEngine: late.fetchEngine,
    makeLink: async (from) => {
      const { linkOf } = await import("./page.ts");
      return `${withoutFragment(window)}#${await linkOf(page.explorer, parts, from)}`;
    },
  };
};

/** Inside somebody's page nothing of the reader's own is shown, and nothing is left behind. */
const FORGETFUL: SafeStorage = {
  read: () => null,
  write: () => true,
  remove: () => undefined,
  keys: () => [],
};

const storagesOf = (window: Window): Pick<PageWorld, "local" | "tab"> =>
  isSwitchedOn(window.location.search, "embed")
    ? { local: FORGETFUL, tab: FORGETFUL }
    : { local: safeStorage(() => window.localStorage), tab: safeStorage(() => window.sessionStorage) };

const worldOf = (window: Window): PageWorld => ({
  parts,
  first: FIRST_SCENARIO,
  ...storagesOf(window),
  bar: {
    fragment: () => window.location.hash,
    replace: (fragment) => {
      window.history.replaceState(
        window.history.state,
        "",
        fragment === "" ? withoutFragment(window) : `#${fragment}`,
      );
    },
  },
  query: window.location.search,
  now: () => Date.now(),
});

const withoutFragment = ({ location }: Window): string =>
  location.origin + location.pathname + location.search;

const connect = (window: Window, { explorer, save, saveNow, onHashChange }: OpenPage): void => {
  let planned = false;
  // While it plays the step changes with every frame; it is written when it comes to rest.
  const plan = (): void => {
    if (planned || explorer.getState().playing) return;
    planned = true;
    window.setTimeout(() => {
      planned = false;
      void save();
    }, SAVE_AFTER);
  };
  explorer.subscribe(plan);
  window.addEventListener("hashchange", () => void onHashChange());
  window.addEventListener("pagehide", saveNow);
  window.document.addEventListener("visibilitychange", () => {
    if (window.document.visibilityState === "hidden") saveNow();
  });
};
