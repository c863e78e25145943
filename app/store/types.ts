import type { Vaddr } from "#engine/addr.ts";
import type { MmId } from "#engine/machine.ts";
import type { Diagnostic } from "#lang/diagnostics.ts";
import type { Ghost } from "#scene/ghost.ts";
import type { Identity } from "#scene/identity.ts";
import type { Cursor, Timeline } from "#timeline/timeline.ts";

export type Theme = "system" | "light" | "dark" | "projector";
export type Motion = "system" | "full" | "reduced";
/** `true`: lanes at true scale. */
export type StageView = "lanes" | "true" | "zoom" | "table" | "tree";
export type PanelName = "program" | "story" | "kernel" | "details" | "composer";

export interface Panels {
  readonly open: Readonly<Record<PanelName, boolean>>;
  /** Widths of the side panels and height of the composer, in CSS pixels. */
  readonly size: Readonly<Record<"left" | "right" | "bottom", number>>;
  /** The tab that is shown on a phone. */
  readonly tab: Exclude<PanelName, "composer">;
}

/** Kept for the reader, whatever the scenario. */
export interface Settings {
  readonly theme: Theme;
  readonly motion: Motion;
  /** 0.25 to 4. */
  readonly speed: number;
  readonly stageView: StageView;
  readonly panels: Panels;
}

/** The mremap call under the toggles. Values are u64, as the call gets them. */
export interface ComposerDraft {
  readonly oldAddress: bigint;
  readonly oldSize: bigint;
  readonly newSize: bigint;
  /** The raw flags argument; bits other than the three known ones are kept. */
  readonly flags: number;
  readonly newAddress: bigint;
  /** Whether the fifth argument is written out; without it the kernel gets 0. */
  readonly hasNewAddress: boolean;
}

export type ComposerField = "oldAddress" | "oldSize" | "newSize" | "newAddress";
export type RemapFlag = "MREMAP_MAYMOVE" | "MREMAP_FIXED" | "MREMAP_DONTUNMAP";

/** What the reader said to a question. `right` was decided by the engine when the answer was given. */
export type Answer =
  | { readonly kind: "given"; readonly value: string; readonly right: boolean }
  /** "Not predicted". */
  | { readonly kind: "skipped" };

/** Question id → answer. */
export type Progress = Readonly<Record<string, Answer>>;

/** Something the page must say once: a broken link, a full storage. */
export interface Notice {
  readonly id: string;
  readonly severity: "info" | "warning" | "error";
  readonly text: string;
  /** Text worth keeping that could not be used, such as a link made by a newer version. */
  readonly raw?: string;
  /** What can be done about it with one button. */
  readonly offer?: "take-update";
}

/** The result of running the text. Replaced whole, never patched. */
export interface Run {
  /** The last good run: what the stage shows. */
  readonly timeline: Timeline;
  /** The text that gave `timeline`; differs from the current text while that has an error. */
  readonly text: string;
  /** Profile id of the kernel it ran on. */
  readonly kernel: string;
  /** What is to say about the current text. */
  readonly diagnostics: readonly Diagnostic[];
  /** The current text has an error, and `timeline` is an older one. */
  readonly stale: boolean;
}

/** What a tab works on: everything of a document that is the reader's own. Stored in the tab's slot and in links. */
export interface Work {
  readonly text: string;
  readonly title: string;
  /** Scenario that this began as; null for a program of one's own. */
  readonly scenario: string | null;
  /** Kernel that the reader chose; null: the one that the program's head names, or the default. */
  readonly kernel: string | null;
  readonly cursor: Cursor;
}

/** A piece of work with the id under which the browser keeps it. */
export interface StoredWork {
  readonly id: string;
  readonly work: Work;
}

/** Set while a link's program is on the page and has not been made the reader's own, by a button or an edit. */
export interface Visitor {
  /** The reader's own work, waiting. Null on a first visit. */
  readonly own: StoredWork | null;
}

