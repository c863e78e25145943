import type { Entry } from "./facets.ts";
import { errnosOf } from "./facets.ts";

/** What the reader looks for. Empty text: not asked for. */
export interface Filters {
  readonly query: string;
  readonly call: string;
  readonly flag: string;
  readonly errno: string;
  /** Profile id of a kernel. */
  readonly kernel: string;
  readonly differs: boolean;
}

export const NO_FILTERS: Filters = { query: "", call: "", flag: "", errno: "", kernel: "", differs: false };

export interface Found {
  readonly entries: readonly Entry[];
  /** False when no scenario has all the words, and these have only some. */
  readonly allWords: boolean;
}

/** Words that every question has. */
const SMALL = new Set(
  "a an and are as at be but by can did do does for from has have how i if in is it its my no not of on or so that the their then there this to was what when where which who why will with you your".split(
    " ",
  ),
);

/** A word without its English ending, so that "growing" finds "grow" and "moves" finds "move". */
const stem = (word: string): string => {
  if (word.length < 5 || !/^[a-z]+$/.test(word)) return word;
  const bare = word.replace(/(?:ing|ed|es|s)$/, "");
  return bare.length >= 3 ? bare : word;
};

/** The words of a query that can tell scenarios apart; all of them, when none can. */
export const wordsOf = (query: string): readonly string[] => {
  const all = query.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  const telling = all.filter((word) => !SMALL.has(word));
  return (telling.length > 0 ? telling : all).map((word) => stem(word));
};

/** Points for the place where a word stands: title, ask, the rest. */
const WEIGHTS = [8, 5, 1] as const;

const pointsFor = ({ texts }: Entry, word: string): number =>
  Math.max(0, ...texts.map((text, i) => (text.includes(word) ? (WEIGHTS[i] ?? 0) : 0)));

const passes = (entry: Entry, filters: Filters): boolean => {
  const { call, flag, errno, kernel, differs } = filters;
  const { scenario } = entry;
  if (call !== "" && !entry.calls.includes(call)) return false;
  if (flag !== "" && !entry.flags.includes(flag)) return false;
  if (kernel !== "" && !scenario.kernels.includes(kernel)) return false;
  if (differs && entry.changes.length === 0) return false;
  return errno === "" || errnosOf(scenario, kernel === "" ? null : kernel).includes(errno);
};

interface Ranked {
  readonly entry: Entry;
  readonly hits: number;
  readonly points: number;
}

const rank = (entry: Entry, words: readonly string[]): Ranked => {
  const points = words.map((word) => pointsFor(entry, word));
  return {
    entry,
    hits: points.filter((one) => one > 0).length,
    points: points.reduce((sum, one) => sum + one, 0),
  };
};

/** Entries that pass the filters and have all the words, best first; for want of those, entries with some. */
export const search = (entries: readonly Entry[], filters: Filters): Found => {
  const passing = entries.filter((entry) => passes(entry, filters));
  const words = wordsOf(filters.query);
  if (words.length === 0) return { entries: passing, allWords: true };
  const ranked = passing
    .map((entry) => rank(entry, words))
    .filter(({ hits }) => hits > 0)
    .toSorted((a, b) => b.hits - a.hits || b.points - a.points);
  const full = ranked.filter(({ hits }) => hits === words.length);
  const chosen = full.length > 0 ? full : ranked;
  return { entries: chosen.map(({ entry }) => entry), allWords: full.length > 0 || ranked.length === 0 };
};

/** Chapter → how many of these are in it. */
export const countByChapter = (entries: readonly Entry[]): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (const { scenario } of entries) counts.set(scenario.chapter, (counts.get(scenario.chapter) ?? 0) + 1);
  return counts;
};

/** What there is to choose from in a filter, without repeats. */
export const choicesOf = (entries: readonly Entry[], key: "calls" | "flags" | "errnos"): readonly string[] =>
  [...new Set(entries.flatMap((entry) => entry[key]))].toSorted();
