/**
 * A walkthrough that somebody made in the page: as a file (JSON) and, packed, as a link. It holds texts, programs
 * and questions, and no answers: those the engine computes when it is opened.
 *
 * The file:
 *
 *     { "format": "mremap-walkthrough", "version": 1,
 *       "title": "…", "about": "…",
 *       "steps": [ { "title": "…", "text": "…", "kernel": "6.18", "program": "…", "question": null or one of
 *         { "kind": "choose", "call": 3, "prompt": "…", "rule": "…",
 *           "options": [ { "text": "It fails", "is": "EINVAL" }, { "text": "It works", "is": "ok" } ] }
 *         { "kind": "count", "call": 3, "prompt": "…", "rule": "…", "unit": "entries",
 *           "count": "entriesMoved" | "framesCopied" | "framesFreed" | "present" | "vmas", "from": "heap", "pages": 8 }
 *         { "kind": "place", "call": 3, "prompt": "…", "rule": "…", "from": "heap", "pages": 8 } } ] }
 *
 * A question is asked before call number `call` (from 1) and is about what that call does. `from` is an address or
 * the variable that holds one. Unknown members are passed over.
 */
import { type Result, err, ok } from "#base/result.ts";
import { packBytes, unpackBytes } from "./packed.ts";

const FORMAT = "mremap-walkthrough";
const VERSION = 1;

export const COUNTS = ["entriesMoved", "framesCopied", "framesFreed", "present", "vmas"] as const;
export type CountName = (typeof COUNTS)[number];

interface Asked {
  /** Asked before this call, from 1. */
  readonly call: number;
  readonly prompt: string;
  /** The rule that decides. */
  readonly rule: string;
}

export interface ChooseByResult extends Asked {
  readonly kind: "choose";
  /** An option is right where the call ends as `is` says: "ok", an errno, a signal, "blocked". */
  readonly options: readonly { readonly text: string; readonly is: string }[];
}

export interface CountAfter extends Asked {
  readonly kind: "count";
  readonly unit: string;
  readonly count: CountName;
  /** For "present" and "vmas": the range that is looked at. */
  readonly from: string;
  readonly pages: number;
}

export interface PlaceAfter extends Asked {
  readonly kind: "place";
  readonly from: string;
  readonly pages: number;
}

export type WalkthroughQuestion = ChooseByResult | CountAfter | PlaceAfter;

export interface WalkthroughStep {
  readonly title: string;
  /** Paragraphs, a line each. */
  readonly text: string;
  /** Profile id. */
  readonly kernel: string;
  readonly program: string;
  readonly question: WalkthroughQuestion | null;
}

export interface Walkthrough {
  readonly title: string;
  readonly about: string;
  readonly steps: readonly WalkthroughStep[];
}

/** The most that a walkthrough may hold, in characters, steps, options and pages. */
export const LIMITS = {
  json: 256 * 1024,
  link: 60 * 1024,
  title: 120,
  text: 4000,
  program: 32 * 1024,
  steps: 40,
  options: 8,
  pages: 64,
} as const;

/** Why there is no walkthrough, in a sentence for the reader. */
export type WalkthroughFault = string;

/** What is wrong inside; caught by the one who reads the whole. */
class Unreadable extends Error {}

const fail = (why: string): never => {
  throw new Unreadable(why);
};

type Raw = Readonly<Record<string, unknown>>;

const isRaw = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const rawOf = (value: unknown, what: string): Raw => (isRaw(value) ? value : fail(`${what} is missing.`));

const textOf = (raw: Raw, name: string, max: number, where: string): string => {
  const value = Object.hasOwn(raw, name) ? raw[name] : "";
  if (typeof value !== "string") return fail(`“${name}” of ${where} is no text.`);
  return value.length <= max ? value : fail(`“${name}” of ${where} is longer than ${max} characters.`);
};

const numberOf = (raw: Raw, name: string, max: number, where: string): number => {
  const value = raw[name];
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= max
    ? value
    : fail(`“${name}” of ${where} is no whole number from 1 to ${max}.`);
};

const listOf = (raw: Raw, name: string, max: number, where: string): readonly unknown[] => {
  const value = raw[name];
  if (!Array.isArray(value)) return fail(`“${name}” of ${where} is no list.`);
  return value.length <= max ? value : fail(`“${name}” of ${where} has more than ${max} entries.`);
};

/** More calls than any program of a walkthrough has. */
const CALLS_MAX = 4096;

