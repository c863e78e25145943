import { hex, PAGE_SIZE, TASK_SIZE } from "./addr.ts";
import { hasBits, joinBits, withoutBits } from "./argFlags.ts";
import { alignUp, isAligned, toVaddr, u64Arg, wrapAdd } from "./args.ts";
import type { Call } from "./calls.ts";
import { MREMAP } from "./constants.ts";
import type { Failure, Op } from "./op.ts";
import type { Vrm } from "./vrm.ts";

const { MREMAP_DONTUNMAP, MREMAP_FIXED, MREMAP_MAYMOVE } = MREMAP.values;

/** The five arguments as 64-bit words, before anything is known to be sensible. */
export interface MremapWords {
  readonly addr: bigint;
  readonly oldLenRaw: bigint;
  readonly newLenRaw: bigint;
  /** Rounded up to pages; the highest lengths wrap to 0. */
  readonly oldLen: bigint;
  readonly newLen: bigint;
  readonly flags: bigint;
  readonly newAddr: bigint;
}

export const mremapWords = (call: Call): MremapWords => ({
  addr: u64Arg(call, 0),
  oldLenRaw: u64Arg(call, 1),
  newLenRaw: u64Arg(call, 2),
  oldLen: alignUp(u64Arg(call, 1)),
  newLen: alignUp(u64Arg(call, 2)),
  flags: u64Arg(call, 3),
  newAddr: u64Arg(call, 4),
});

/** The words as numbers: exact for everything that lies in user space, and beyond it for everything else. */
export const vrmOf = (words: MremapWords): Vrm => ({
  addr: toVaddr(words.addr),
  oldLen: toVaddr(words.oldLen),
  newLen: toVaddr(words.newLen),
  mayMove: hasBits(words.flags, MREMAP_MAYMOVE),
  fixed: hasBits(words.flags, MREMAP_FIXED),
  dontUnmap: hasBits(words.flags, MREMAP_DONTUNMAP),
  newAddr: toVaddr(words.newAddr),
  early: [],
});

export const checkFlagsKnown = (op: Op, { flags }: MremapWords): Failure | null => {
  const dontunmapKnown = op.switches.dontunmap !== "off";
  const known = joinBits(MREMAP_MAYMOVE, MREMAP_FIXED, dontunmapKnown ? MREMAP_DONTUNMAP : 0n);
  const unknown = withoutBits(flags, known);
  if (unknown === 0n) {
    op.passed("flags are known");
    return null;
  }
  const why = hasBits(unknown, MREMAP_DONTUNMAP)
    ? `${op.config.kernel.label} does not know MREMAP_DONTUNMAP (4); it came with Linux 5.7.`
    : `mremap has no flags ${hex(unknown)}; it knows 1, 2 and 4.`;
  return op.fail("EINVAL", "flags are known", why);
};

export const checkAddrAligned = (op: Op, { addr }: MremapWords): Failure | null => {
  if (isAligned(addr)) {
    op.passed("old_address is page aligned");
    return null;
  }
  return op.fail(
    "EINVAL",
    "old_address is page aligned",
    `${hex(addr)} is not a multiple of ${PAGE_SIZE}: mremap works on whole pages.`,
  );
};

export const checkNewLen = (op: Op, { newLen, newLenRaw }: MremapWords): Failure | null => {
  if (newLen !== 0n) {
    op.passed("new_size is not zero");
    return null;
  }
  const why =
    newLenRaw === 0n
      ? "new_size is 0; munmap is the call that removes a mapping."
      : `new_size ${hex(newLenRaw)} rounded up to pages does not fit in 64 bits.`;
  return op.fail("EINVAL", "new_size is not zero", why);
};

/** new_address must be page aligned, even where it is only a hint. */
export const checkNewAddrAligned = (op: Op, { newAddr }: MremapWords): Failure | null => {
  if (isAligned(newAddr)) {
    op.passed("new_address is page aligned");
    return null;
  }
  return op.fail(
    "EINVAL",
    "new_address is page aligned",
    `${hex(newAddr)} is not a multiple of ${PAGE_SIZE}. It counts even where it is only a hint.`,
  );
};

/** new_address must leave room for new_size and be page aligned. */
export const checkNewAddr = (op: Op, words: MremapWords): Failure | null => {
  const { newAddr, newLen } = words;
  const end = BigInt(TASK_SIZE);
  if (newLen > end || newAddr > end - newLen) {
    return op.fail(
      "EINVAL",
      "destination within user space",
      `${newLen} bytes at ${hex(newAddr)} end beyond ${hex(TASK_SIZE)}, the end of user space.`,
    );
  }
  const unaligned = checkNewAddrAligned(op, words);
  if (unaligned !== null) return unaligned;
  op.passed("destination within user space");
  return null;
};

/** Source and destination must not share a page; touching is fine. */
export const checkOverlap = (op: Op, { addr, oldLen, newAddr, newLen }: MremapWords): Failure | null => {
  const intersect = wrapAdd(addr, oldLen) > newAddr && wrapAdd(newAddr, newLen) > addr;
  if (!intersect) {
    op.passed("source and destination do not overlap");
    return null;
  }
  return op.fail(
    "EINVAL",
    "source and destination do not overlap",
    `The ${oldLen} bytes at ${hex(addr)} and the ${newLen} bytes at ${hex(newAddr)} overlap. With MREMAP_DONTUNMAP that holds for a hint as well.`,
  );
};

/** A move may need mappings for pieces that stay: some must be left below vm.max_map_count. */
export const checkMapCount = (op: Op, needed: boolean): Failure | null => {
  const { maxMapCount } = op.config;
  if (!needed) {
    op.passed("enough mappings are left");
    return null;
  }
  return op.fail(
    "ENOMEM",
    "enough mappings are left",
    `The process has ${op.mm.mapCount} mappings and vm.max_map_count is ${maxMapCount}: a move needs a few to spare. Unmap something first.`,
  );
};
