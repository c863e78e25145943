import { PAGE_SIZE, PMD_SIZE } from "#engine/addr.ts";
import type { Mm } from "#engine/machine.ts";
import type { Random } from "./random.ts";

/** Where random programs play: below the addresses that the kernel chooses, above the process's own. */
const ARENA = 0x100_0000_0000;
const ARENA_PAGES = 64;

/** The mappings that the program made, with the edges of all of them: where the interesting addresses are. */
export interface Places {
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** @param own end of the process's own low mappings, and start of its high ones: those are left alone. */
export function placesOf(mm: Mm, own: { readonly lowEnd: number; readonly highStart: number }): Places {
  const ranges = [];
  for (const { start, end } of mm.vmas.entries(own.lowEnd, own.highStart)) {
    if (start >= own.lowEnd) ranges.push({ start, end });
  }
  return { ranges };
}

function edge(places: Places, random: Random): number {
  const range = places.ranges[random.below(places.ranges.length)];
  if (range === undefined) return ARENA;
  const pages = (range.end - range.start) / PAGE_SIZE;
  return random.weighted([
    [6, range.start],
    [2, range.end],
    [3, range.start + random.below(pages) * PAGE_SIZE],
    [1, range.start - PAGE_SIZE],
    [1, range.end - PAGE_SIZE],
    [1, range.end + random.below(6) * PAGE_SIZE],
  ]);
}

/** An address: mostly near what is mapped, sometimes anywhere in the arena, seldom unaligned. */
export function someAddress(places: Places, random: Random): number {
  const addr = random.weighted([
    [8, edge(places, random)],
    [2, ARENA + random.below(ARENA_PAGES) * PAGE_SIZE],
    [1, ARENA + random.below(4) * PMD_SIZE],
  ]);
  return random.chance(0.01) ? addr + 16 : addr;
}

/** A length in bytes: mostly some pages, often exactly what is mapped at `addr`, seldom odd. */
export function someLength(places: Places, addr: number, random: Random): number {
  const range = places.ranges.find(({ start, end }) => start <= addr && addr < end);
  const rest = range === undefined ? 4 * PAGE_SIZE : range.end - addr;
  return random.weighted([
    [6, rest],
    [6, (1 + random.below(8)) * PAGE_SIZE],
    [1, rest + (1 + random.below(4)) * PAGE_SIZE],
    [1, Math.max(PAGE_SIZE, rest - PAGE_SIZE)],
    [0.3, PAGE_SIZE * (1 + random.below(4)) - 100],
    [0.2, 0],
    [0.1, 40 * PAGE_SIZE],
  ]);
}
