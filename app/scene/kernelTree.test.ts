import { describe, expect, it } from "vitest";
import { kernelTree } from "./kernelTree.ts";
import { DONTUNMAP, FIXED, MAYMOVE, mmap, mremap, runCalls, store } from "./testRun.ts";
import { eventsDone, stageIndexAt, timingOf } from "./timing.ts";

const HEAP = 0x1000_0000;
const TO = 0x5000_0000;

const stepOf = (flags: number) =>
  runCalls([mmap("heap", HEAP, 8), store(HEAP, 8, "A"), mremap("to", HEAP, 8, 8, flags, TO)]).steps[2]!;

const rowOf = (flags: number, fn: string, t: number) =>
  kernelTree(stepOf(flags), t).find((row) => row.fn === fn);

describe("kernelTree", () => {
  it("has every function of the call from the start, most of them pending", () => {
    const rows = kernelTree(stepOf(MAYMOVE + FIXED), 0);
    expect(rows[0]).toMatchObject({ fn: "mremap", depth: 0 });
    expect(rows.find((row) => row.fn === "move_page_tables")?.state).toBe("pending");
  });

  it("counts the entries that have moved", () => {
    expect(rowOf(MAYMOVE + FIXED + DONTUNMAP, "move_ptes", 0)?.note).toBe("0 / 8");
    expect(rowOf(MAYMOVE + FIXED + DONTUNMAP, "move_ptes", 1)?.note).toBe("8 / 8");
  });

  it("keeps the function that flushes as the current one to the end of the flush", () => {
    const step = stepOf(MAYMOVE + FIXED + DONTUNMAP);
    const flush = timingOf(step).stages.find((stage) => stage.kind === "tlb")!;
    for (const u of [0, 0.5, 0.75, 0.99]) {
      const rows = kernelTree(step, flush.start + (flush.end - flush.start) * u);
      expect(rows.find((row) => row.state === "now")?.fn).toBe("move_ptes");
    }
  });

  it("marks one function as the one that runs", () => {
    for (let t = 0.05; t < 1; t += 0.1) {
      const now = kernelTree(stepOf(MAYMOVE + FIXED), t).filter((row) => row.state === "now");
      expect(now.length).toBeLessThanOrEqual(1);
    }
  });

  it("shows the errno where the call ended", () => {
    const failed = kernelTree(stepOf(FIXED), 1).filter((row) => row.failed);
    expect(failed.map((row) => [row.fn, row.note])).toEqual([["check_mremap_params", "EINVAL"]]);
    expect(failed[0]?.checks.at(-1)?.state).toBe("failed");
  });
});

describe("timingOf", () => {
  it("covers [0, 1] without a gap and all events in order", () => {
    const step = stepOf(MAYMOVE + FIXED);
    const { stages } = timingOf(step);
    expect(stages[0]?.start).toBe(0);
    expect(stages.at(-1)?.end).toBe(1);
    stages.slice(1).forEach((stage, i) => {
      expect(stage.start).toBe(stages[i]?.end);
      expect(stage.from).toBe(stages[i]?.to);
    });
    expect(eventsDone(timingOf(step), 1)).toBe(step.events.length);
    expect(eventsDone(timingOf(step), 0)).toBe(0);
  });

  it("finds the stage of any t", () => {
    const timing = timingOf(stepOf(MAYMOVE + FIXED));
    expect(stageIndexAt(timing, 0)).toBe(0);
    expect(stageIndexAt(timing, 1)).toBe(timing.stages.length - 1);
    timing.stages.forEach((stage, i) => expect(stageIndexAt(timing, (stage.start + stage.end) / 2)).toBe(i));
  });
});
