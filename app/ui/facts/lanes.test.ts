import { expect, test } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { aliasesOf } from "./colours.ts";
import { costBefore, costOf } from "./costs.ts";
import { shownMm } from "./find.ts";
import { gaugesOf } from "./gauges.ts";
import { mappersOf } from "./mappers.ts";
import { pteValueOf } from "./pteBits.ts";
import { relevantTo } from "./relevant.ts";
import { smapsRows } from "./smaps.ts";
import { threadLanes } from "./threads.ts";
import { tlbRows } from "./tlb.ts";

const MAP = "PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)";
const HEAP = `heap = mmap(0x10000000, 8*PAGE, ${MAP}\nstore(heap, 8*PAGE, 'A')\n`;
const MOVE = "to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x50000000)\n";
const run = (text: string) => runProgram(parseScenario(text).program);
const last = <T>(list: readonly T[]): T => list.at(-1)!;

test("a move by entries costs entries and a flush, and copies nothing", () => {
  const timeline = run(HEAP + MOVE);
  const cost = costOf(last(timeline.steps).events);
  expect(cost.entries).toMatchObject({ count: 8, where: ["move_ptes"] });
  expect(cost.tables.count).toBe(0);
  expect(cost.bytes.count).toBe(0);
  expect(cost.flushes.where).toContain("move_ptes");
  expect(costBefore(timeline, 2).entries).toBe(8);
});

test("a move by tables counts tables, and copy on write counts bytes", () => {
  const big = `heap = mmap(0x40000000, 1024*PAGE, ${MAP}\nstore(heap, PAGE, 'A')\nstore(heap + 600*PAGE, PAGE, 'B')\nmremap(heap, 1024*PAGE, 1024*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x80000000)\n`;
  expect(costOf(last(run(big).steps).events).tables).toEqual({ count: 2, where: ["move_normal_pmd"] });
  const cow = costOf(last(run(`${HEAP}fork()\nstore(heap, 2*PAGE, 'B')\n`).steps).events);
  expect(cow.bytes.count).toBe(2 * 4096);
});

test("the TLB holds what was touched until the flush", () => {
  const timeline = run(HEAP + MOVE);
  const move = last(timeline.steps);
  const before = tlbRows(timeline, 1, move, 0);
  expect(before).toMatchObject([{ vpn: 0x10000, pages: 8, struck: null }]);
  const after = tlbRows(timeline, 1, move, move.events.length);
  expect(after).toMatchObject([{ vpn: 0x10000, pages: 8, struck: "move_ptes" }]);
});

test("a frame is named by entries of both processes after fork", () => {
  const machine = last(run(`${HEAP}fork()\n`).steps).after;
  const entry = shownMm(machine)!.pageTable.entries.at(0x10000)!;
  const pfn = entry.value.kind === "present" ? entry.value.pfn : -1;
  expect(mappersOf(machine, pfn, 9).map((one) => one.kind === "entry" && one.process)).toEqual([1, 2]);
});

test("a memfd mapped twice: the page cache and two colours", () => {
  const timeline = run(`fd = memfd_create("m", 0)
ftruncate(fd, 4*PAGE)
a = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, fd, 0)
b = mmap(0x10005000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, fd, 0)
store(a, PAGE, 'A')
load(b, PAGE)
`);
  const machine = last(timeline.steps).after;
  const [alias] = aliasesOf(machine, shownMm(machine)!);
  expect(alias).toMatchObject({ clash: true, pages: [{ colour: 0 }, { colour: 1 }] });
  expect(mappersOf(machine, alias!.pfn, 9)[0]).toMatchObject({ kind: "cache", page: 0 });
  expect(relevantTo(timeline)).toMatchObject({ cache: true, uffd: false, threads: false });
});

test("smaps: shared or private, dirty, and a part of Pss", () => {
  const forked = last(run(`${HEAP}fork()\n`).steps).after;
  const mm = shownMm(forked)!;
  const rows = smapsRows(forked, mm, mm.vmas.at(0x10000000)!.value);
  const value = (name: string) => rows.find((row) => row.name === name)?.value;
  expect([value("Rss"), value("Pss"), value("Shared_Dirty"), value("Private_Dirty")]).toEqual([
    "32 kB",
    "16 kB",
    "32 kB",
    "0 kB",
  ]);
});

test("an entry as 64 bits", () => {
  const mm = shownMm(last(run(HEAP).steps).after)!;
  const pte = pteValueOf(mm, 0x10000)!;
  expect(pte.value & 1n).toBe(1n);
  expect(pte.value >> 63n).toBe(1n);
  expect(pte.fields.find(({ name }) => name === "pfn")?.value).toBe(Number((pte.value >> 12n) & 0xffffffffn));
  expect(pteValueOf(mm, 0x20000)).toBe(null);
});

test("gauges stand where a limit does", () => {
  const machine = last(run(`${HEAP}mlock(heap, 4*PAGE)\n`).steps).after;
  expect(gaugesOf(machine, shownMm(machine)!)).toMatchObject([{ name: "VmLck", value: 4 }]);
});

test("a thread that faults on watched memory sleeps from then on", () => {
  const timeline = run(`heap = mmap(0x10000000, 4*PAGE, ${MAP}
uffd = userfaultfd(O_CLOEXEC)
ioctl(uffd, UFFDIO_API)
ioctl(uffd, UFFDIO_REGISTER, {heap, 4*PAGE, MISSING})
thread worker: load(heap, PAGE)
mprotect(heap + 3*PAGE, PAGE, PROT_READ)
`);
  expect(relevantTo(timeline)).toMatchObject({ uffd: true, threads: true });
  const worker = threadLanes(timeline).find(({ name }) => name === "worker");
  expect(worker?.parts.map(({ kind, to }) => [kind, to])).toEqual([
    ["runs", 5],
    ["sleeps", 6],
  ]);
});
