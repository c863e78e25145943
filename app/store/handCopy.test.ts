import { describe, expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { type HandCopy, copyByHand } from "./handCopy.ts";

const START = `heap = mmap(0x10000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 8*PAGE, 'A')
`;

const timelineOf = (text: string) => runProgram(parseScenario(text).program);

const byHand = (last: string, start = START): HandCopy => {
  const text = `${start}${last}\n`;
  const { steps } = timelineOf(text);
  const step = steps.at(-1);
  if (step === undefined) throw new Error("no step");
  return copyByHand(text, step, steps.at(-2)?.names ?? new Map());
};

const linesOf = (copy: HandCopy): readonly string[] =>
  copy.ok ? copy.text.trimEnd().split("\n").slice(2) : [copy.why];

describe("a move by hand", () => {
  it("maps, copies and unmaps", () => {
    expect(
      linesOf(byHand("to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x50000000)")),
    ).toEqual([
      "to = mmap(0x50000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
      "memcpy(to, heap, 8*PAGE)",
      "munmap(heap, 8*PAGE)",
    ]);
  });

  it("keeps the old mapping where the call does, and the variable that the program goes on with", () => {
    const lines = linesOf(byHand("heap = mremap(heap, 8*PAGE, 16*PAGE, MREMAP_MAYMOVE)"));
    expect(lines).toEqual([
      "copy = mmap(NULL, 16*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
      "memcpy(copy, heap, 8*PAGE)",
      "munmap(heap, 8*PAGE)",
      "heap = copy",
    ]);
    const kept = byHand("to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP)");
    expect(linesOf(kept).at(-1)).toBe("madvise(heap, 8*PAGE, MADV_DONTNEED)");
  });

  it("gives back a program that runs to its end, with the thread of the call", () => {
    const start = `${START}`;
    const copy = byHand("thread gc: to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE)", start);
    expect(linesOf(copy)[1]).toBe("thread gc: memcpy(to, heap, 8*PAGE)");
    const timeline = timelineOf(copy.ok ? copy.text : "");
    expect(timeline.stopped).toBeNull();
    expect(timeline.steps.map(({ result }) => result.kind)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
  });

  it("says why there is none", () => {
    expect(linesOf(byHand("mremap(heap, 8*PAGE, 8*PAGE, MREMAP_FIXED, 0x50000000)"))).toEqual(["failed"]);
    expect(linesOf(byHand("load(heap, PAGE)"))).toEqual(["not-mremap"]);
  });
});