export interface Choices extends Work, Settings {
  /** What is opened gets an id of its own, so that what was there before stays in the browser's storage. */
  readonly workId: string;
  readonly playing: boolean;
  /** Everything with the same identity is lit wherever it is drawn. */
  readonly selection: Identity | null;
  readonly hovered: Identity | null;
  /** The address space on the stage; null: that of the first process. */
  readonly process: MmId | null;
  /** Null: the composer follows the call at the cursor. */
  readonly composer: ComposerDraft | null;
  readonly visitor: Visitor | null;
  readonly progress: Progress;
  readonly notices: readonly Notice[];
}

export interface Actions {
  /** Opens a built-in scenario at its start. Unknown ids give a notice and change nothing. */
  readonly openScenario: (id: string) => void;
  /** Replaces the program and runs it at once; callers debounce typing. */
  readonly editText: (text: string) => void;
  readonly setTitle: (title: string) => void;
  readonly setKernel: (id: string | null) => void;

  readonly play: () => void;
  readonly pause: () => void;
  readonly togglePlay: () => void;
  /** To the next (previous) kernel step; across calls. Pauses. */
  readonly step: () => void;
  readonly stepBack: () => void;
  /** To the end of this call (start of it, or of the one before). Pauses. */
  readonly stepCall: () => void;
  readonly stepCallBack: () => void;
  /** Any place; clamped. Pauses unless `playing` is true (the clock's own progress). */
  readonly seek: (cursor: Cursor, playing?: boolean) => void;
  readonly home: () => void;
  readonly end: () => void;
  readonly setSpeed: (speed: number) => void;

  readonly select: (identity: Identity | null) => void;
  readonly hover: (identity: Identity | null) => void;
  readonly setStageView: (view: StageView) => void;
  readonly showProcess: (mm: MmId | null) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly setMotion: (motion: Motion) => void;
  readonly togglePanel: (panel: PanelName) => void;
  readonly resizePanel: (edge: keyof Panels["size"], pixels: number) => void;
  readonly showTab: (tab: Panels["tab"]) => void;

  readonly toggleFlag: (flag: RemapFlag) => void;
  readonly setFlags: (flags: number) => void;
  readonly setField: (field: ComposerField, value: bigint) => void;
  /** Takes the whole mapping at this address as the source. */
  readonly chooseVma: (start: Vaddr) => void;
  /** The whole call at once. */
  readonly composeDraft: (draft: ComposerDraft) => void;
  readonly resetComposer: () => void;
  /** Writes the composed call into the program (in place of the call it came from) and runs it. */
  readonly applyComposer: () => void;

  readonly answerQuestion: (questionId: string, value: string) => void;
  readonly skipQuestion: (questionId: string) => void;
  readonly resetProgress: () => void;

  /** Shows a link's program without touching the reader's own. */
  readonly visit: (work: Work) => void;
  /** Goes on with something from the list of what was there before. */
  readonly resume: (stored: StoredWork) => void;
  /** Makes the visited program the reader's own. */
  readonly keepCopy: () => void;
  /** Goes back to the reader's own work; the visited program is let go. */
  readonly leaveVisit: () => void;
  /** The program as the scenario has it, from the start. */
  readonly resetWork: () => void;
  readonly notify: (notice: Notice) => void;
  readonly dismissNotice: (id: string) => void;
}

/** The actions of the composer, which comes after the first picture. */
export type ComposerActions = Pick<
  Actions,
  "toggleFlag" | "setFlags" | "setField" | "chooseVma" | "composeDraft" | "resetComposer" | "applyComposer"
>;

export interface ExplorerState extends Choices {
  /** Something that the reader asked for waits for the engine, which is on its way. */
  readonly waiting: boolean;
  /** Another outcome that is drawn as outlines over the stage; null: none. */
  readonly ghost: Ghost | null;
  readonly run: Run;
  readonly actions: Actions;
}
