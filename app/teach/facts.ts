import { PAGE_SIZE, vpnOf } from "#engine/addr.ts";
import type { CallResult } from "#engine/calls.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { permsOf } from "#engine/vmFlags.ts";
import type { Fact, Place, Quantity } from "#scenarios/scenario.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { frameAt, isPresent, pagesPicture } from "./pages.ts";

/** What a fact says beside what the engine says; `holds` when they are the same. */
export interface Checked {
  readonly holds: boolean;
  readonly stated: string;
  readonly found: string;
}

const NO_FRAME = "none";
const MISSING = "the run ends before this call";

/** A result in one word: ok, an errno, a signal, blocked, not modelled. */
const resultWord = (result: CallResult): string => {
  switch (result.kind) {
    case "ok":
      return "ok";
    case "failed":
      return result.errno;
    case "signal":
      return result.info.signal;
    case "blocked":
      return "blocked";
    case "notModelled":
      return "not modelled";
  }
};

/** The machine after call number `after`; 0 is the start. Null when the run does not get there. */
const machineAfter = (timeline: Timeline, after: number): Machine | null =>
  after === 0 ? timeline.initial : (timeline.steps[after - 1]?.after ?? null);

/** The memory of the first task: scenarios speak of one process unless they say otherwise. */
const firstMm = (machine: Machine): Mm | null => {
  const task = [...machine.tasks.values()][0];
  return (task && machine.mms.get(task.mm)) ?? null;
};

const compare = (stated: string, found: string | null): Checked => ({
  holds: stated === found,
  stated,
  found: found ?? MISSING,
});

const inMemory = (
  timeline: Timeline,
  after: number,
  look: (machine: Machine, mm: Mm) => string,
): string | null => {
  const machine = machineAfter(timeline, after);
  const mm = machine && firstMm(machine);
  return machine && mm ? look(machine, mm) : null;
};

/** A variable has the value that it has at the end of the run; one that was never set is nowhere (-1). */
const resolve = (timeline: Timeline, place: Place): number =>
  typeof place === "number" ? place : Number(timeline.steps.at(-1)?.names.get(place) ?? -1n);

const countVmas = (mm: Mm, from: number, pages: number): number =>
  [...mm.vmas.entries(from, from + pages * PAGE_SIZE)].length;

const frames = (timeline: Timeline, after: number, place: Place, pages: number): string | null => {
  const from = resolve(timeline, place);
  return inMemory(timeline, after, (_, mm) =>
    Array.from({ length: pages }, (__, i) => frameAt(mm, from + i * PAGE_SIZE) ?? NO_FRAME).join(" "),
  );
};

const counterOf = (machine: Machine, mm: Mm, counter: string): number => {
  if (counter === "totalVm") return mm.totalVm;
  if (counter === "lockedVm") return mm.lockedVm;
  return counter === "anon" ? mm.rss.anon : machine.committed;
};

/** Looks a fact up in a run. */
export const checkFact = (fact: Fact, timeline: Timeline): Checked => {
  switch (fact.fact) {
    case "result": {
      const step = timeline.steps[fact.call - 1];
      return compare(fact.is, step ? resultWord(step.result) : null);
    }
    case "pages":
      return compare(
        fact.are,
        inMemory(timeline, fact.after, (machine, mm) =>
          pagesPicture(machine, mm, resolve(timeline, fact.from), fact.are.length),
        ),
      );
    case "vmas":
      return compare(
        String(fact.are),
        inMemory(timeline, fact.after, (_, mm) =>
          String(countVmas(mm, resolve(timeline, fact.from), fact.pages)),
        ),
      );
    case "sameFrames": {
      const before = frames(timeline, fact.before, fact.from, fact.pages);
      const after = frames(timeline, fact.after, fact.to, fact.pages);
      const checked = compare(before ?? MISSING, after);
      return { ...checked, holds: checked.holds && !checked.found.includes(NO_FRAME) };
    }
    case "watched":
      return compare(
        String(fact.is),
        inMemory(timeline, fact.after, (_, mm) =>
          String((mm.vmas.at(resolve(timeline, fact.addr))?.value.uffd ?? null) !== null),
        ),
      );
    case "sameAddress": {
      const known = [fact.a, fact.b].every((place) => resolve(timeline, place) >= 0);
      const same = String(resolve(timeline, fact.a) === resolve(timeline, fact.b));
      return compare(String(fact.is), known ? same : null);
    }
    case "uffdWp":
      return compare(
        String(fact.is),
        inMemory(timeline, fact.after, (_, mm) =>
          String(mm.pageTable.entries.at(vpnOf(resolve(timeline, fact.addr)))?.value.uffdWp ?? false),
        ),
      );
    case "perms":
      return compare(
        fact.are,
        inMemory(timeline, fact.after, (_, mm) => {
          const vma = mm.vmas.at(resolve(timeline, fact.addr))?.value;
          return vma ? permsOf(vma.flags) : "not mapped";
        }),
      );
    case "counter": {
      const read = (after: number): string | null =>
        inMemory(timeline, after, (machine, mm) => String(counterOf(machine, mm, fact.counter)));
      const [start, end] = [read(fact.from), read(fact.after)];
      return compare(
        String(fact.grew),
        start === null || end === null ? null : String(Number(end) - Number(start)),
      );
    }
    case "moves": {
      const step = timeline.steps[fact.call - 1];
      return compare(String(fact.are), step ? String(countMoves(step, fact.level)) : null);
    }
  }
};

/** Pages under one entry of each level. */
const PAGES_UNDER = { pte: 1, pmd: 512, pud: 512 * 512, hugePmd: 512 } as const;

const countMoves = (step: Step, level: keyof typeof PAGES_UNDER): number => {
  let sum = 0;
  for (const event of step.events) {
    if (event.kind !== "ptesMoved" || event.level !== level) continue;
    sum += level === "pte" ? event.entries : event.pages / PAGES_UNDER[level];
  }
  return sum;
};

const countEvents = (step: Step, of: "entriesMoved" | "framesCopied" | "framesFreed"): number => {
  let sum = 0;
  for (const event of step.events) {
    if (of === "entriesMoved" && event.kind === "ptesMoved") sum += event.entries;
    if (of === "framesCopied" && event.kind === "frameCopied") sum += event.pages;
    if (of === "framesFreed" && event.kind === "framesFreed") sum += event.pages;
  }
  return sum;
};

const countPresent = (mm: Mm, from: number, pages: number): number => {
  const [first, last] = [from / PAGE_SIZE, from / PAGE_SIZE + pages];
  let present = 0;
  for (const { start, end, value } of mm.pageTable.entries.entries(first, last)) {
    if (isPresent(value)) present += Math.min(end, last) - Math.max(start, first);
  }
  return present;
};

/** The number that the engine gives; null when the run does not get there. */
export const measure = (quantity: Quantity, timeline: Timeline): number | null => {
  const inRun = (after: number, look: (mm: Mm) => number): number | null => {
    const machine = machineAfter(timeline, after);
    const mm = machine && firstMm(machine);
    return mm ? look(mm) : null;
  };
  switch (quantity.count) {
    case "vmas":
      return inRun(quantity.after, (mm) => countVmas(mm, resolve(timeline, quantity.from), quantity.pages));
    case "present":
      return inRun(quantity.after, (mm) =>
        countPresent(mm, resolve(timeline, quantity.from), quantity.pages),
      );
    case "entriesMoved":
    case "framesCopied":
    case "framesFreed": {
      const step = timeline.steps[quantity.call - 1];
      return step ? countEvents(step, quantity.count) : null;
    }
  }
};
