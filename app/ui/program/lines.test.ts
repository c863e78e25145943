import { expect, test } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { linesOf } from "./lines.ts";
import { identityOfLine, lineOf } from "./linked.ts";

const TEXT = `# two mappings
heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, PAGE, 'A')
other = mremap(heap, PAGE, PAGE, MREMAP_FIXED, 0x50000000)
`;
const timeline = runProgram(parseScenario(TEXT).program);
const end = timeline.steps[2]!.after;

test("lines carry the calls they hold, and results only of what has happened", () => {
  const lines = linesOf(TEXT, timeline, 1, 0.5);
  expect(lines.map(({ step }) => step?.call.name ?? null)).toEqual([null, "mmap", "store", "mremap"]);
  expect(lines.map(({ result }) => result?.short ?? null)).toEqual([null, "0x10000000", "…", null]);
  expect(lines.findIndex(({ current }) => current)).toBe(2);
});

test("between calls the one that has ended is the current one; a failure shows its errno", () => {
  const lines = linesOf(TEXT, timeline, 3, 0);
  expect(lines.findIndex(({ current }) => current)).toBe(3);
  expect(lines[3]?.result?.short).toBe("EINVAL");
  expect(linesOf(TEXT, timeline, 0, 0).some(({ current }) => current)).toBe(false);
});

test("a line and the mapping that it named light up together", () => {
  const identity = identityOfLine(2, timeline.steps[0]!, end);
  expect(identity.kind).toBe("vma");
  expect(lineOf(identity, timeline, end)).toBe(2);
  expect(lineOf({ kind: "page", vpn: 0x10001 }, timeline, end)).toBe(2);
  expect(identityOfLine(4, timeline.steps[2]!, end)).toEqual({ kind: "line", line: 4 });
  expect(lineOf({ kind: "frame", pfn: 1 }, timeline, end)).toBe(null);
});

test("what the memory map should be is judged when the run has come there, and said where it is not so", () => {
  const text = `${TEXT}expect maps heap, 2*PAGE, rw-p\nexpect maps heap, PAGE, none\n`;
  const run = runProgram(parseScenario(text).program);
  const at = (done: number) => linesOf(text, run, done, 0).map(({ result, fails }) => [result?.short, fails]);
  expect(at(2)[4]).toEqual([undefined, null]);
  expect(at(3)[4]).toEqual(["holds", null]);
  expect(at(3)[5]).toEqual(["differs", "The engine disagrees. There is 0x10000000-0x10002000 rw-p."]);
});
