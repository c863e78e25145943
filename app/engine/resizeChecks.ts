import { mayExpandVm, mlockFutureOk } from "./accounting.ts";
import { hex } from "./addr.ts";
import { isAnonymous } from "./anonVma.ts";
import type { Failure, Op } from "./op.ts";
import type { Vma } from "./vma.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_DONTEXPAND,
  VM_MAYSHARE,
  VM_PFNMAP,
  VM_SHARED,
  withFlags,
} from "./vmFlags.ts";
import { inPages } from "./vrm.ts";
import type { Vrm } from "./vrm.ts";

const FIXED_SIZE = withFlags(VM_DONTEXPAND, VM_PFNMAP);
const SHAREABLE = withFlags(VM_SHARED, VM_MAYSHARE);

/**
 * Whether the mapping can be moved or grown as asked (vma_to_resize, since 6.17 part of check_prep_vma).
 *
 * | # | condition                                                   | errno  |
 * | 1 | old_size 0 and the mapping is private                        | EINVAL |
 * | 2 | DONTUNMAP and a kind of mapping it is not meant for          | EINVAL |
 * | 3 | old_size reaches beyond the mapping                          | EFAULT |
 * |   | equal sizes: everything else holds                           |        |
 * | 4 | the file offset would wrap                                   | EINVAL |
 * | 5 | the mapping has a fixed size (vdso, device memory)           | EFAULT |
 * | 6 | locked, and the growth passes RLIMIT_MEMLOCK                 | EAGAIN |
 * | 7 | the growth passes RLIMIT_AS or RLIMIT_DATA                   | ENOMEM |
 */
export const checkResize = (op: Op, vma: Vma, vrm: Vrm): Failure | null => {
  const moved =
    checkDuplicate(op, vma, vrm) ?? checkDontUnmapKind(op, vma, vrm) ?? checkWithinVma(op, vma, vrm);
  if (moved !== null || vrm.newLen === vrm.oldLen) return moved;
  return checkGrowth(op, vma, vrm);
};

const checkDuplicate = (op: Op, vma: Vma, { oldLen }: Vrm): Failure | null => {
  if (oldLen !== 0 || hasAnyFlag(vma.flags, SHAREABLE)) return null;
  return op.fail(
    "EINVAL",
    "old_size 0: mapping is shared",
    "old_size 0 asks for a second view of the same object. Private memory has no object to show again.",
  );
};

const checkDontUnmapKind = (op: Op, vma: Vma, { dontUnmap }: Vrm): Failure | null => {
  if (!dontUnmap) return null;
  const kind = op.switches.dontunmap;
  const rule = "MREMAP_DONTUNMAP: kind of mapping";
  if (kind === "anon" && (!isAnonymous(vma) || hasFlags(vma.flags, VM_SHARED))) {
    return op.fail("EINVAL", rule, "Until 5.12 MREMAP_DONTUNMAP works on private anonymous memory only.");
  }
  if (kind === "any" && hasAnyFlag(vma.flags, FIXED_SIZE)) {
    return op.fail(
      "EINVAL",
      rule,
      `${vma.special ?? "The mapping"} has a fixed place in its driver's hands: MREMAP_DONTUNMAP would make a second one.`,
    );
  }
  op.passed(rule);
  return null;
};

const checkWithinVma = (op: Op, vma: Vma, { addr, oldLen }: Vrm): Failure | null => {
  if (oldLen <= vma.end - addr) {
    op.passed("old_size lies within one mapping");
    return null;
  }
  return op.fail(
    "EFAULT",
    "old_size lies within one mapping",
    `The ${inPages(oldLen)} pages at ${hex(addr)} reach beyond the mapping, which ends at ${hex(vma.end)}.`,
  );
};

const checkGrowth = (op: Op, vma: Vma, { oldLen, newLen }: Vrm): Failure | null => {
  if (hasAnyFlag(vma.flags, FIXED_SIZE)) {
    return op.fail("EFAULT", "mapping may grow", `${vma.special ?? "The mapping"} has a fixed size.`);
  }
  const delta = newLen - oldLen;
  if (!mlockFutureOk(op.system, op.mm, vma.flags, delta)) {
    return op.fail(
      "EAGAIN",
      "locked pages within RLIMIT_MEMLOCK",
      `${op.mm.lockedVm} pages are locked and ${inPages(delta)} more would pass RLIMIT_MEMLOCK (${op.system.rlimits.memlock.soft} bytes).`,
    );
  }
  return mayExpandVm(op, vma.flags, inPages(delta));
};

/** DONTUNMAP keeps the source, so the process grows by the whole length. */
export const checkDontUnmapSize = (op: Op, vma: Vma, { dontUnmap, oldLen }: Vrm): Failure | null =>
  dontUnmap ? mayExpandVm(op, vma.flags, inPages(oldLen)) : null;
