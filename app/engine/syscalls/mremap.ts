import type { Call, CallResult } from "../calls.ts";
import { isFailure, returned } from "../failure.ts";
import { mremapWords, vrmOf } from "../mremapArgs.ts";
import type { MremapWords } from "../mremapArgs.ts";
import { expandVma } from "../mremapExpand.ts";
import { legacyArguments, mremapLegacy } from "../mremapLegacy.ts";
import { remapMove } from "../mremapMulti.ts";
import { checkMremapParams, checkSplitsLeft } from "../mremapParams.ts";
import { checkPrepVma } from "../mremapPrep.ts";
import { mremapTo } from "../mremapTo.ts";
import { doMunmap } from "../munmap.ts";
import type { Failure, Op } from "../op.ts";
import { populateThen } from "../populateThen.ts";
import { takeUnmapNotices, uffdRemapComplete, uffdUnmapComplete } from "../uffdEvents.ts";
import type { Vma } from "../vma.ts";
import { hasFlags, VM_LOCKED } from "../vmFlags.ts";
import { vmaAt } from "../vmaTree.ts";
import { impliesNewAddr, notMapped, remapped } from "../vrm.ts";
import type { Remapped, Vrm } from "../vrm.ts";

/**
 * mremap(old_address, old_size, new_size, flags, new_address).
 *
 * | flags                     | sizes      | what happens                                                   |
 * | –                         | equal      | nothing                                                        |
 * | –                         | smaller    | the tail is unmapped                                           |
 * | –                         | larger     | grows in place, or ENOMEM                                      |
 * | MAYMOVE                   | larger     | grows in place, or moves to where there is room                |
 * | MAYMOVE, FIXED            | any        | moves to new_address; what was there is gone                   |
 * | MAYMOVE, DONTUNMAP        | equal      | entries move to new_address or elsewhere, the source stays empty |
 * | MAYMOVE, FIXED, DONTUNMAP | equal      | likewise, to exactly new_address                               |
 * | old_size 0                |            | a second view of a shared mapping                              |
 */
export const sysMremap = (op: Op, call: Call): CallResult => {
  const words = mremapWords(call);
  const vrm = vrmOf(words);
  const modern = op.switches.validatesFirst;
  const refused = modern ? checkModernArguments(op, words, vrm) : legacyArguments(op, words, vrm);
  if (refused !== null) return refused;
  op.emit({ kind: "lockTaken", lock: "mmap_lock", mode: "write" });
  const result = modern ? doMremap(op, vrm) : mremapLegacy(op, words, vrm);
  op.emit({ kind: "lockReleased", lock: "mmap_lock" });
  if (isFailure(result)) {
    notifyUffd(op, vrm, null);
    return result;
  }
  // An address that was only handed back may lie outside user space: give the word itself.
  const address = returned(result.addr === vrm.addr ? words.addr : result.addr);
  const settled = result.populate === null ? address : populateThen(op, result.populate, address);
  notifyUffd(op, vrm, result);
  return settled;
};

const checkModernArguments = (op: Op, words: MremapWords, vrm: Vrm): Failure | null =>
  checkMremapParams(op, words, vrm) ?? checkSplitsLeft(op, vrm);

/** Under the lock, Linux 6.17 and later (do_mremap). */
const doMremap = (op: Op, vrm: Vrm): Remapped | Failure =>
  op.within("do_mremap", () => {
    if (vrm.fixed && vrm.oldLen === vrm.newLen) {
      const moved = remapMove(op, vrm);
      return isFailure(moved) ? moved : remapped(vrm, moved, false);
    }
    const vma = vmaAt(op.mm, vrm.addr);
    if (vma === null) return notMapped(op, vrm.addr);
    const refused = checkPrepVma(op, vma, vrm);
    if (refused !== null) return refused;
    if (!impliesNewAddr(vrm)) return mremapAt(op, vma, vrm);
    const moved = mremapTo(op, vma, vrm);
    return isFailure(moved) ? moved : remapped(vrm, moved, hasFlags(vma.flags, VM_LOCKED));
  });

/** The mapping stays unless it has to move to grow (mremap_at). */
const mremapAt = (op: Op, vma: Vma, vrm: Vrm): Remapped | Failure =>
  op.within("mremap_at", () => {
    if (vrm.newLen > vrm.oldLen) return expandVma(op, vma, vrm);
    const tail = vrm.oldLen - vrm.newLen;
    const refused =
      tail === 0 ? null : op.within("shrink_vma", () => doMunmap(op, vrm.addr + vrm.newLen, tail));
    return refused ?? { addr: vrm.addr, populate: null };
  });

/** The messages to userfaultfd readers, in the kernel's order (notify_uffd). */
const notifyUffd = (op: Op, vrm: Vrm, done: Remapped | null): void => {
  uffdUnmapComplete(op, vrm.early);
  if (done === null) op.remapNotice = null;
  else uffdRemapComplete(op, vrm.addr, done.addr, eventLength(op, vrm));
  uffdUnmapComplete(op, takeUnmapNotices(op));
};

/** Which length the REMAP message carries where the move also shrank. */
const eventLength = (op: Op, vrm: Vrm): number =>
  op.switches.remapEventHasNewLength ? Math.min(vrm.oldLen, vrm.newLen) : vrm.oldLen;
