import type { Vaddr } from "./addr.ts";
import type { Mm } from "./machine.ts";
import type { Op } from "./op.ts";
import type { Vma, VmaId } from "./vma.ts";

/** Neighbour look-ups and single changes of the ordered set of VMAs (the kernel's maple tree). */

/** The first VMA with end > addr: it contains the address or lies above it (find_vma). */
export const findVma = (mm: Mm, addr: Vaddr): Vma | null => mm.vmas.firstEndingAfter(addr)?.value ?? null;

/** The VMA that contains the address (vma_lookup). */
export const vmaAt = (mm: Mm, addr: Vaddr): Vma | null => mm.vmas.at(addr)?.value ?? null;

/** The last VMA that starts below the address; for an address in a hole the one before it (find_vma_prev). */
export const vmaBefore = (mm: Mm, addr: Vaddr): Vma | null => mm.vmas.lastStartingBefore(addr)?.value ?? null;

/** The VMA that follows the given one, whatever lies between. */
export const nextVma = (mm: Mm, vma: Vma): Vma | null => findVma(mm, vma.end);

/** VMAs that intersect [start, end), ascending. */
export const vmasIn = (mm: Mm, start: Vaddr, end: Vaddr): Vma[] => {
  const found: Vma[] = [];
  if (end <= start) return found;
  for (const entry of mm.vmas.entries(start, end)) found.push(entry.value);
  return found;
};

/** Whether nothing is mapped in [start, end) (find_vma_intersection finds none). */
export const rangeIsFree = (mm: Mm, start: Vaddr, end: Vaddr): boolean => {
  const next = findVma(mm, start);
  return next === null || next.start >= end;
};

/** Takes the next identity for a VMA. */
export const newVmaId = (op: Op): VmaId => op.takeNumber("vma");

/** Links a VMA into the tree (vma_link); map_count rises. */
export const insertVma = (op: Op, vma: Vma): void => {
  const mm = op.mm;
  op.updateMm({ vmas: mm.vmas.insert(vma.start, vma.end, vma), mapCount: mm.mapCount + 1 });
};

/** Takes a VMA out of the tree; map_count falls. Pages and counters are the caller's business. */
export const removeVma = (op: Op, vma: Vma): void => {
  const mm = op.mm;
  op.updateMm({ vmas: mm.vmas.remove(vma.start), mapCount: mm.mapCount - 1 });
};

/** Puts `next` where `old` was; bounds may differ as long as no other VMA is in the way. */
export const replaceVma = (op: Op, old: Vma, next: Vma): void => {
  op.updateMm({ vmas: op.mm.vmas.remove(old.start).insert(next.start, next.end, next) });
};
