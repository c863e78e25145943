import { expect, test } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { countersOf } from "./accounting.ts";
import { mappersOf } from "./mappers.ts";
import { contentText, entryAt, frameOf, frameRows, pageRows } from "./page.ts";
import { findVma, shownMm, vmaAt } from "./find.ts";
import { presentPages, vmaRows } from "./vma.ts";

const TEXT = `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
load(heap + 2*PAGE, PAGE)
to = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x50000000)
`;
const { steps } = runProgram(parseScenario(TEXT).program);
const [, , read, move] = steps;
const machine = read!.after;
const mm = shownMm(machine)!;
const heap = vmaAt(machine, 0x10001000)!;
const VPN = 0x10000;

const row = (rows: readonly { name: string; value: string }[], name: string): string | undefined =>
  rows.find((one) => one.name === name)?.value;

test("a mapping as smaps has it", () => {
  const rows = vmaRows(machine, mm, heap);
  expect(row(rows, "Range")).toBe("1000 0000 – 1000 4000");
  expect(row(rows, "Permissions")).toBe("rw-p");
  expect(row(rows, "VmFlags")).toMatch(/^rd wr mr mw me ac/);
  expect(row(rows, "Watched by")).toBeUndefined();
});

test("present pages are those with a frame or the zero page", () => {
  expect(presentPages(mm, heap)).toBe(3);
  expect(findVma(machine, heap.id)?.start).toBe(heap.start);
  expect(findVma(machine, -1)).toBe(null);
});

test("entries: frames, the zero page, none, no mapping", () => {
  expect(row(pageRows(mm, VPN), "Entry")).toBe("present");
  expect(row(pageRows(mm, VPN + 2), "Entry")).toBe("zero page");
  expect(row(pageRows(mm, VPN + 3), "Entry")).toBe("none");
  expect(row(pageRows(mm, VPN + 9), "Entry")).toBe("no mapping here");
  expect(entryAt(mm, VPN + 1)?.pfn).toBe((entryAt(mm, VPN)?.pfn ?? 0) + 1);
});

test("a frame and who maps it, before and after the move", () => {
  const pfn = entryAt(mm, VPN)!.pfn!;
  expect(frameOf(machine, pfn)?.run.mapcount).toBe(1);
  expect(row(frameRows(machine, pfn)!, "Content")).toBe("'A'");
  expect(mappersOf(machine, pfn, 8)).toEqual([{ kind: "entry", mm: mm.id, process: 1, vpn: VPN }]);
  expect(mappersOf(move!.after, pfn, 8)).toMatchObject([{ vpn: 0x50000 }]);
  expect(contentText(0n)).toBe("0");
});

test("counters and how far a call moved them", () => {
  const [first] = steps;
  const counters = countersOf(first!.before, first!.after, shownMm(first!.after)!);
  expect(counters.find(({ name }) => name === "VmSize")?.delta).toBe(4);
  expect(counters.find(({ name }) => name === "RssAnon")?.delta).toBe(0);
  expect(counters.some(({ name }) => name === "RssFile")).toBe(false);
});
