import type { Pfn } from "./addr.ts";
import type { Machine } from "./machine.ts";
import type { Op } from "./op.ts";

/**
 * Pages on their way to the LRU lists (lru_pvecs.lru_add). A fresh page waits in a short list of the CPU, which holds
 * a reference to it, until the list is full or something drains it. Kept only where it can be seen: kernels whose
 * do_wp_page copies a page as soon as anybody holds a reference to it. There is one CPU.
 */

const PAGEVEC_SIZE = 15;

/** Where the list stands when a program starts that has touched `pages` pages. */
export const lruAddAtStart = (pages: number): Machine["lruAdd"] => {
  // exec drains the list when it moves the stack, which has one page then; the others came after.
  const waiting = Math.max(0, pages - 1) % PAGEVEC_SIZE;
  return Array.from({ length: waiting }, () => null);
};

const waitFor = (op: Op, lruAdd: Machine["lruAdd"]): void => {
  if (op.switches.wpCountsReferences) op.update({ lruAdd });
};

/** Fresh pages join the list (lru_cache_add); the fifteenth, and any huge page, takes all of them to the LRU. */
export const lruCacheAdd = (op: Op, pfn: Pfn, pages: number, thp: boolean): void => {
  if (!op.switches.wpCountsReferences) return;
  const before = op.system.lruAdd;
  const left = thp ? 0 : (before.length + pages) % PAGEVEC_SIZE;
  const fresh = Math.min(left, pages);
  const added = Array.from({ length: fresh }, (_, index) => pfn + pages - fresh + index);
  waitFor(op, left > pages ? [...before, ...added] : added);
};

/** The list goes to the LRU and lets go of its pages (lru_add_drain). */
export const lruAddDrain = (op: Op): void => {
  if (op.system.lruAdd.length > 0) waitFor(op, []);
};

/** Of [pfn, pfn + pages): how many frames from the first on are all held by the list, or all not. */
export const equallyHeld = (
  op: Op,
  pfn: Pfn,
  pages: number,
): { readonly held: boolean; readonly pages: number } => {
  const waiting = op.system.lruAdd.filter((one) => one !== null && one >= pfn && one < pfn + pages);
  if (waiting.includes(pfn)) return { held: true, pages: 1 };
  return { held: false, pages: Math.min(pages, ...waiting.map((one) => (one ?? pfn) - pfn)) };
};
