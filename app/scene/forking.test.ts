import { describe, expect, it } from "vitest";
import { layoutOf } from "./layout.ts";
import { frameAt, planStep } from "./plan.ts";
import { mmap, runCalls, store } from "./testRun.ts";

const timeline = runCalls([mmap("heap", 0x1000_0000, 4), store(0x1000_0000, 3, "A"), [null, "fork"]]);
const [, , fork] = timeline.steps;

const planOf = (mm?: number) => {
  const layout = layoutOf(timeline, { width: 760, orientation: "wide", ...(mm === undefined ? {} : { mm }) });
  return planStep(fork!, layout, new Map());
};

describe("a fork", () => {
  it("splits every entry in two: the second half leaves, bound for the child, with a link to the same frame", () => {
    const plan = planOf();
    const stage = plan.stages.find(({ kind }) => kind === "split")!;
    const picture = frameAt(plan, (stage.start + stage.end) / 2);
    expect(picture.tokens).toHaveLength(3);
    expect(picture.overlay.block?.tokens.map(({ pfn }) => pfn)).toEqual(picture.tokens.map(({ pfn }) => pfn));
    expect(picture.overlay.block?.links).toHaveLength(3);
    expect(picture.frames.map(({ mapcount }) => mapcount)).toEqual([2, 2, 2]);
  });

  it("gives the child a picture of its own; the frames are there before", () => {
    const plan = planOf(2);
    const before = frameAt(plan, 0);
    expect([before.vmas.length, before.tokens.length, before.frames.length]).toEqual([0, 0, 3]);
    expect(frameAt(plan, 1).tokens).toHaveLength(3);
    expect(plan.layout.texts.some(({ text }) => text.startsWith("process 2"))).toBe(true);
  });
});
