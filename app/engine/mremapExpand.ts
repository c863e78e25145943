import { changedVma } from "./changed.ts";
import { addLocked, enoughMemory, statAccount } from "./accounting.ts";
import { hex, PAGE_SIZE } from "./addr.ts";
import { isFailure } from "./failure.ts";
import { mergeNewRange } from "./merge.ts";
import { pagesOf } from "./mergeRules.ts";
import { moveVma } from "./moveVma.ts";
import { placeForMove } from "./mremapPlace.ts";
import type { Failure, Op } from "./op.ts";
import { couldStandAt } from "./unmappedArea.ts";
import type { Vma } from "./vma.ts";
import { hasFlags, VM_ACCOUNT, VM_LOCKED } from "./vmFlags.ts";
import { rangeIsFree, replaceVma } from "./vmaTree.ts";
import { inPages, remapped } from "./vrm.ts";
import type { Remapped, Vrm } from "./vrm.ts";

/** Grows in place if the range ends with its mapping and there is room behind it; else moves (expand_vma). */
export const expandVma = (op: Op, vma: Vma, vrm: Vrm): Remapped | Failure =>
  op.within("expand_vma", () => {
    const locked = hasFlags(vma.flags, VM_LOCKED);
    if (canExpandInPlace(op, vma, vrm)) {
      const refused = expandInPlace(op, vma, vrm);
      return refused ?? remapped(vrm, vrm.addr, locked);
    }
    if (!vrm.mayMove) {
      return op.fail(
        "ENOMEM",
        "room behind the mapping, or MREMAP_MAYMOVE",
        `There is no room for ${inPages(vrm.newLen - vrm.oldLen)} more pages at ${hex(vrm.addr + vrm.oldLen)}, and without MREMAP_MAYMOVE the mapping must stay where it is.`,
      );
    }
    const place = placeForMove(op, vma, vrm);
    if (isFailure(place)) return place;
    const moved = moveVma(op, vma, { ...vrm, newAddr: place });
    return isFailure(moved) ? moved : remapped(vrm, moved, locked);
  });

/** vrm_can_expand_in_place: no guard gap counts here, growth may run right up to a stack. */
const canExpandInPlace = (op: Op, vma: Vma, vrm: Vrm): boolean =>
  op.within("vrm_can_expand_in_place", () => {
    const end = vma.end + vrm.newLen - vrm.oldLen;
    return (
      vrm.addr + vrm.oldLen === vma.end &&
      rangeIsFree(op.mm, vma.end, end) &&
      couldStandAt(op, vma.start, end - vma.start)
    );
  });

const expandInPlace = (op: Op, vma: Vma, vrm: Vrm): Failure | null =>
  op.within("expand_vma_in_place", () => {
    const pages = inPages(vrm.newLen - vrm.oldLen);
    const { switches } = op.config.kernel;
    if (switches.moveChargesLate && hasFlags(vma.flags, VM_ACCOUNT)) {
      const refused = enoughMemory(op, pages);
      if (refused !== null) return refused;
    }
    const grown = switches.growMergesNext ? mergeExtend(op, vma, pages) : adjustEnd(op, vma, pages);
    if (grown === null) {
      return op.fail(
        "ENOMEM",
        "the growth merges with its mapping",
        `The mapping at ${hex(vma.start)} is of a kind that never merges, so it cannot take in new pages.`,
      );
    }
    statAccount(op, vma.flags, pages);
    if (hasFlags(vma.flags, VM_LOCKED)) addLocked(op, pages);
    return null;
  });

/** The growth is a new range with the mapping's own properties; it joins it, and the next one if that fits. */
const mergeExtend = (op: Op, vma: Vma, pages: number): Vma | null =>
  op.within("vma_merge_extend", () => {
    const { flags, file, uffd, anonVma, anonVmaChain } = vma;
    return mergeNewRange(op, {
      start: vma.end,
      end: vma.end + pages * PAGE_SIZE,
      flags,
      pgoff: vma.pgoff + pagesOf(vma),
      anonPgoff: vma.anonPgoff + pagesOf(vma),
      file,
      uffd,
      anonVma,
      anonVmaChain,
      origin: "new",
    });
  });

/** Until 6.0 the end is moved and nobody looks at the next mapping. */
const adjustEnd = (op: Op, vma: Vma, pages: number): Vma =>
  op.within("vma_adjust", () => {
    const grown = changedVma(vma, { end: vma.end + pages * PAGE_SIZE });
    replaceVma(op, vma, grown);
    if (op.log !== null) op.emit({ kind: "vmaChanged", before: vma, after: grown, what: "bounds" });
    return grown;
  });
