import { DEFAULT_SETTINGS, TITLE_MAX, clampSpeed } from "../defaults.ts";
import type {
  Answer,
  Motion,
  Panels,
  Progress,
  Settings,
  StageView,
  StoredWork,
  Theme,
  Visitor,
  Work,
} from "../types.ts";

/**
 * Reading of what a browser has kept, possibly by an older or newer version or by somebody's hand. Every known
 * field is read by itself into a fresh object; what is missing or strange takes its default.
 */

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An own field; never one that comes from the prototype. */
export const field = (value: unknown, name: string): unknown =>
  isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;

const oneOf = <T extends string>(value: unknown, choices: readonly T[], otherwise: T): T =>
  choices.find((choice) => choice === value) ?? otherwise;

const booleanOf = (value: unknown, otherwise: boolean): boolean =>
  typeof value === "boolean" ? value : otherwise;
export const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === "number" && Number.isFinite(value) ? value : otherwise;
export const textOf = (value: unknown, max: number): string =>
  typeof value === "string" ? value.slice(0, max) : "";
export const idOf = (value: unknown): string | null =>
  typeof value === "string" && /^[\w.-]{1,64}$/.test(value) ? value : null;

const THEMES: readonly Theme[] = ["system", "light", "dark", "projector"];
const MOTIONS: readonly Motion[] = ["system", "full", "reduced"];
const VIEWS: readonly StageView[] = ["lanes", "true", "zoom", "table", "tree"];
const TABS: readonly Panels["tab"][] = ["program", "story", "kernel", "details"];

export const themeOf = (value: unknown, otherwise: Theme): Theme => oneOf(value, THEMES, otherwise);
export const motionOf = (value: unknown, otherwise: Motion): Motion => oneOf(value, MOTIONS, otherwise);

const panelsOf = (value: unknown, base: Panels): Panels => {
  const [open, size] = [field(value, "open"), field(value, "size")];
  const isOpen = (name: keyof Panels["open"]): boolean => booleanOf(field(open, name), base.open[name]);
  const pixels = (name: keyof Panels["size"]): number =>
    Math.min(900, Math.max(120, numberOf(field(size, name), base.size[name])));
  return {
    open: {
      program: isOpen("program"),
      story: isOpen("story"),
      kernel: isOpen("kernel"),
      details: isOpen("details"),
      composer: isOpen("composer"),
    },
    size: { left: pixels("left"), right: pixels("right"), bottom: pixels("bottom") },
    tab: oneOf(field(value, "tab"), TABS, base.tab),
  };
};

export const settingsOf = (value: unknown, base: Settings = DEFAULT_SETTINGS): Settings => ({
  theme: themeOf(field(value, "theme"), base.theme),
  motion: motionOf(field(value, "motion"), base.motion),
  speed: clampSpeed(numberOf(field(value, "speed"), base.speed)),
  stageView: oneOf(field(value, "stageView"), VIEWS, base.stageView),
  panels: panelsOf(field(value, "panels"), base.panels),
});

const ANSWER_MAX = 1000;

const answerOf = (value: unknown): Answer | null => {
  if (field(value, "kind") === "skipped") return { kind: "skipped" };
  if (field(value, "kind") !== "given") return null;
  return {
    kind: "given",
    value: textOf(field(value, "value"), ANSWER_MAX),
    right: booleanOf(field(value, "right"), false),
  };
};

export const progressOf = (value: unknown): Progress => {
  const answers: [string, Answer][] = [];
  for (const [id, stored] of Object.entries(isFields(value) ? value : {})) {
    const answer = idOf(id) === null ? null : answerOf(stored);
    if (answer !== null) answers.push([id, answer]);
  }
  return Object.fromEntries(answers);
};

const TEXT_MAX = 2_000_000;

export const workFrom = (value: unknown): Work | null => {
  const text = field(value, "text");
  if (typeof text !== "string") return null;
  const cursor = field(value, "cursor");
  return {
    text: textOf(text, TEXT_MAX),
    title: textOf(field(value, "title"), TITLE_MAX),
    scenario: idOf(field(value, "scenario")),
    kernel: idOf(field(value, "kernel")),
    cursor: { done: numberOf(field(cursor, "done"), 0), t: numberOf(field(cursor, "t"), 0) },
  };
};

const storedWorkFrom = (value: unknown): StoredWork | null => {
  const [id, work] = [idOf(field(value, "id")), workFrom(field(value, "work"))];
  return id === null || work === null ? null : { id, work };
};

const visitorFrom = (value: unknown): Visitor | null =>
  isFields(value) ? { own: storedWorkFrom(field(value, "own")) } : null;

/** A piece of work as it lies in the storage. */
export interface WorkRecord {
  readonly work: Work;
  /** When it was written, in milliseconds since 1970. */
  readonly saved: number;
  /** Changes with every writing: whoever finds another one than it left knows that somebody else has written. */
  readonly revision: string;
}

export const workRecordFrom = (value: unknown): WorkRecord | null => {
  const work = workFrom(field(value, "work"));
  if (work === null) return null;
  return { work, saved: numberOf(field(value, "saved"), 0), revision: textOf(field(value, "revision"), 64) };
};

/** What a tab remembers over a reload. */
export interface TabRecord {
  readonly current: StoredWork;
  readonly visitor: Visitor | null;
  /** The fragment that stood in the address bar for it. */
  readonly link: string;
  readonly revision: string;
}

const LINK_MAX = 65_536;

export const tabRecordFrom = (value: unknown): TabRecord | null => {
  const current = storedWorkFrom(field(value, "current"));
  if (current === null) return null;
  return {
    current,
    visitor: visitorFrom(field(value, "visitor")),
    link: textOf(field(value, "link"), LINK_MAX),
    revision: textOf(field(value, "revision"), 64),
  };
};
