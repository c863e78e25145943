import { describe, expect, it } from "vitest";
import { FIXED, MAYMOVE, mmap, mremap, runCalls, store, type TestCall } from "./testRun.ts";
import { treeHistoryOf, type Tables } from "./treeHistory.ts";

const historyOf = (calls: readonly TestCall[]) => {
  const timeline = runCalls(calls);
  const history = treeHistoryOf(timeline, 1);
  const after = (call: number): Tables => {
    const step = timeline.steps[call];
    if (step === undefined) throw new Error("no such call");
    return history.at(step, step.events.length);
  };
  return { history, timeline, after };
};
const pages = (n: number): number => n * 4096;

describe("tables of a run", () => {
  it("a PMD move hangs the same PTE table under another entry", () => {
    const { after } = historyOf([
      mmap("a", 0x4000_0000, 512),
      store(0x4000_0000, 3, "A"),
      mremap("b", 0x4000_0000, 512, 512, MAYMOVE | FIXED, 0x8020_0000),
    ]);
    const [before] = after(1).hanging;
    const [moved] = after(2).hanging;
    expect(before?.index).toBe(0x4000_0000 / 0x20_0000);
    expect(moved).toEqual({ ...before, index: 0x8020_0000 / 0x20_0000 });
    // The PMD table of the source goes with its last mapping; the destination has its own.
    expect([...after(2).pmds.keys()]).toEqual([2]);
  });

  it("a PUD move takes the PMD table along", () => {
    const gib = 0x4000_0000;
    const { after } = historyOf([
      mmap("a", gib, 262_144, 0x4032),
      store(gib + pages(700), 1, "A"),
      mremap("b", gib, 262_144, 262_144, MAYMOVE | FIXED, 4 * gib),
    ]);
    expect(after(2).pmds.get(4)).toBe(after(1).pmds.get(1));
    expect(after(2).hanging[0]?.id).toBe(after(1).hanging[0]?.id);
  });

  it("entry by entry the destination gets a table of its own", () => {
    const { after, history } = historyOf([
      mmap("a", 0x1000_0000, 8),
      store(0x1000_0000, 8, "A"),
      mremap("b", 0x1000_0000, 8, 8, MAYMOVE | FIXED, 0x5000_0000),
    ]);
    expect(after(2).hanging).toHaveLength(1);
    expect(after(2).hanging[0]?.id).not.toBe(after(1).hanging[0]?.id);
    expect(history.all.some((tables) => tables.hanging.length === 2)).toBe(true);
  });
});
