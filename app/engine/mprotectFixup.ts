import { acctMemory, enoughMemory, expandLimit, statAccount } from "./accounting.ts";
import type { Vaddr } from "./addr.ts";
import { hex, PAGE_SIZE } from "./addr.ts";
import { isAnonymous } from "./anonVma.ts";
import { changeProtection } from "./changeProtection.ts";
import { isFailure } from "./failure.ts";
import { vmaModify } from "./merge.ts";
import type { Failure, Op } from "./op.ts";
import { populateVma } from "./populate.ts";
import type { Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_ACCOUNT,
  VM_HUGETLB,
  VM_LOCKED,
  VM_NORESERVE,
  VM_SEALED,
  VM_SHARED,
  VM_WRITE,
  withFlags,
  withoutFlags,
} from "./vmFlags.ts";

const CHARGED_OR_EXEMPT = [VM_ACCOUNT, VM_WRITE, VM_HUGETLB, VM_SHARED, VM_NORESERVE].reduce(withFlags);

/** Gives [start, end) of one mapping new permissions (mprotect_fixup). */
export const mprotectFixup = (
  op: Op,
  vma: Vma,
  start: Vaddr,
  end: Vaddr,
  newFlags: VmFlags,
): Failure | null =>
  op.within("mprotect_fixup", () => {
    if (hasFlags(vma.flags, VM_SEALED)) {
      return op.fail(
        "EPERM",
        "mapping is not sealed",
        `The mapping at ${hex(vma.start)} is sealed (mseal): its permissions are fixed.`,
      );
    }
    if (newFlags === vma.flags) return null;
    const pages = (end - start) / PAGE_SIZE;
    const flags = chargeChange(op, vma, newFlags, pages);
    if (isFailure(flags)) return flags;
    const changed = vmaModify(op, vma, start, end, { flags });
    if (isFailure(changed)) {
      if (flags !== newFlags && hasFlags(flags, VM_ACCOUNT)) acctMemory(op, -pages);
      return changed;
    }
    changeProtection(op, changed, start, end);
    settle(op, vma.flags, changed, start, end);
    return null;
  });

/** Private memory that becomes writable is charged; untouched memory that ceases to be is given back (6.7). */
const chargeChange = (op: Op, vma: Vma, newFlags: VmFlags, pages: number): VmFlags | Failure => {
  if (!hasFlags(newFlags, VM_WRITE)) {
    const untouched = isAnonymous(vma) && vma.anonVma === null;
    return untouched && op.switches.mprotectUncharges ? withoutFlags(newFlags, VM_ACCOUNT) : newFlags;
  }
  const refused = checkLimits(op, vma, newFlags, pages);
  if (refused !== null) return refused;
  if (hasAnyFlag(vma.flags, CHARGED_OR_EXEMPT)) return newFlags;
  return enoughMemory(op, pages) ?? withFlags(newFlags, VM_ACCOUNT);
};

/** Limits count only where the change makes the range count in a class in which it did not count before. */
const checkLimits = (op: Op, vma: Vma, newFlags: VmFlags, pages: number): Failure | null => {
  const limit = expandLimit(op.system, op.mm, newFlags, pages);
  if (limit === null || expandLimit(op.system, op.mm, vma.flags, pages) !== null) return null;
  return op.fail(
    "ENOMEM",
    "writable memory within RLIMIT_DATA",
    `${pages} pages would become writable private memory, more than ${limit} allows.`,
  );
};

/** Counters, and the copies that locked memory gets at once when it becomes writable. */
const settle = (op: Op, oldFlags: VmFlags, vma: Vma, start: Vaddr, end: Vaddr): void => {
  const newFlags = vma.flags;
  const pages = (end - start) / PAGE_SIZE;
  if (hasFlags(oldFlags, VM_ACCOUNT) && !hasFlags(newFlags, VM_ACCOUNT)) acctMemory(op, -pages);
  const lockedReadOnly =
    hasFlags(oldFlags, VM_LOCKED) && !hasAnyFlag(oldFlags, withFlags(VM_WRITE, VM_SHARED));
  if (lockedReadOnly && hasFlags(newFlags, VM_WRITE)) populateVma(op, vma, start, end, "kernelAtOnce");
  statAccount(op, oldFlags, -pages);
  statAccount(op, newFlags, pages);
};
