import type { Vaddr } from "./addr.ts";
import { isFailure } from "./failure.ts";
import { moveVma } from "./moveVma.ts";
import { placeForMove } from "./mremapPlace.ts";
import { doMunmap } from "./munmap.ts";
import type { Failure, Op } from "./op.ts";
import { checkDontUnmapSize } from "./resizeChecks.ts";
import { takeUnmapNotices } from "./uffdEvents.ts";
import type { Vma } from "./vma.ts";
import { vmaAt } from "./vmaTree.ts";
import { notMapped } from "./vrm.ts";
import type { Vrm } from "./vrm.ts";

/**
 * MREMAP_FIXED and MREMAP_DONTUNMAP, Linux 6.17 and later (mremap_to): empties the destination, gives up the tail
 * of a shrinking source, finds the place, moves. A failure after the first step does not bring the destination back.
 */
export const mremapTo = (op: Op, vma: Vma, vrm: Vrm): Vaddr | Failure =>
  op.within("mremap_to", () => {
    let source = vma;
    if (vrm.fixed) {
      const emptied = emptyDestination(op, vrm);
      if (emptied !== null) return emptied;
      const found = vmaAt(op.mm, vrm.addr);
      if (found === null) return notMapped(op, vrm.addr);
      source = found;
    }
    const shrunkBy = Math.max(0, vrm.oldLen - vrm.newLen);
    if (shrunkBy > 0) {
      const cut = shrinkVma(op, vrm);
      if (isFailure(cut)) return cut;
      source = cut;
    }
    return moveTo(op, source, { ...vrm, oldLen: vrm.oldLen - shrunkBy }, shrunkBy);
  });

/** Unmaps what lies at a fixed destination; its UNMAP messages go out before the REMAP message. */
export const emptyDestination = (op: Op, vrm: Vrm): Failure | null => {
  const refused = doMunmap(op, vrm.newAddr, vrm.newLen);
  vrm.early.push(...takeUnmapNotices(op));
  return refused;
};

/** Gives up the tail of the source (shrink_vma); the source as it is then. The tail may cross other mappings. */
const shrinkVma = (op: Op, vrm: Vrm): Vma | Failure =>
  op.within("shrink_vma", () => {
    const refused = doMunmap(op, vrm.addr + vrm.newLen, vrm.oldLen - vrm.newLen);
    if (refused !== null) return refused;
    return vmaAt(op.mm, vrm.addr) ?? notMapped(op, vrm.addr);
  });

/** What is left once source and destination are prepared: size limits of DONTUNMAP, the place, the move. */
export const moveTo = (op: Op, source: Vma, vrm: Vrm, shrunkBy: number): Vaddr | Failure => {
  const refused = checkDontUnmapSize(op, source, vrm);
  if (refused !== null) return refused;
  const place = placeForMove(op, source, vrm);
  if (isFailure(place)) return place;
  return moveVma(op, source, { ...vrm, newAddr: place }, shrunkBy);
};
