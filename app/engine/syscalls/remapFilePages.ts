import type { Vaddr } from "../addr.ts";
import { hex, PAGE_SIZE } from "../addr.ts";
import { hasBits, joinBits } from "../argFlags.ts";
import { alignDown, u64Arg, wrapAdd } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { MAP, PROT } from "../constants.ts";
import { doMmap } from "../doMmap.ts";
import { isFailure, returned } from "../failure.ts";
import type { OpenFile } from "../machine.ts";
import type { Failure, Op } from "../op.ts";
import { populateThen } from "../populateThen.ts";
import { takeUnmapNotices, uffdUnmapComplete } from "../uffdEvents.ts";
import type { Vma } from "../vma.ts";
import { hasFlags, VM_EXEC, VM_LOCKED, VM_READ, VM_SHARED, VM_WRITE } from "../vmFlags.ts";
import { vmaAt, vmasIn } from "../vmaTree.ts";

const { MAP_FIXED, MAP_LOCKED, MAP_NONBLOCK, MAP_POPULATE, MAP_SHARED } = MAP.values;
const { PROT_EXEC, PROT_READ, PROT_WRITE } = PROT.values;

/**
 * remap_file_pages(addr, size, prot, pgoff, flags): shows another part of the file in a shared mapping. Since 4.0
 * the kernel emulates it by mapping that part over the range.
 */
export const sysRemapFilePages = (op: Op, call: Call): CallResult => {
  const start = alignDown(u64Arg(call, 0));
  const size = alignDown(u64Arg(call, 1));
  const pgoff = u64Arg(call, 3);
  const refused = checkArguments(op, start, size, pgoff, u64Arg(call, 2));
  if (refused !== null) return refused;
  op.emit({ kind: "lockTaken", lock: "mmap_lock", mode: "write" });
  const target = findTarget(op, Number(start), Number(size));
  if (isFailure(target)) return target;
  const mapped = doMmap(op, {
    addr: start,
    length: size,
    prot: protOf(target.vma),
    flags: flagsOf(target.vma, u64Arg(call, 4)),
    file: target.file,
    pgoff,
  });
  op.emit({ kind: "lockReleased", lock: "mmap_lock" });
  uffdUnmapComplete(op, takeUnmapNotices(op));
  if (isFailure(mapped)) return mapped;
  return mapped.populate ? populateThen(op, mapped, returned(0)) : returned(0);
};

const checkArguments = (op: Op, start: bigint, size: bigint, pgoff: bigint, prot: bigint): Failure | null => {
  if (prot !== 0n) {
    return op.fail("EINVAL", "prot is 0", "The permissions stay those of the mapping: prot must be 0.");
  }
  if (wrapAdd(start, size) <= start) {
    return op.fail(
      "EINVAL",
      "range is not empty",
      `${size} bytes at ${hex(start)} are no range of whole pages.`,
    );
  }
  if (wrapAdd(pgoff, size / BigInt(PAGE_SIZE)) < pgoff) {
    return op.fail("EINVAL", "file offset does not wrap", "Offset and size together do not fit in 64 bits.");
  }
  op.passed("prot is 0, range is not empty");
  return null;
};

interface Target {
  readonly vma: Vma;
  readonly file: OpenFile;
}

/** The range must be covered by mappings of one file with the same flags, all of them shared. */
const findTarget = (op: Op, start: Vaddr, size: number): Target | Failure => {
  const vma = vmaAt(op.mm, start);
  const file = vma === null || vma.file === null ? null : (op.system.files.get(vma.file) ?? null);
  if (vma === null || file === null || !hasFlags(vma.flags, VM_SHARED)) {
    return op.fail(
      "EINVAL",
      "a shared writable file mapping is there",
      `At ${hex(start)} there is no shared mapping of a file.`,
    );
  }
  return coversAlike(op, vma, start, start + size) ? { vma, file } : uneven(op);
};

const uneven = (op: Op): Failure =>
  op.fail(
    "EINVAL",
    "range is covered by like mappings",
    "The range has a hole, or mappings of other files or with other flags.",
  );

const coversAlike = (op: Op, first: Vma, start: Vaddr, end: Vaddr): boolean => {
  let at = start;
  for (const vma of vmasIn(op.mm, start, end)) {
    if (vma.start > at || vma.file !== first.file || vma.flags !== first.flags) return false;
    at = vma.end;
  }
  return at >= end;
};

const protOf = (vma: Vma): bigint =>
  joinBits(
    hasFlags(vma.flags, VM_READ) ? PROT_READ : 0n,
    hasFlags(vma.flags, VM_WRITE) ? PROT_WRITE : 0n,
    hasFlags(vma.flags, VM_EXEC) ? PROT_EXEC : 0n,
  );

const flagsOf = (vma: Vma, flags: bigint): bigint =>
  joinBits(
    MAP_SHARED,
    MAP_FIXED,
    MAP_POPULATE,
    hasBits(flags, MAP_NONBLOCK) ? MAP_NONBLOCK : 0n,
    hasFlags(vma.flags, VM_LOCKED) ? MAP_LOCKED : 0n,
  );
