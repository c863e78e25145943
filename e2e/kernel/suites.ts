/** Cases of public test suites as scenario text: reading the files in `suites/`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One entry of a file: a case, or a line of the suite that is left out. */
export interface SuiteEntry {
  /** Name of the file without its extension. */
  readonly suite: string;
  /** Which lines of the suite's list it stands for, counted from 1. */
  readonly lines: readonly number[];
  /** `suite#head`: unique. */
  readonly id: string;
  /** What is checked, or why the line is left out. */
  readonly meaning: string;
  /** Scenario text; null for a line that is left out. */
  readonly text: string | null;
}

export interface Suite {
  readonly name: string;
  readonly title: string;
  /** Where the suite's own source is. */
  readonly source: string;
  /** How many lines its list has. */
  readonly lines: number;
  readonly entries: readonly SuiteEntry[];
}

const EXTENSION = ".txt";
const HEAD = /^# (?<title>.+)\n# (?<source>.+)\n# (?<lines>\d+) lines?\n/;
const ENTRY = /^(?<numbers>\d+(?:, \d+)*)(?<variant>[a-z]?)(?<out> left out)?: (?<meaning>.+)\n/;

/** A case that stands in the way of reading: the file says something that this cannot be. */
function malformed(name: string, text: string): never {
  throw new Error(`${name}: not understood: ${text.slice(0, 80)}…`);
}

function readEntry(suite: string, part: string): SuiteEntry {
  const groups = ENTRY.exec(`${part}\n`)?.groups;
  if (groups === undefined) return malformed(suite, part);
  const { numbers = "", variant = "", out, meaning = "" } = groups;
  const head = numbers.replaceAll(", ", ",");
  const text = part.slice(part.indexOf("\n") + 1).trim();
  if ((out === undefined) === (text === "" || !part.includes("\n"))) return malformed(suite, part);
  return {
    suite,
    lines: head.split(",").map(Number),
    id: `${suite}#${head}${variant}`,
    meaning,
    text: out === undefined ? `${text}\n` : null,
  };
}

/** Reads one file: three lines of head, then entries, each below a line `## 4: what it checks`. */
export function readSuite(name: string, text: string): Suite {
  const head = HEAD.exec(text);
  const { title = "", source = "", lines = "" } = head?.groups ?? malformed(name, text);
  const parts = text.slice(head?.[0].length).split(/^## /m).slice(1);
  return { name, title, source, lines: Number(lines), entries: parts.map((part) => readEntry(name, part)) };
}

/** Every file of a folder. */
export const readSuites = (folder: string): readonly Suite[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(EXTENSION))
    .toSorted()
    .map((file) => readSuite(file.slice(0, -EXTENSION.length), readFileSync(join(folder, file), "utf8")));

/** The entries that are cases. */
export const casesOf = (
  suites: readonly Pick<Suite, "entries">[],
): readonly (SuiteEntry & { readonly text: string })[] =>
  suites.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.text === null ? [] : [{ ...entry, text: entry.text }])),
  );
