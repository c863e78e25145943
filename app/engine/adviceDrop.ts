import type { Vaddr } from "./addr.ts";
import { PAGE_SIZE } from "./addr.ts";
import { isAnonymous } from "./anonVma.ts";
import { MADV } from "./constants.ts";
import { freePagesLazily } from "./lazyFree.ts";
import type { Failure, Op } from "./op.ts";
import { punchHole } from "./truncate.ts";
import { uffdRemove } from "./uffdEvents.ts";
import type { Vma } from "./vma.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_HUGETLB,
  VM_LOCKED,
  VM_MAYWRITE,
  VM_PFNMAP,
  VM_SHARED,
  VM_WRITE,
} from "./vmFlags.ts";
import { reclaimPteTables, zapVmaPages } from "./zap.ts";

/** Advice that throws pages away, on a part of one mapping. */

const { MADV_DONTNEED_LOCKED, MADV_FREE } = MADV.values;

const cannotDrop = (op: Op, vma: Vma, advice: bigint): Failure | null => {
  const rule = "the pages may be dropped";
  if (hasFlags(vma.flags, VM_PFNMAP)) {
    return op.fail("EINVAL", rule, "The mapping shows memory of a device: its pages cannot be dropped.");
  }
  if (advice === MADV_DONTNEED_LOCKED || !hasFlags(vma.flags, VM_LOCKED)) return null;
  return op.fail(
    "EINVAL",
    rule,
    "The mapping is locked (mlock): its pages must stay. munlock it first, or use MADV_DONTNEED_LOCKED (Linux 5.18).",
  );
};

const dropPages = (op: Op, vma: Vma, start: Vaddr, end: Vaddr): null => {
  zapVmaPages(op, vma, start, end, { evenCows: true });
  if (op.switches.reclaimsPteTables) reclaimPteTables(op, start, end);
  return null;
};

/** MADV_DONTNEED, MADV_DONTNEED_LOCKED and MADV_FREE. A userfaultfd reader hears of it before anything is dropped. */
export const dontneedFree = (op: Op, vma: Vma, start: Vaddr, end: Vaddr, advice: bigint): Failure | null =>
  op.within("madvise_dontneed_free", () => {
    const refused = cannotDrop(op, vma, advice);
    if (refused !== null) return refused;
    uffdRemove(op, vma, start, end);
    if (advice !== MADV_FREE) return dropPages(op, vma, start, end);
    if (!isAnonymous(vma)) {
      return op.fail(
        "EINVAL",
        "the mapping is private anonymous memory",
        "MADV_FREE works on private anonymous memory only; this mapping shows an object.",
      );
    }
    freePagesLazily(op, start, end);
    return null;
  });

/** Shared, and writable as the release at hand means it: protection now, or the right to it (vma_is_shared_maywrite). */
const sharedWritable = (op: Op, vma: Vma): boolean =>
  hasFlags(vma.flags, VM_SHARED) &&
  hasFlags(vma.flags, op.switches.removeNeedsMayWriteOnly ? VM_MAYWRITE : VM_WRITE);

const cannotRemove = (op: Op, vma: Vma): Failure | null => {
  if (hasAnyFlag(vma.flags, VM_LOCKED + VM_HUGETLB)) {
    return op.fail("EINVAL", "the mapping is not locked", "The mapping is locked (mlock): munlock it first.");
  }
  if (vma.file === null) {
    return op.fail(
      "EINVAL",
      "the mapping shows an object",
      "There is no object behind private anonymous memory, so no hole can be punched. MADV_DONTNEED drops its pages.",
    );
  }
  if (sharedWritable(op, vma)) return null;
  return op.fail(
    "EACCES",
    "the mapping is shared and writable",
    "A hole changes the object for everyone, so the mapping must be MAP_SHARED and writable.",
  );
};

/** MADV_REMOVE: punches a hole into the object; every mapping of it loses the pages. */
export const removePages = (op: Op, vma: Vma, start: Vaddr, end: Vaddr): Failure | null =>
  op.within("madvise_remove", () => {
    const refused = cannotRemove(op, vma);
    if (refused !== null || vma.file === null) return refused;
    uffdRemove(op, vma, start, end);
    const offset = vma.pgoff * PAGE_SIZE + (start - vma.start);
    return punchHole(op, vma.file, offset, end - start);
  });
