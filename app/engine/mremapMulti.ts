import type { Vaddr } from "./addr.ts";
import { hex } from "./addr.ts";
import { isFailure } from "./failure.ts";
import { checkPrepVma } from "./mremapPrep.ts";
import { mremapTo } from "./mremapTo.ts";
import type { Failure, Op } from "./op.ts";
import type { Vma } from "./vma.ts";
import { findVma } from "./vmaTree.ts";
import { notMapped } from "./vrm.ts";
import type { Vrm } from "./vrm.ts";

/** How far a move of several mappings has come. */
interface Progress {
  /** End of the source mapping moved last, as it was before. */
  readonly sourceEnd: Vaddr;
  /** End of its destination. */
  readonly destinationEnd: Vaddr;
  /** What the call will give: where the first mapping went. */
  readonly first: Vaddr;
}

/**
 * MREMAP_FIXED with equal sizes, Linux 6.17 and later (remap_move): every mapping of the range moves, low to high,
 * gaps between them are kept. A failure leaves those before it moved.
 */
export const remapMove = (op: Op, vrm: Vrm): Vaddr | Failure =>
  op.within("remap_move", () => {
    const end = vrm.addr + vrm.oldLen;
    let progress: Progress | null = null;
    for (const vma of op.rounds(standingIn(op, vrm.addr, end))) {
      const step = moveOne(op, vma, vrm, progress);
      if (isFailure(step)) return step;
      progress = step;
    }
    return progress === null ? notMapped(op, vrm.addr) : progress.first;
  });

/** The mappings of [start, end), each as it is when its turn comes. */
function* standingIn(op: Op, start: Vaddr, end: Vaddr): Generator<Vma> {
  for (let at = start; at < end;) {
    const vma = findVma(op.mm, at);
    if (vma === null || vma.start >= end) return;
    yield vma;
    at = vma.end;
  }
}

const moveOne = (op: Op, vma: Vma, vrm: Vrm, before: Progress | null): Progress | Failure => {
  if (before === null && vrm.addr < vma.start) return notMapped(op, vrm.addr);
  const addr = Math.max(vma.start, vrm.addr);
  const length = Math.min(vrm.addr + vrm.oldLen, vma.end) - addr;
  const newAddr = before === null ? vrm.newAddr : before.destinationEnd + vma.start - before.sourceEnd;
  const one: Vrm = { ...vrm, addr, newAddr, oldLen: length, newLen: length };
  const refused = checkMultiAllowed(op, vma, vrm, before) ?? checkPrepVma(op, vma, one);
  if (refused !== null) return refused;
  const moved = mremapTo(op, vma, one);
  if (isFailure(moved)) return moved;
  return { sourceEnd: vma.end, destinationEnd: moved + length, first: before?.first ?? moved };
};

/** A mapping watched by userfaultfd moves alone or not at all (vma_multi_allowed). */
const checkMultiAllowed = (op: Op, vma: Vma, vrm: Vrm, before: Progress | null): Failure | null => {
  if (vma.uffd === null) return null;
  if (before === null && vma.end >= vrm.addr + vrm.oldLen) return null;
  return op.fail(
    "EFAULT",
    "several mappings: none is watched by userfaultfd",
    `The mapping at ${hex(vma.start)} is watched by a userfaultfd: it can be moved only by a call of its own.`,
  );
};
