import type { Walk } from "#scenarios/walks/walk.ts";
import { progressKey } from "./steps.ts";

/** How a step ended: answered right or wrong, not predicted, or not yet seen. */
export type StepMark = "right" | "wrong" | "skipped" | "open";

/** Answers as the store keeps them, by key. */
type Answers = Readonly<
  Record<string, { readonly kind: "given"; readonly right: boolean } | { readonly kind: "skipped" }>
>;

export interface WalkMarks {
  readonly walk: Walk;
  readonly marks: readonly StepMark[];
}

export const marksOf = (walk: Walk, answers: Answers): WalkMarks => ({
  walk,
  marks: walk.steps.map((step): StepMark => {
    const answer = answers[progressKey(walk, step)];
    if (answer === undefined) return "open";
    if (answer.kind === "skipped") return "skipped";
    return answer.right ? "right" : "wrong";
  }),
});

const LETTERS: Readonly<Record<StepMark, string>> = { right: "r", wrong: "w", skipped: "s", open: "-" };
const MARKS = new Map(Object.entries(LETTERS).map(([mark, letter]) => [letter, mark as StepMark]));

/** Form and version of the packed progress, at its start. */
const VERSION = "1";

const NAME_MAX = 60;

/** "1~Ada~founding.rrw------": name, then each walkthrough that was begun with a letter for each step. */
export const packProgress = (name: string, all: readonly WalkMarks[]): string =>
  [
    VERSION,
    name.replaceAll("~", " ").slice(0, NAME_MAX),
    ...all
      .filter(({ marks }) => marks.some((mark) => mark !== "open"))
      .map(({ walk, marks }) => `${walk.id}.${marks.map((mark) => LETTERS[mark]).join("")}`),
  ].join("~");

export interface ReadProgress {
  readonly name: string;
  readonly walks: readonly WalkMarks[];
}

/** Reads a packed progress; null when it is none. Unknown walkthroughs and letters are passed over. */
export const unpackProgress = (text: string, walks: readonly Walk[]): ReadProgress | null => {
  const [version, name, ...parts] = text.split("~");
  if (version !== VERSION || name === undefined) return null;
  const letters = new Map(
    parts.map((part) => [part.slice(0, part.indexOf(".")), part.slice(part.indexOf(".") + 1)]),
  );
  return {
    name: name.slice(0, NAME_MAX),
    walks: walks.map((walk) => {
      const row = letters.get(walk.id) ?? "";
      return { walk, marks: walk.steps.map((_, i) => MARKS.get(row[i] ?? "-") ?? "open") };
    }),
  };
};
