import { workOf } from "../actions/workActions.ts";
import type { Explorer } from "../explorer.ts";
import type { ExplorerState, Progress, Settings } from "../types.ts";
import type { TabRecord } from "./schema.ts";
import { progressOf, settingsOf, tabRecordFrom } from "./schema.ts";
import type { SafeStorage } from "./storage.ts";
import { isOwnWork, revisionOf, saveWork } from "./works.ts";

const SETTINGS_KEY = "settings";
const PROGRESS_KEY = "progress";
const TAB_KEY = "tab";

export const readSettings = (storage: SafeStorage): Settings => settingsOf(storage.read(SETTINGS_KEY));

export const readProgress = (storage: SafeStorage): Progress => {
  const kept = storage.read(PROGRESS_KEY);
  const answers = typeof kept === "object" && kept !== null && "answers" in kept ? kept.answers : null;
  return progressOf(answers);
};

/** What this tab had before it was reloaded; null in a new tab. */
export const readTab = (storage: SafeStorage): TabRecord | null => tabRecordFrom(storage.read(TAB_KEY));

export interface AutosaveParts {
  /** Kept for all tabs. */
  readonly local: SafeStorage;
  /** This tab's own, which survives a reload. */
  readonly tab: SafeStorage;
  /** Programs that need no keeping. */
  readonly isBuiltIn: (text: string) => boolean;
  readonly newId: () => string;
  readonly now: () => number;
  /** The fragment that stands for the present state. */
  readonly link: () => string;
  /** Settings that the address asked for: shown, but not kept as the reader's wish. */
  readonly overrides: Partial<Settings>;
  /** What the storage had when the page was opened. */
  readonly kept: Settings;
  /** The state with which the page was opened: what is like it needs no saving. */
  readonly opened: ExplorerState;
  /** Revision of the work that the tab went on with; "" for a new one. */
  readonly revision: string;
}

const STORAGE_NOTICE = {
  id: "storage",
  severity: "warning",
  text: "This browser keeps nothing for the page: its storage is full or forbidden. Your program is in the link of the address bar; copy it to keep it.",
} as const;

const settingsIn = ({ theme, motion, speed, stageView, panels }: ExplorerState): Settings => ({
  theme,
  motion,
  speed,
  stageView,
  panels,
});

/** Writes what changed since it was last called. Nothing is written over what another tab has written. */
export const createAutosave = (explorer: Explorer, parts: AutosaveParts): { readonly save: () => void } => {
  let last = parts.opened;
  let revision = parts.revision;
  let told = false;
  let keptSettings = parts.kept;

  const tell = (ok: boolean): void => {
    if (ok || told) return;
    told = true;
    explorer.getState().actions.notify(STORAGE_NOTICE);
  };

  /** A setting that still has the value from the address is not the reader's wish. */
  const settingsToKeep = (state: ExplorerState): Settings => {
    const now = settingsIn(state);
    const { theme, motion } = parts.overrides;
    return {
      ...now,
      theme: now.theme === theme ? keptSettings.theme : now.theme,
      motion: now.motion === motion ? keptSettings.motion : now.motion,
    };
  };

  const saveSettings = (state: ExplorerState): void => {
    const next = settingsToKeep(state);
    if (JSON.stringify(next) === JSON.stringify(keptSettings)) return;
    keptSettings = next;
    tell(parts.local.write(SETTINGS_KEY, { version: 1, ...next }));
  };

  /** Answers given in other tabs meanwhile stay; a reset is a reset. */
  const saveProgress = (progress: Progress): void => {
    const stored = readProgress(parts.local);
    const answers = Object.keys(progress).length === 0 ? {} : { ...stored, ...progress };
    tell(parts.local.write(PROGRESS_KEY, { version: 1, answers }));
  };

  const saveOwnWork = (state: ExplorerState): void => {
    if (state.visitor !== null || !isOwnWork(state, parts.isBuiltIn)) return;
    const saved = saveWork(
      { ...parts, storage: parts.local },
      { id: state.workId, work: workOf(state) },
      revision,
    );
    tell(saved.ok);
    revision = saved.revision;
    if (saved.id !== state.workId) explorer.setState({ workId: saved.id });
  };

  const saveTab = (): void => {
    const state = explorer.getState();
    const record: TabRecord = {
      current: { id: state.workId, work: workOf(state) },
      visitor: state.visitor,
      link: parts.link(),
      revision,
    };
    tell(parts.tab.write(TAB_KEY, { version: 1, ...record }));
  };

  const save = (): void => {
    const state = explorer.getState();
    if (state === last) return;
    if (state.workId !== last.workId) revision = revisionOf(parts.local, state.workId);
    if (state.progress !== last.progress) saveProgress(state.progress);
    saveSettings(state);
    saveOwnWork(state);
    saveTab();
    last = explorer.getState();
  };
  return { save };
};
