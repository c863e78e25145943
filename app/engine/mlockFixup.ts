import type { Vaddr } from "./addr.ts";
import { hex, PAGE_SIZE } from "./addr.ts";
import { addLocked } from "./accounting.ts";
import { vmaModify } from "./merge.ts";
import type { Failure, Op } from "./op.ts";
import { isFailure } from "./failure.ts";
import type { Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_HUGETLB,
  VM_LOCKED,
  VM_LOCKED_MASK,
  VM_SPECIAL,
  withFlags,
  withoutFlags,
} from "./vmFlags.ts";
import { nextVma, vmaAt } from "./vmaTree.ts";

/** Mappings of devices and special ones are never locked and never counted (mlock_filter). */
const neverLocked = (vma: Vma): boolean => hasAnyFlag(vma.flags, withFlags(VM_SPECIAL, VM_HUGETLB));

/** Gives [start, end) of one VMA the lock flags; the VMA that covers `end - 1` afterwards (mlock_fixup). */
const mlockFixup = (op: Op, vma: Vma, start: Vaddr, end: Vaddr, lock: VmFlags): Vma | Failure =>
  op.within("mlock_fixup", () => {
    const flags = withFlags(withoutFlags(vma.flags, VM_LOCKED_MASK), lock);
    if (flags === vma.flags || neverLocked(vma)) return vma;
    const changed = vmaModify(op, vma, start, end, { flags });
    if (isFailure(changed)) return changed;
    const pages = (end - start) / PAGE_SIZE;
    const was = hasFlags(vma.flags, VM_LOCKED);
    const is = hasFlags(flags, VM_LOCKED);
    if (was !== is) addLocked(op, is ? pages : -pages);
    if (is && !was) op.newlyLocked.push({ start, end });
    return changed;
  });

const unmapped = (op: Op, addr: Vaddr): Failure =>
  op.fail(
    "ENOMEM",
    "the range is mapped without holes",
    `Nothing is mapped at ${hex(addr)}. What lies before it keeps its new state.`,
  );

/**
 * Locks (or with `lock` 0 unlocks) [start, end), mapping by mapping (apply_vma_lock_flags). A hole is ENOMEM, but
 * only when the walk gets there: everything before it stays changed.
 */
export const applyVmaLockFlags = (op: Op, start: Vaddr, end: Vaddr, lock: VmFlags): Failure | null =>
  op.within("apply_vma_lock_flags", () => {
    if (end === start) return null;
    let at = start;
    while (at < end) {
      const vma = vmaAt(op.mm, at);
      if (vma === null) return unmapped(op, at);
      const stop = Math.min(vma.end, end);
      const changed = mlockFixup(op, vma, at, stop, lock);
      if (isFailure(changed)) return changed;
      at = Math.max(stop, changed.end);
    }
    return null;
  });

/** The same for every mapping; one that cannot be changed is passed over (apply_mlockall_flags). */
export const applyToAll = (op: Op, lock: VmFlags): void => {
  let vma = op.mm.vmas.firstEndingAfter(0)?.value ?? null;
  while (vma !== null) {
    const changed = mlockFixup(op, vma, vma.start, vma.end, lock);
    vma = nextVma(op.mm, isFailure(changed) ? vma : changed);
  }
};

/** Pages of [start, end) that are locked already (count_mm_mlocked_page_nr). */
export const lockedPagesIn = (op: Op, start: Vaddr, end: Vaddr): number => {
  let bytes = 0;
  for (const { value: vma } of op.mm.vmas.entries(start, end)) {
    if (hasFlags(vma.flags, VM_LOCKED)) bytes += Math.min(vma.end, end) - Math.max(vma.start, start);
  }
  return bytes / PAGE_SIZE;
};
