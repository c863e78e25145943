import { MADV } from "./constants.ts";
import type { Failure, Op } from "./op.ts";
import type { Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_DONTCOPY,
  VM_DONTDUMP,
  VM_HUGEPAGE,
  VM_HUGETLB,
  VM_IO,
  VM_MAYSHARE,
  VM_MERGEABLE,
  VM_NOHUGEPAGE,
  VM_RAND_READ,
  VM_SEQ_READ,
  VM_SHARED,
  VM_SPECIAL,
  VM_WIPEONFORK,
} from "./vmFlags.ts";

/** Advice that only changes flags: what is taken away and what is set. */
interface FlagAdvice {
  readonly clear: VmFlags;
  readonly set: VmFlags;
  /** Why the mapping cannot take it, in a learner's words; null if it can. */
  readonly refuses?: (vma: Vma) => string | null;
  /** The mapping is passed over in silence. */
  readonly ignores?: (vma: Vma) => boolean;
}

const READ_AHEAD = VM_RAND_READ | VM_SEQ_READ;
const KSM_INCOMPATIBLE = VM_SHARED | VM_MAYSHARE | VM_SPECIAL | VM_HUGETLB;

const ofDevice = (vma: Vma): string | null =>
  hasFlags(vma.flags, VM_IO) ? "The mapping shows a device: a child must not get it." : null;

const special = (vma: Vma): string | null =>
  hasAnyFlag(vma.flags, VM_SPECIAL) ? "The mapping is a special one that core dumps leave out." : null;

/** The kernel asks for a file, not for anonymity: the data pages beside the vdso have none. */
const showsObject = (vma: Vma): string | null =>
  vma.file !== null || hasFlags(vma.flags, VM_SHARED)
    ? "Only private anonymous memory can be wiped for a child; this mapping shows an object."
    : null;

const { values } = MADV;

const FLAG_ADVICE: ReadonlyMap<bigint, FlagAdvice> = new Map<bigint, FlagAdvice>([
  [values.MADV_NORMAL, { clear: READ_AHEAD, set: 0 }],
  [values.MADV_RANDOM, { clear: READ_AHEAD, set: VM_RAND_READ }],
  [values.MADV_SEQUENTIAL, { clear: READ_AHEAD, set: VM_SEQ_READ }],
  [values.MADV_DONTFORK, { clear: 0, set: VM_DONTCOPY }],
  [values.MADV_DOFORK, { clear: VM_DONTCOPY, set: 0, refuses: ofDevice }],
  [values.MADV_WIPEONFORK, { clear: 0, set: VM_WIPEONFORK, refuses: showsObject }],
  [values.MADV_KEEPONFORK, { clear: VM_WIPEONFORK, set: 0 }],
  [values.MADV_DONTDUMP, { clear: 0, set: VM_DONTDUMP }],
  [values.MADV_DODUMP, { clear: VM_DONTDUMP, set: 0, refuses: special }],
  [
    values.MADV_MERGEABLE,
    { clear: 0, set: VM_MERGEABLE, ignores: (vma) => hasAnyFlag(vma.flags, KSM_INCOMPATIBLE) },
  ],
  [values.MADV_UNMERGEABLE, { clear: VM_MERGEABLE, set: 0 }],
  [values.MADV_HUGEPAGE, { clear: VM_NOHUGEPAGE, set: VM_HUGEPAGE }],
  [values.MADV_NOHUGEPAGE, { clear: VM_HUGEPAGE, set: VM_NOHUGEPAGE }],
]);

export const changesFlags = (advice: bigint): boolean => FLAG_ADVICE.has(advice);

/** The flags the mapping has after the advice, or EINVAL where the kind of mapping does not take it. */
export const advisedFlags = (op: Op, vma: Vma, advice: bigint): VmFlags | Failure => {
  const change = FLAG_ADVICE.get(advice);
  if (change === undefined || change.ignores?.(vma) === true) return vma.flags;
  const why = change.refuses?.(vma) ?? null;
  if (why !== null) return op.fail("EINVAL", "the mapping takes this advice", why);
  return (vma.flags & ~change.clear) | change.set;
};
