import { PAGE_SIZE, hex, vpnOf } from "#engine/addr.ts";
import type { CallResult } from "#engine/calls.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { pageRuns } from "#engine/pagesView.ts";
import { mapsEntry } from "#engine/procMaps.ts";
import { permsOf } from "#engine/vmFlags.ts";
import type { Step } from "#timeline/timeline.ts";
import { pagesPicture } from "./pages.ts";

/** From here on a result is an address. */
const FIRST_ADDRESS = 0x1_0000n;

const resultText = (result: CallResult): string => {
  switch (result.kind) {
    case "ok":
      return result.value >= FIRST_ADDRESS ? hex(result.value) : `returns ${result.value}`;
    case "failed":
      return result.errno;
    case "signal":
      return result.info.signal;
    case "blocked":
      return "sleeps";
    case "notModelled":
      return "not modelled";
  }
};

/** Longer mappings are not drawn page by page. */
const MOST_PAGES = 16;
/** Above lies what every program has: the vdso, the stack. */
const TOP = 0x7000_0000_0000;

const mmOf = (machine: Machine): Mm | null => {
  const task = [...machine.tasks.values()][0];
  return (task && machine.mms.get(task.mm)) ?? null;
};

/** What is mapped, in the words of the map: permissions, length, and what short mappings hold. */
const mappings = (machine: Machine, mm: Mm): string =>
  [...mm.vmas.entries()]
    .filter(({ start }) => start < TOP)
    .map(({ start, end, value }) => {
      const pages = (end - start) / PAGE_SIZE;
      const content = pages <= MOST_PAGES ? ` ${pagesPicture(machine, mm, start, pages)}` : "";
      return `${hex(BigInt(start))} ${permsOf(value.flags)} ${pages}${content}`;
    })
    .join("\n");

const moved = (step: Step): string => {
  const counts = new Map<string, number>();
  for (const event of step.events) {
    if (event.kind === "ptesMoved") counts.set(event.level, (counts.get(event.level) ?? 0) + 1);
  }
  const names: Readonly<Record<string, string>> = {
    pte: "entries",
    pmd: "whole tables",
    pud: "1 GiB tables",
    hugePmd: "huge entries",
  };
  return [...counts.keys()].map((level) => names[level] ?? level).join(", ");
};

const protectedPages = (mm: Mm): number =>
  [...mm.pageTable.entries.entries()].reduce(
    (sum, { start, end, value }) => sum + (value.uffdWp ? end - start : 0),
    0,
  );

/** What one may do now without a fault: pages whose entries let a store pass. */
const writablePages = (mm: Mm): number =>
  [...mm.pageTable.entries.entries()].reduce(
    (sum, { start, end, value }) => sum + (value.kind === "present" && value.write ? end - start : 0),
    0,
  );

const span = (start: number, end: number): string => `${hex(BigInt(start))}-${end.toString(16)}`;

/** Names and marks of the mappings, as maps and smaps have them. */
const marks = (machine: Machine, mm: Mm): string =>
  [...mm.vmas.entries()]
    .map(({ value }) => mapsEntry(machine, mm, value))
    .filter(({ start }) => start < TOP)
    .map(({ start, end, name, flagWords }) => `${span(start, end)} ${flagWords} ${name}`.trim())
    .join("\n");

/** The page table as pagemap and kpageflags show it. */
const pagemap = (machine: Machine, mm: Mm): string =>
  pageRuns(machine, mm, 0, vpnOf(TOP))
    .map(({ vpn, pages, frame, bits }) => {
      const where = frame === null ? "no frame" : `frame ${frame.toString(16)}`;
      return `${hex(BigInt(vpn * PAGE_SIZE))} ${pages} ${bits} ${where}`;
    })
    .join("\n");

const kib = (pages: number): string => `${pages * 4} kB`;

/** Messages of userfaultfd that the call left to be read. */
const told = (step: Step): string =>
  step.events
    .flatMap((event) => (event.kind === "uffdQueued" ? [event.message] : []))
    .map(({ event, fields }) => `${event} ${Object.values(fields).map(fieldText).join(" ")}`)
    .join("\n");

const fieldText = (value: number | string): string =>
  typeof value === "number" ? hex(BigInt(value)) : value;

/** What the program found when it began is no difference that a call made. */
const since = (initial: Machine, lines: (machine: Machine, mm: Mm) => string, now: Machine): string => {
  const [before, mm] = [mmOf(initial), mmOf(now)];
  const known = new Set(before === null ? [] : lines(initial, before).split("\n"));
  const all = mm === null ? [] : lines(now, mm).split("\n");
  return all.filter((line) => !known.has(line)).join("\n");
};

/** What can be said about the machine after a call, the plainest first. */
export const aspectsOf = (
  step: Step,
  initial: Machine,
): readonly (readonly [about: string, is: string])[] => {
  const mm = mmOf(step.after);
  const result = ["", resultText(step.result)] as const;
  if (mm === null) return [result];
  return [
    result,
    ["userfaultfd says:", told(step)],
    ["", `${mm.vmas.size} mappings`],
    ["VmLck", kib(mm.lockedVm)],
    ["promised", kib(step.after.committed)],
    ["in memory", kib(mm.rss.anon)],
    ["carried", moved(step)],
    ["write-protected", `${protectedPages(mm)} pages`],
    ["", mappings(step.after, mm)],
    ["in smaps:", since(initial, marks, step.after)],
    ["may be written at once:", `${writablePages(mm)} pages`],
    ["in pagemap:", since(initial, pagemap, step.after)],
  ];
};
