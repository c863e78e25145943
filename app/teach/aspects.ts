import { PAGE_SIZE, hex, vpnOf } from "#engine/addr.ts";
import type { CallResult } from "#engine/calls.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { pageRuns } from "#engine/pagesView.ts";
import { permsOf } from "#engine/vmFlags.ts";
import type { Step } from "#timeline/timeline.ts";
import { marksOf } from "./marks.ts";
import { frameAt, pagesPicture } from "./pages.ts";

/**
 * What can be said of a machine after a call. Each aspect is a list of plain sentences; two kernels differ in an
 * aspect where their lists do.
 */
export type Aspect = readonly string[];

/** From here on a result is an address. */
const FIRST_ADDRESS = 0x1_0000n;

const resultText = (result: CallResult): string => {
  switch (result.kind) {
    case "ok":
      return `returns ${result.value >= FIRST_ADDRESS ? hex(result.value) : result.value}`;
    case "failed":
      return `fails with ${result.errno}`;
    case "signal":
      return `gets ${result.info.signal}`;
    case "blocked":
      return "sleeps";
    case "notModelled":
      return "is not modelled";
  }
};

/** Longer mappings are not drawn page by page. */
const MOST_PAGES = 16;
/** Above lies what every program has: the vdso, the stack. */
const TOP = 0x7000_0000_0000;

const plural = (count: number, one: string, many = `${one}s`): string => {
  if (count === 0) return `no ${one}`;
  return count === 1 ? `1 ${one}` : `${count.toLocaleString("en")} ${many}`;
};

const mmOf = (machine: Machine): Mm | null => {
  const task = [...machine.tasks.values()][0];
  return (task && machine.mms.get(task.mm)) ?? null;
};

const rangesOf = ({ vmas }: Mm): readonly string[] =>
  [...vmas.entries()].map(({ start, end }) => `${start} ${end}`);

/** Mappings that the program did not find when it began. */
const made = (before: Mm, mm: Mm): Aspect => {
  const known = new Set(rangesOf(before));
  const count = rangesOf(mm).filter((range) => !known.has(range)).length;
  return [`${plural(count, "mapping")} made by the program`];
};

const below = (mm: Mm) => [...mm.vmas.entries()].filter(({ start }) => start < TOP);

/** Where mappings begin, and how long they are. */
const bounds = (mm: Mm): Aspect =>
  below(mm).map(({ start, end, value }) => {
    const pages = plural((end - start) / PAGE_SIZE, "page");
    return `the mapping at ${hex(BigInt(start))} has ${pages} (${permsOf(value.flags)})`;
  });

/** What short mappings hold; the letters are those of the questions. */
const contents = (machine: Machine, mm: Mm): Aspect =>
  below(mm).flatMap(({ start, end }) => {
    const pages = (end - start) / PAGE_SIZE;
    if (pages > MOST_PAGES) return [];
    return [`at ${hex(BigInt(start))}: ${pagesPicture(machine, mm, start, pages)}`];
  });

const LEVELS = [
  ["pud", 512 * 512, "table of 1 GiB", "tables of 1 GiB"],
  ["pmd", 512, "whole table", "whole tables"],
  ["hugePmd", 512, "huge entry", "huge entries"],
  ["pte", 1, "single entry", "single entries"],
] as const;

const moved = (step: Step): Aspect => {
  const parts = LEVELS.flatMap(([level, under, one, many]) => {
    let count = 0;
    for (const event of step.events) {
      if (event.kind !== "ptesMoved" || event.level !== level) continue;
      count += level === "pte" ? event.entries : event.pages / under;
    }
    return count === 0 ? [] : [plural(count, one, many)];
  });
  return parts.length === 0 ? [] : [`carries ${parts.join(" and ")}`];
};

const entriesWhere = (mm: Mm, wanted: (run: { write: boolean; uffdWp: boolean }) => boolean): number =>
  [...mm.pageTable.entries.entries()].reduce((sum, { start, end, value }) => {
    const write = value.kind === "present" && value.write;
    return sum + (wanted({ write, uffdWp: value.uffdWp }) ? end - start : 0);
  }, 0);

const kib = (pages: number): string => `${(pages * 4).toLocaleString("en")} kB`;

/** Messages of userfaultfd that the call left to be read. */
const told = (step: Step): Aspect =>
  step.events.flatMap((event) => {
    if (event.kind !== "uffdQueued") return [];
    const fields = Object.entries(event.message.fields).map(([name, value]) => `${name} ${fieldText(value)}`);
    return [`the monitor is told: ${[event.message.event, ...fields].join(", ")}`];
  });

const fieldText = (value: number | string): string =>
  typeof value === "number" ? hex(BigInt(value)) : value;

/** A page that had a frame before the call, and after it has another one or still the same. */
const frames = (before: Mm, mm: Mm): Aspect =>
  pageStarts(before).flatMap((addr) => {
    const [old, now] = [frameAt(before, addr), frameAt(mm, addr)];
    if (old === null || now === null) return [];
    return [
      `the page at ${hex(BigInt(addr))} ${old === now ? "keeps its frame" : "is copied to a new frame"}`,
    ];
  });

/** First pages of the runs of entries. */
const pageStarts = (mm: Mm): readonly number[] =>
  [...mm.pageTable.entries.entries(0, vpnOf(TOP))].map(({ start }) => start * PAGE_SIZE);

const BITS: ReadonlyMap<string, string> = new Map([
  ["P", "present"],
  ["S", "swapped"],
  ["F", "of a file"],
  ["X", "mapped once"],
  ["D", "soft-dirty"],
  ["W", "write-protected"],
  ["G", "a guard"],
  ["H", "huge"],
  ["Z", "the zero page"],
]);

/** The page table as /proc/PID/pagemap and kpageflags show it. */
const pagemap = (machine: Machine, mm: Mm): Aspect =>
  pageRuns(machine, mm, 0, vpnOf(TOP)).map(({ vpn, pages, bits }) => {
    const at = `${plural(pages, "page")} at ${hex(BigInt(vpn * PAGE_SIZE))}`;
    return `pagemap, ${at}: ${Array.from(bits, (bit) => BITS.get(bit) ?? bit).join(", ")}`;
  });

/** What the program found when it began is no difference that a call made. */
const newMarks = (initial: Machine, first: Mm, machine: Machine, mm: Mm): Aspect => {
  const known = new Set(marksOf(initial, first, TOP));
  return marksOf(machine, mm, TOP).filter((mark) => !known.has(mark));
};

/** What can be said about the machine after a call, the plainest first. */
export const aspectsOf = (step: Step, initial: Machine): readonly Aspect[] => {
  const result: Aspect = [resultText(step.result)];
  const [first, before, mm] = [mmOf(initial), mmOf(step.before), mmOf(step.after)];
  if (first === null || before === null || mm === null) return [result];
  const writable = entriesWhere(mm, ({ write }) => write);
  const protectedPages = entriesWhere(mm, ({ uffdWp }) => uffdWp);
  return [
    result,
    told(step),
    made(first, mm),
    [`VmLck is ${kib(mm.lockedVm)}`],
    [`Committed_AS has grown by ${kib(step.after.committed - initial.committed)}`],
    [`${kib(mm.rss.anon - first.rss.anon)} of memory in use`],
    moved(step),
    [`${plural(protectedPages, "page")} write-protected by userfaultfd`],
    bounds(mm),
    contents(step.after, mm),
    newMarks(initial, first, step.after, mm),
    [`${plural(writable, "page")} can be written without a fault`],
    frames(before, mm),
    pagemap(step.after, mm),
  ];
};
