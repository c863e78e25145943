import type { Failure, Op } from "./op.ts";
import {
  checkAddrAligned,
  checkFlagsKnown,
  checkMapCount,
  checkNewAddr,
  checkNewLen,
  checkOverlap,
} from "./mremapArgs.ts";
import type { MremapWords } from "./mremapArgs.ts";
import { hex, TASK_SIZE } from "./addr.ts";
import { impliesNewAddr, inPages } from "./vrm.ts";
import type { Vrm } from "./vrm.ts";

/**
 * Linux 6.17 and later: everything that can be said without looking at a mapping (check_mremap_params).
 *
 * | # | condition                                                      | errno  |
 * | 1 | flags other than MAYMOVE, FIXED, DONTUNMAP                      | EINVAL |
 * | 2 | old_address not page aligned                                    | EINVAL |
 * | 3 | new_size 0 after rounding                                       | EINVAL |
 * | 4 | new_size larger than user space                                 | EINVAL |
 * |   | without FIXED and DONTUNMAP new_address is never looked at      |        |
 * | 5 | new_address beyond user space less new_size, or not aligned     | EINVAL |
 * | 6 | FIXED or DONTUNMAP without MAYMOVE                              | EINVAL |
 * | 7 | DONTUNMAP and different numbers of pages                        | EINVAL |
 * | 8 | source and destination overlap                                  | EINVAL |
 * | 9 | too few mappings left (until 7.0)                               | ENOMEM |
 */
export const checkMremapParams = (op: Op, words: MremapWords, vrm: Vrm): Failure | null =>
  op.within("check_mremap_params", () => {
    const basic =
      checkFlagsKnown(op, words) ??
      checkAddrAligned(op, words) ??
      checkNewLen(op, words) ??
      checkFitsUserSpace(op, words);
    if (basic !== null || !impliesNewAddr(vrm)) return basic;
    return (
      checkNewAddr(op, words) ??
      checkMayMove(op, vrm) ??
      checkDontUnmapLengths(op, vrm) ??
      checkOverlap(op, words) ??
      checkSpareMappings(op)
    );
  });

const checkFitsUserSpace = (op: Op, { newLen }: MremapWords): Failure | null => {
  if (newLen <= BigInt(TASK_SIZE)) {
    op.passed("new_size fits in user space");
    return null;
  }
  return op.fail(
    "EINVAL",
    "new_size fits in user space",
    `${newLen} bytes are more than user space has (${hex(TASK_SIZE)}).`,
  );
};

export const checkMayMove = (op: Op, vrm: Vrm): Failure | null => {
  if (vrm.mayMove) {
    op.passed("MREMAP_MAYMOVE is given");
    return null;
  }
  const flag = vrm.fixed ? "MREMAP_FIXED" : "MREMAP_DONTUNMAP";
  return op.fail(
    "EINVAL",
    "MREMAP_MAYMOVE is given",
    `${flag} moves the mapping, so MREMAP_MAYMOVE must be given with it.`,
  );
};

const checkDontUnmapLengths = (op: Op, vrm: Vrm): Failure | null => {
  if (!vrm.dontUnmap || vrm.oldLen === vrm.newLen) return null;
  return op.fail(
    "EINVAL",
    "MREMAP_DONTUNMAP: sizes are equal",
    `MREMAP_DONTUNMAP cannot resize: old ${inPages(vrm.oldLen)} pages, new ${inPages(vrm.newLen)}.`,
  );
};

/** Until 7.0 here, only for calls that name a place; since 7.1 for every call, see below. */
const checkSpareMappings = (op: Op): Failure | null => {
  const { maxMapCount, kernel } = op.config;
  if (kernel.switches.mapCountAlways) return null;
  return checkMapCount(op, op.mm.mapCount + 2 >= maxMapCount - 3);
};

/** 7.1 and later: whatever the call does, four mappings must be left, five with DONTUNMAP. */
export const checkSplitsLeft = (op: Op, vrm: Vrm): Failure | null => {
  const { maxMapCount, kernel } = op.config;
  if (!kernel.switches.mapCountAlways) return null;
  return checkMapCount(op, op.mm.mapCount + 4 + (vrm.dontUnmap ? 1 : 0) > maxMapCount);
};
