import { expect, it } from "vitest";
import { ghostBetween } from "./ghost.ts";
import { layoutOf } from "./layout.ts";
import { DONTUNMAP, FIXED, MAYMOVE, mmap, mremap, runCalls, store } from "./testRun.ts";

const START = [mmap("heap", 0x1000_0000, 4), store(0x1000_0000, 4, "A")] as const;
const flags = MAYMOVE + FIXED;
const moved = runCalls([...START, mremap("to", 0x1000_0000, 4, 4, flags, 0x5000_0000)]);
const kept = runCalls([...START, mremap("to", 0x1000_0000, 4, 4, flags + DONTUNMAP, 0x5000_0000)]);
const layout = layoutOf(kept, { width: 900, orientation: "wide" });

const said = (here: typeof moved, there: typeof moved): readonly string[] => {
  const [a, b] = [here.steps.at(-1), there.steps.at(-1)];
  if (a === undefined || b === undefined) throw new Error("no steps");
  return ghostBetween(a.after, b.after, layout, a.names).map(({ key, shape }) => `${key} ${shape}`);
};

it("outlines what the other outcome has not, or has more", () => {
  expect(said(kept, moved)).toEqual([`vma ${0x1000_0000} gone`]);
  expect(said(moved, kept)).toEqual([`vma ${0x1000_0000} added`]);
});

it("says nothing where nothing differs", () => {
  expect(said(kept, kept)).toEqual([]);
});

it("marks entries that are set on one side only", () => {
  const [first] = kept.steps;
  const filled = kept.steps[1];
  if (first === undefined || filled === undefined) throw new Error("no steps");
  const marks = ghostBetween(first.after, filled.after, layout, first.names);
  expect(marks.map(({ of, shape }) => `${of} ${shape}`)).toEqual(Array(4).fill("token added"));
});
