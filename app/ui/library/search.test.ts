import { describe, expect, it } from "vitest";
import { LIBRARY } from "#scenarios/library.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { type Entry, entryOf, errnosOf, kernelRange } from "./facets.ts";
import { NO_FILTERS, choicesOf, countByChapter, search, wordsOf } from "./search.ts";

const scenario = (patch: Partial<Scenario>): Scenario => ({
  id: "one",
  title: "Grow in place",
  chapter: 1,
  ask: "Where do new pages come from?",
  question: null,
  program:
    "heap = mmap(0x10000000, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)\nmremap(heap, PAGE, 2*PAGE, MREMAP_MAYMOVE)\n",
  story: ["The mapping is longer afterwards."],
  aha: "A promise costs no frame.",
  kernels: ["6.12", "6.18", "7.2"],
  outcomes: [{ facts: [{ fact: "result", call: 2, is: "ok" }] }],
  sources: [],
  neighbours: [],
  ...patch,
});

const ids = (entries: readonly Entry[]): readonly string[] => entries.map((entry) => entry.scenario.id);

const split = scenario({
  id: "two",
  title: "Half a train",
  chapter: 8,
  ask: "Does a failing move grow anything?",
  outcomes: [
    { kernels: ["6.12"], facts: [{ fact: "result", call: 2, is: "EFAULT" }] },
    { kernels: ["6.18", "7.2"], facts: [{ fact: "result", call: 2, is: "ok" }] },
  ],
});
const ENTRIES = [entryOf(scenario({})), entryOf(split)];

describe("what a scenario can be found by", () => {
  it("is read from its program and its outcomes", () => {
    const [grow, train] = ENTRIES;
    expect(grow?.calls).toEqual(["mmap", "mremap"]);
    expect(grow?.flags).toEqual(["MAP_ANONYMOUS", "MAP_PRIVATE", "MREMAP_MAYMOVE"]);
    expect(grow?.errnos).toEqual([]);
    expect(train?.errnos).toEqual(["EFAULT"]);
  });

  it("says at which kernels the outcome changes, and where an errno belongs", () => {
    expect(ENTRIES.map(({ changes }) => changes)).toEqual([[], ["6.18"]]);
    expect(errnosOf(split, "6.12")).toEqual(["EFAULT"]);
    expect(errnosOf(split, "7.2")).toEqual([]);
  });

  it("names a range of kernels by its ends, in the order of the releases", () => {
    expect(kernelRange(["7.2", "6.12"])).toBe("6.12 … 7.2");
    expect(kernelRange(["7.3"])).toBe("7.3");
  });
});

describe("search", () => {
  it("takes the small words and the endings off a question", () => {
    expect(wordsOf("Why does growing fail?")).toEqual(["grow", "fail"]);
    expect(wordsOf("what is it")).toEqual(["what", "is", "it"]);
  });

  it("wants every word, and puts titles first", () => {
    expect(ids(search(ENTRIES, { ...NO_FILTERS, query: "grow" }).entries)).toEqual(["one", "two"]);
    expect(ids(search(ENTRIES.toReversed(), { ...NO_FILTERS, query: "grow" }).entries)).toEqual([
      "one",
      "two",
    ]);
    const both = search(ENTRIES, { ...NO_FILTERS, query: "growing trains" });
    expect([ids(both.entries), both.allWords]).toEqual([["two"], true]);
  });

  it("offers what has some of the words when nothing has all, and says so", () => {
    const { entries, allWords } = search(ENTRIES, { ...NO_FILTERS, query: "train zebra" });
    expect([ids(entries), allWords]).toEqual([["two"], false]);
    expect(search(ENTRIES, { ...NO_FILTERS, query: "zebra" })).toEqual({ entries: [], allWords: true });
  });

  it("finds flags, calls and errnos as they are written", () => {
    expect(ids(search(ENTRIES, { ...NO_FILTERS, query: "efault" }).entries)).toEqual(["two"]);
    expect(search(ENTRIES, { ...NO_FILTERS, query: "MREMAP_MAYMOVE" }).entries).toHaveLength(2);
  });

  it("narrows by each filter, and by all together", () => {
    const by = (patch: Partial<typeof NO_FILTERS>) =>
      ids(search(ENTRIES, { ...NO_FILTERS, ...patch }).entries);
    expect(by({ call: "mremap" })).toEqual(["one", "two"]);
    expect(by({ call: "munmap" })).toEqual([]);
    expect(by({ flag: "MREMAP_FIXED" })).toEqual([]);
    expect(by({ errno: "EFAULT" })).toEqual(["two"]);
    expect(by({ errno: "EFAULT", kernel: "7.2" })).toEqual([]);
    expect(by({ errno: "EFAULT", kernel: "6.12" })).toEqual(["two"]);
    expect(by({ kernel: "5.4" })).toEqual([]);
    expect(by({ differs: true })).toEqual(["two"]);
  });

  it("counts by chapter and lists what there is to choose", () => {
    expect([...countByChapter(ENTRIES)]).toEqual([
      [1, 1],
      [8, 1],
    ]);
    expect(choicesOf(ENTRIES, "errnos")).toEqual(["EFAULT"]);
  });
});

describe("the whole library", () => {
  const entries = LIBRARY.map((one) => entryOf(one));

  it.each(LIBRARY)("finds $id by its own question", ({ id, ask }) => {
    expect(ids(search(entries, { ...NO_FILTERS, query: ask }).entries).slice(0, 3)).toContain(id);
  });
});
