import { PAGE_SIZE, pageAlignUp } from "#engine/addr.ts";
import type { AddrRange, Vaddr } from "#engine/addr.ts";
import { hasBits } from "#engine/argFlags.ts";
import type { Call } from "#engine/calls.ts";
import { MAP, MREMAP } from "#engine/constants.ts";
import type { Machine, Mm, Tid } from "#engine/machine.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";

/** Addresses of a run that stand where the kernel chose: [start, end) follows the C variable. */
export interface Place extends AddrRange {
  readonly variable: string;
  /** What the variable stands for in the run. */
  readonly base: Vaddr;
}

/** Addresses this near to a chosen one are meant relative to it. */
const NEAR = 2 ** 24;

const numberArg = (call: Call, index: number): bigint => {
  const value = call.args[index];
  return typeof value === "bigint" ? value : 0n;
};

/** Whether the kernel chose the address that this call gave, rather than the program. */
export function isChosen({ call, result }: Step): boolean {
  if (result.kind !== "ok") return false;
  switch (call.name) {
    case "mmap": {
      const flags = numberArg(call, 3);
      const fixed = hasBits(flags, MAP.values.MAP_FIXED) || hasBits(flags, MAP.values.MAP_FIXED_NOREPLACE);
      return !fixed && result.value !== numberArg(call, 0);
    }
    case "mremap": {
      if (result.value === numberArg(call, 0)) return false;
      return !hasBits(numberArg(call, 3), MREMAP.values.MREMAP_FIXED) && result.value !== numberArg(call, 4);
    }
    case "brk":
      return true;
    default:
      return false;
  }
}

/** The bytes of the mapping that the call made. */
export function chosenLength({ call }: Step): number {
  const length = call.name === "brk" ? 1n : numberArg(call, call.name === "mmap" ? 1 : 2);
  return Math.max(pageAlignUp(Number(length)), PAGE_SIZE);
}

/** The newest place that holds the address, or else the nearest one; null if none is near. */
export function placeOf(places: readonly Place[], addr: Vaddr): Place | null {
  const holder = places.findLast(({ start, end }) => addr >= start && addr < end);
  if (holder !== undefined) return holder;
  let best: Place | null = null;
  let nearest = NEAR;
  for (const place of places) {
    const distance = addr < place.start ? place.start - addr : addr - place.end;
    if (distance > nearest) continue;
    nearest = distance;
    best = place;
  }
  return best;
}

/** The address space of a thread. */
export function mmOfTask(machine: Machine, tid: Tid = 1): Mm | null {
  const task = machine.tasks.get(tid);
  return task === undefined ? null : (machine.mms.get(task.mm) ?? null);
}

/** Joins ranges that touch or overlap; ascending. */
export function joined(ranges: readonly AddrRange[]): readonly AddrRange[] {
  const sorted = [...ranges].toSorted((a, b) => a.start - b.start);
  const result: AddrRange[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last !== undefined && range.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    } else result.push(range);
  }
  return result;
}

/** What is left of a range without the others (ascending). */
export function without(range: AddrRange, others: readonly AddrRange[]): readonly AddrRange[] {
  let rest: readonly AddrRange[] = [range];
  for (const other of others) {
    rest = rest.flatMap(({ start, end }) =>
      [
        { start, end: Math.min(end, other.start) },
        { start: Math.max(start, other.end), end },
      ].filter((piece) => piece.start < piece.end),
    );
  }
  return rest;
}

/** Every range where the run has a mapping at some time that the program did not start with. */
export function touchedRanges({ initial, steps }: Timeline): readonly AddrRange[] {
  const own = [...(mmOfTask(initial)?.vmas.entries() ?? [])];
  const all = steps.flatMap(({ after }) => [...(mmOfTask(after)?.vmas.entries() ?? [])]);
  return joined(all.map(({ start, end }) => ({ start, end }))).flatMap((range) => without(range, own));
}