const rangeOf = (raw: Raw, where: string) => ({
  from: textOf(raw, "from", LIMITS.title, where),
  pages: numberOf(raw, "pages", LIMITS.pages, where),
});

const isCount = (value: string): value is CountName => COUNTS.some((name) => name === value);

const questionOf = (value: unknown, step: string): WalkthroughQuestion | null => {
  if (value === null || value === undefined) return null;
  const where = `the question of ${step}`;
  const raw = rawOf(value, where);
  const asked: Asked = {
    call: numberOf(raw, "call", CALLS_MAX, where),
    prompt: textOf(raw, "prompt", LIMITS.text, where),
    rule: textOf(raw, "rule", LIMITS.text, where),
  };
  switch (raw["kind"]) {
    case "choose": {
      const options = listOf(raw, "options", LIMITS.options, where).map((option) => {
        const each = rawOf(option, `an option of ${where}`);
        return { text: textOf(each, "text", LIMITS.text, where), is: textOf(each, "is", 40, where) };
      });
      return { kind: "choose", ...asked, options };
    }
    case "count": {
      const count = textOf(raw, "count", 40, where);
      if (!isCount(count)) return fail(`${where} counts something that this version does not know.`);
      const unit = textOf(raw, "unit", LIMITS.title, where);
      return { kind: "count", ...asked, unit, count, ...rangeOf(raw, where) };
    }
    case "place":
      return { kind: "place", ...asked, ...rangeOf(raw, where) };
    default:
      return fail(`${where} is of a kind that this version does not know.`);
  }
};

const KERNEL = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

const stepOf = (value: unknown, index: number): WalkthroughStep => {
  const where = `step ${index + 1}`;
  const raw = rawOf(value, where);
  const kernel = textOf(raw, "kernel", 32, where);
  if (!KERNEL.test(kernel)) fail(`“kernel” of ${where} names no kernel version.`);
  return {
    title: textOf(raw, "title", LIMITS.title, where),
    text: textOf(raw, "text", LIMITS.text, where),
    kernel,
    program: textOf(raw, "program", LIMITS.program, where),
    question: questionOf(raw["question"], where),
  };
};

const walkthroughOf = (value: unknown): Walkthrough => {
  const raw = rawOf(value, "The walkthrough");
  if (raw["format"] !== FORMAT) fail(`It does not say “format”: “${FORMAT}”.`);
  if (raw["version"] !== VERSION) {
    fail("It was made by a newer version of the explorer. Reload the page to get it, then try again.");
  }
  const steps = listOf(raw, "steps", LIMITS.steps, "the walkthrough").map(stepOf);
  if (steps.length === 0) fail("It has no steps.");
  return {
    title: textOf(raw, "title", LIMITS.title, "the walkthrough"),
    about: textOf(raw, "about", LIMITS.text, "the walkthrough"),
    steps,
  };
};

/** Reads the text of a file. Never throws, whatever it is given. */
export const readWalkthrough = (json: string): Result<Walkthrough, WalkthroughFault> => {
  if (json.length > LIMITS.json) return err(`It is longer than ${LIMITS.json / 1024} KiB.`);
  try {
    const value: unknown = JSON.parse(json);
    return ok(walkthroughOf(value));
  } catch (error) {
    if (error instanceof Unreadable) return err(error.message);
    return err("It is no JSON: perhaps a part of it is missing.");
  }
};

/** The text of the file. */
export const writeWalkthrough = (walk: Walkthrough, indent = 2): string =>
  JSON.stringify({ format: FORMAT, version: VERSION, ...walk }, null, indent);

/** The part of the link that holds the walkthrough: JSON, deflate-raw, base64url. */
export const packWalkthrough = (walk: Walkthrough): Promise<string> =>
  packBytes(new TextEncoder().encode(writeWalkthrough(walk, 0)));

const DAMAGED = "The link is damaged: a part of it is missing or was changed on its way. Ask for it again.";

/** Reads what `packWalkthrough` made. Never throws, and never unfolds to more than a file may hold. */
export const unpackWalkthrough = async (packed: string): Promise<Result<Walkthrough, WalkthroughFault>> => {
  if (packed.length > LIMITS.link) return err(`The link is longer than ${LIMITS.link / 1024} KiB.`);
  const bytes = await unpackBytes(packed, LIMITS.json);
  if (bytes === null) return err(DAMAGED);
  return readWalkthrough(new TextDecoder().decode(bytes));
};
