import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import type { Fact, Question } from "#scenarios/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { checkFact, measure } from "./facts.ts";
import { differingPages, expectedAnswer, judge } from "./judge.ts";

const timelineOf = (flags: string) =>
  runProgram(
    parseScenario(`heap = mmap(0x10000000, 4*PAGE, READ|WRITE, PRIVATE|ANONYMOUS|FIXED)
store(heap, 3*PAGE, 'A')
to = mremap(heap, 4*PAGE, 4*PAGE, ${flags}, 0x50000000)
load(to + 3*PAGE, PAGE)
`).program,
  );
const kept = timelineOf("MAYMOVE|FIXED|DONTUNMAP");
const plain = timelineOf("MAYMOVE|FIXED");
const failed = timelineOf("FIXED");

const BASE = { id: "t", before: 3, prompt: "?", rule: "the rule" } as const;
const choose: Question = {
  ...BASE,
  kind: "choose",
  options: [
    { text: "gone", when: [{ fact: "pages", from: "heap", after: 3, are: "----" }] },
    { text: "empty", when: [{ fact: "pages", from: "heap", after: 3, are: "...." }] },
  ],
};
const count: Question = { ...BASE, kind: "count", unit: "entries", of: { count: "entriesMoved", call: 3 } };
const place: Question = { ...BASE, kind: "place", from: "to", pages: 4, after: 4, pieces: "A.z" };

describe("judge", () => {
  it("asks the run that is shown, so another flag has another right answer", () => {
    expect(judge(choose, "empty", kept)).toEqual({ right: true, expected: "empty", rule: "the rule" });
    expect(judge(choose, "empty", plain)).toMatchObject({ right: false, expected: "gone" });
    expect(judge(choose, "gone", plain).right).toBe(true);
  });

  it("has no right answer where none of the options came true", () => {
    expect(expectedAnswer(choose, failed)).toBeNull();
    expect(judge(choose, "gone", failed).right).toBe(false);
  });

  it("takes a number as a number", () => {
    expect(judge(count, " 03 ", kept).right).toBe(true);
    for (const wrong of ["", " ", "4", "three", "NaN"]) expect(judge(count, wrong, kept).right).toBe(false);
  });

  it("compares what was placed page by page", () => {
    expect(judge(place, "AAAz", kept).right).toBe(true);
    expect(judge(place, "AAA.", kept)).toMatchObject({ right: false, expected: "AAAz" });
    expect(differingPages("AAA.", "AAAz")).toEqual([3]);
    expect(differingPages("AAAz", "AAAz")).toEqual([]);
  });
});

describe("checkFact", () => {
  const holds = (fact: Fact, timeline = kept): boolean => checkFact(fact, timeline).holds;

  it.each<[string, Fact, Fact]>([
    ["results", { fact: "result", call: 3, is: "ok" }, { fact: "result", call: 3, is: "EINVAL" }],
    [
      "mappings",
      { fact: "vmas", from: "heap", pages: 4, after: 3, are: 1 },
      { fact: "vmas", from: "heap", pages: 4, after: 3, are: 0 },
    ],
    [
      "permissions",
      { fact: "perms", addr: "to", after: 3, are: "rw-p" },
      { fact: "perms", addr: "to", after: 3, are: "r--p" },
    ],
    [
      "frames that stay the same",
      { fact: "sameFrames", pages: 3, from: "heap", before: 2, to: "to", after: 3 },
      { fact: "sameFrames", pages: 3, from: "heap", before: 2, to: "heap", after: 3 },
    ],
    [
      "counters",
      { fact: "counter", counter: "totalVm", from: 2, after: 3, grew: 4 },
      { fact: "counter", counter: "totalVm", from: 2, after: 3, grew: 0 },
    ],
    [
      "addresses",
      { fact: "sameAddress", a: "to", b: 0x5000_0000, is: true },
      { fact: "sameAddress", a: "to", b: "heap", is: true },
    ],
    [
      "watching",
      { fact: "watched", addr: "to", after: 3, is: false },
      { fact: "watched", addr: "to", after: 3, is: true },
    ],
  ])("knows %s", (_, right, wrong) => {
    expect([holds(right), holds(wrong)]).toEqual([true, false]);
  });

  it("never holds where no frame is, or where the run does not get", () => {
    expect(holds({ fact: "sameFrames", pages: 1, from: "heap", before: 3, to: "heap", after: 3 })).toBe(
      false,
    );
    expect(holds({ fact: "result", call: 9, is: "ok" })).toBe(false);
    expect(holds({ fact: "sameAddress", a: "nobody", b: "nobody", is: true })).toBe(false);
    expect(measure({ count: "entriesMoved", call: 9 }, kept)).toBeNull();
  });
});
