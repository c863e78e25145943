import type { ExplorerParts } from "./actions/context.ts";
import type { AddressBar } from "./address/addressBar.ts";
import { createAddressSync, isPlace } from "./address/addressBar.ts";
import type { Asked } from "./address/linkState.ts";
import { linkStateOf, readFragment } from "./address/linkState.ts";
import type { Presentation } from "./address/query.ts";
import { readPresentation } from "./address/query.ts";
import { START } from "./cursor.ts";
import { EMPTY_WORK } from "./defaults.ts";
import { createExplorer } from "./explorer.ts";
import type { Explorer, InitialChoices } from "./explorer.ts";
import { createAutosave, readProgress, readSettings, readTab } from "./persist/autosave.ts";
import type { TabRecord } from "./persist/schema.ts";
import type { SafeStorage } from "./persist/storage.ts";
import { listWorks } from "./persist/works.ts";
import type { EarlierWork } from "./persist/works.ts";
import type { ExplorerState, Settings, StoredWork } from "./types.ts";

/** What the page has to do with the outside; `browser.ts` gives the real one. */
export interface PageWorld {
  readonly parts: ExplorerParts;
  /** Id of the scenario that opens by itself. */
  readonly first: string;
  readonly local: SafeStorage;
  readonly tab: SafeStorage;
  readonly bar: AddressBar;
  readonly query: string;
  readonly now: () => number;
}

/** Keeps what happens on the page: in the browser's storage, and in the address. */
export interface Keeping {
  /** Saves what changed and brings the link up to date. */
  readonly save: () => Promise<void>;
  /** Saves what changed without waiting for anything: the page is about to go. */
  readonly saveNow: () => void;
  readonly onHashChange: () => Promise<void>;
  /** "What you had before", newest first, without what is on the page now. */
  readonly earlier: () => readonly EarlierWork[];
}

export interface OpenPage extends Keeping {
  readonly explorer: Explorer;
  readonly presentation: Presentation;
  /** Nobody was here before and no link was followed: the first scenario may begin by itself. */
  readonly firstVisit: boolean;
  /** Fetches what keeps the reader's work, so that a reload right after the first change loses nothing. */
  readonly prepare: () => Promise<void>;
}

/** What is known of the page as it was opened. */
export interface Opened {
  readonly state: ExplorerState;
  /** The fragment, without `#`. */
  readonly fragment: string;
  /** What this tab had before it was reloaded. */
  readonly record: TabRecord | null;
  readonly kept: Settings;
  readonly overrides: Partial<Settings>;
}

const firstWork = async ({ parts, first }: PageWorld): Promise<StoredWork> => {
  const scenario = await parts.scenarios.fetch(first);
  const work = {
    text: scenario?.program ?? "",
    title: scenario?.title ?? "",
    scenario: scenario?.id ?? null,
    kernel: null,
    cursor: START,
  };
  return { id: parts.newId(), work };
};

/** A reload goes on where the tab was; a link is visited, with what the tab had waiting; else the first scenario. */
const initialWork = async (
  world: PageWorld,
  record: TabRecord | null,
  fragment: string,
  asked: Asked,
): Promise<InitialChoices> => {
  if (record !== null && (asked.work === null || record.link === fragment)) {
    return { own: record.current, visitor: record.visitor };
  }
  if (asked.work === null) return { own: await firstWork(world) };
  const waiting = record === null ? null : record.visitor ? record.visitor.own : record.current;
  return { own: { id: world.parts.newId(), work: asked.work }, visitor: { own: waiting } };
};

/** Stored work may come from a scenario: its story and question belong to it. */
const fetchNamed = async (
  { scenarios }: ExplorerParts,
  stored: readonly (StoredWork | null | undefined)[],
): Promise<void> => {
  const ids = stored.flatMap((each) => each?.work.scenario ?? []);
  await Promise.all(ids.map((id) => scenarios.fetch(id)));
};

/** The engine is waited for only when what opens cannot be shown without it. */
const readyToRun = async (parts: ExplorerParts, own: StoredWork | undefined): Promise<void> => {
  const { text, kernel } = own?.work ?? EMPTY_WORK;
  if (parts.runner(text, kernel) === null) await parts.fetchEngine?.();
};

/** Opens the page: the link in the address wins, and nothing that was there before is lost. */
export const openPage = async (world: PageWorld): Promise<OpenPage> => {
  const { parts, local, tab, bar } = world;
  const presentation = readPresentation(world.query);
  const kept = readSettings(local);
  const record = readTab(tab);
  const fragment = bar.fragment().replace(/^#/, "");
  const asked = await readFragment(isPlace(fragment) ? "" : fragment, parts.scenarios);
  const initial = await initialWork(world, record, fragment, asked);
  await fetchNamed(parts, [initial.own, initial.visitor?.own]);
  await readyToRun(parts, initial.own);
  const settings = { ...kept, ...presentation.overrides };
  const explorer = createExplorer(parts, { ...initial, settings, progress: readProgress(local) });
  for (const notice of asked.notices) explorer.getState().actions.notify(notice);
  const opened: Opened = {
    state: explorer.getState(),
    fragment,
    record,
    kept,
    overrides: presentation.overrides,
  };
  return {
    explorer,
    presentation,
    firstVisit: record === null && asked.work === null && asked.notices.length === 0,
    prepare: () => Promise.resolve(),
    ...keepPage(world, explorer, opened),
  };
};

/** Begins to keep what happens on a page. */
export const keepPage = (world: PageWorld, explorer: Explorer, opened: Opened): Keeping => {
  const { parts, local, tab, bar } = world;
  const { state, fragment, record, kept, overrides } = opened;
  const link = isPlace(fragment) ? (record?.link ?? "") : fragment;
  const address = createAddressSync(explorer, bar, parts.scenarios, link);
  const goesOn = record !== null && state.workId === record.current.id;
  const autosave = createAutosave(explorer, {
    local,
    tab,
    kept,
    isBuiltIn: parts.scenarios.hasProgram,
    newId: parts.newId,
    now: world.now,
    link: address.link,
    overrides,
    opened: state,
    revision: goesOn ? record.revision : "",
  });
  return {
    save: async () => {
      await address.write();
      autosave.save();
    },
    saveNow: autosave.save,
    onHashChange: address.onHashChange,
    earlier: () => listWorks(local).filter(({ id }) => id !== explorer.getState().workId),
  };
};

/** The link of the present state, without `#`: from the step that is shown or from the start. */
export const linkOf = async (
  explorer: Explorer,
  parts: ExplorerParts,
  from: "here" | "start",
): Promise<string> => {
  const { encodeLink } = await import("#link/codec.ts");
  return encodeLink(linkStateOf(explorer.getState(), parts.scenarios, from));
};
