import { acctMemory, enoughMemory } from "./accounting.ts";
import { isFailure } from "./failure.ts";
import {
  checkAddrAligned,
  checkFlagsKnown,
  checkMapCount,
  checkNewAddr,
  checkNewAddrAligned,
  checkNewLen,
  checkOverlap,
} from "./mremapArgs.ts";
import type { MremapWords } from "./mremapArgs.ts";
import { expandVma } from "./mremapExpand.ts";
import { checkMayMove } from "./mremapParams.ts";
import { emptyDestination, moveTo } from "./mremapTo.ts";
import { doMunmap } from "./munmap.ts";
import type { Failure, Op } from "./op.ts";
import { checkResize } from "./resizeChecks.ts";
import type { Vma } from "./vma.ts";
import { hasFlags, VM_ACCOUNT, VM_LOCKED } from "./vmFlags.ts";
import { vmaAt } from "./vmaTree.ts";
import { checkSealed, impliesNewAddr, inPages, notMapped, remapped } from "./vrm.ts";
import type { Remapped, Vrm } from "./vrm.ts";

/**
 * The order of things until Linux 6.16: a fixed destination is emptied before the source has been looked at, and
 * until 5.15 calls that only shrink, or change nothing, never look at a mapping.
 */
export const legacyArguments = (op: Op, words: MremapWords, vrm: Vrm): Failure | null =>
  checkFlagsKnown(op, words) ??
  (vrm.fixed && !vrm.mayMove ? checkMayMove(op, vrm) : null) ??
  checkDontUnmap(op, words, vrm) ??
  checkAddrAligned(op, words) ??
  checkNewLen(op, words) ??
  (impliesNewAddr(vrm) && op.switches.newAddrAlignedEarly ? checkNewAddrAligned(op, words) : null);

const checkDontUnmap = (op: Op, words: MremapWords, vrm: Vrm): Failure | null => {
  if (!vrm.dontUnmap) return null;
  if (op.switches.dontunmap === "v3") {
    if (vrm.fixed) return null;
    return op.fail(
      "EINVAL",
      "MREMAP_DONTUNMAP: MREMAP_FIXED is given",
      "In the patch of January 2020 MREMAP_DONTUNMAP needs MREMAP_FIXED: the caller says where the pages go. Since 5.7 MREMAP_MAYMOVE is enough.",
    );
  }
  const refused = checkMayMove(op, vrm);
  if (refused !== null || words.oldLenRaw === words.newLenRaw) return refused;
  return op.fail(
    "EINVAL",
    "MREMAP_DONTUNMAP: sizes are equal",
    `MREMAP_DONTUNMAP cannot resize: old ${words.oldLenRaw} bytes, new ${words.newLenRaw}. Until 6.16 they must be equal to the byte.`,
  );
};

/** Everything under the lock, for Linux 5.4 to 6.16. */
export const mremapLegacy = (op: Op, words: MremapWords, vrm: Vrm): Remapped | Failure => {
  const { switches } = op.config.kernel;
  if (switches.lookupBeforeNoop) {
    const vma = vmaAt(op.mm, vrm.addr);
    if (vma === null) return notMapped(op, vrm.addr);
    const sealed = checkSealed(op, vma);
    if (sealed !== null) return sealed;
  }
  if (impliesNewAddr(vrm)) return legacyMremapTo(op, words, vrm);
  if (vrm.oldLen >= vrm.newLen) return legacyShrink(op, vrm);
  const vma = vmaToResize(op, vrm);
  if (isFailure(vma)) return vma;
  return uncharging(op, vma, vrm, () => expandVma(op, vma, vrm));
};

const legacyShrink = (op: Op, vrm: Vrm): Remapped | Failure => {
  const tail = vrm.oldLen - vrm.newLen;
  const refused = tail === 0 ? null : doMunmap(op, vrm.addr + vrm.newLen, tail);
  return refused ?? { addr: vrm.addr, populate: null };
};

/** mremap_to as it was: arguments, destination emptied, source shrunk, and only then the source looked at. */
const legacyMremapTo = (op: Op, words: MremapWords, vrm: Vrm): Remapped | Failure =>
  op.within("mremap_to", () => {
    const refused =
      checkNewAddr(op, words) ??
      checkOverlap(op, words) ??
      checkMapCount(op, op.mm.mapCount + 2 >= op.config.maxMapCount - 3) ??
      (vrm.fixed ? emptyDestination(op, vrm) : null);
    if (refused !== null) return refused;
    if (op.switches.sourceLookedUpAgain && vmaAt(op.mm, vrm.addr) === null) {
      return notMapped(op, vrm.addr);
    }
    const shrunkBy = Math.max(0, vrm.oldLen - vrm.newLen);
    const cut = shrunkBy === 0 ? null : doMunmap(op, vrm.addr + vrm.newLen, shrunkBy);
    if (cut !== null) return cut;
    const kept: Vrm = { ...vrm, oldLen: vrm.oldLen - shrunkBy };
    const vma = vmaToResize(op, kept);
    if (isFailure(vma)) return vma;
    return uncharging(op, vma, kept, () => {
      const moved = moveTo(op, vma, kept, shrunkBy);
      return isFailure(moved) ? moved : remapped(kept, moved, hasFlags(vma.flags, VM_LOCKED));
    });
  });

/** The source, after its checks; until 5.15 growth is charged right here (vma_to_resize). */
const vmaToResize = (op: Op, vrm: Vrm): Vma | Failure =>
  op.within("vma_to_resize", () => {
    const vma = vmaAt(op.mm, vrm.addr);
    if (vma === null) return notMapped(op, vrm.addr);
    const refused = checkResize(op, vma, vrm);
    if (refused !== null) return refused;
    const pages = earlyCharge(op, vma, vrm);
    return (pages > 0 ? enoughMemory(op, pages) : null) ?? vma;
  });

const earlyCharge = (op: Op, vma: Vma, vrm: Vrm): number =>
  op.switches.moveChargesLate || !hasFlags(vma.flags, VM_ACCOUNT) ? 0 : inPages(vrm.newLen - vrm.oldLen);

/** Gives the early charge back if the rest fails. */
const uncharging = (op: Op, vma: Vma, vrm: Vrm, rest: () => Remapped | Failure): Remapped | Failure => {
  const result = rest();
  if (isFailure(result)) acctMemory(op, -earlyCharge(op, vma, vrm));
  return result;
};
