import { PAGE_SIZE, TASK_SIZE, hex } from "../addr.ts";
import { hasAnyBit, hasBits, withoutBits } from "../argFlags.ts";
import { alignUp, int32Arg, intArg, isAligned, toVaddr, u64Arg, wrapAdd } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { MS } from "../constants.ts";
import { returned } from "../failure.ts";
import { releaseFile } from "../fput.ts";
import { FALLOC, MFD } from "../fileConstants.ts";
import type { Inode, InodeId, OpenFile } from "../machine.ts";
import type { Failure, Op } from "../op.ts";
import {
  addToCache,
  cachedIn,
  createObject,
  inodeOf,
  installFd,
  markUptodate,
  openFileOf,
  replaceInode,
} from "../pageCache.ts";
import { punchHole, setSize } from "../truncate.ts";
import { releaseUffd } from "../uffd.ts";
import { VM_LOCKED, hasFlags } from "../vmFlags.ts";
import { findVma } from "../vmaTree.ts";

/** Calls on objects: making them, changing their size, filling and punching them, giving descriptors back. */
const OK: CallResult = { kind: "ok", value: 0n };

const { MFD_CLOEXEC, MFD_ALLOW_SEALING, MFD_HUGETLB, MFD_NOEXEC_SEAL, MFD_EXEC } = MFD.values;
const MFD_KNOWN = MFD_CLOEXEC + MFD_ALLOW_SEALING + MFD_HUGETLB;

/** NAME_MAX less the "memfd:" that the kernel puts before the name. */
const MFD_NAME_MAX = 249;

export const sysMemfdCreate = (op: Op, call: Call): CallResult => {
  const flags = BigInt.asUintN(32, u64Arg(call, 1));
  const known = MFD_KNOWN + (op.switches.memfdExecKnown ? MFD_NOEXEC_SEAL + MFD_EXEC : 0n);
  if (withoutBits(flags, known) !== 0n || hasBits(flags, MFD_NOEXEC_SEAL + MFD_EXEC)) {
    return op.fail(
      "EINVAL",
      "flags are known",
      "memfd_create does not know one of these flags, or they contradict.",
    );
  }
  if (hasAnyBit(flags, MFD_HUGETLB)) {
    return {
      kind: "notModelled",
      why: "memfd_create with MFD_HUGETLB is not modelled: the pool of huge pages is left out.",
    };
  }
  const name = call.args[0];
  if (typeof name !== "string") return op.fail("EFAULT", "the name can be read", "The name is no string.");
  if (name.length > MFD_NAME_MAX) {
    return op.fail("EINVAL", "the name is short enough", `A name may have ${MFD_NAME_MAX} characters.`);
  }
  const file = createObject(op, "memfd", `/memfd:${name} (deleted)`, 0);
  return returned(installFd(op, { kind: "file", file: file.id }));
};

const badFd = (op: Op, fd: number): Failure =>
  op.fail("EBADF", "the descriptor is open", `Nothing is open as descriptor ${fd}.`);

export const sysFtruncate = (op: Op, call: Call): CallResult => {
  const fd = int32Arg(call, 0);
  const length = BigInt.asIntN(64, intArg(call, 1));
  if (length < 0n) return op.fail("EINVAL", "length >= 0", "A file cannot have a negative length.");
  if (!op.system.fds.has(fd)) return badFd(op, fd);
  const file = openFileOf(op.system, fd);
  if (file === null || !file.writable) {
    return op.fail("EINVAL", "a writable file", `Descriptor ${fd} is not a file that may be written.`);
  }
  setSize(op, file.inode, toVaddr(length));
  return OK;
};

const { FALLOC_FL_KEEP_SIZE, FALLOC_FL_PUNCH_HOLE } = FALLOC.values;

/** vfs_fallocate: what is refused before the file system is asked. */
function refusesFallocate(
  op: Op,
  file: OpenFile | null,
  mode: bigint,
  offset: bigint,
  length: bigint,
): Failure | null {
  if (offset < 0n || length <= 0n) {
    return op.fail("EINVAL", "offset >= 0, length > 0", "The range is empty or starts before the file.");
  }
  const punches = hasBits(mode, FALLOC_FL_PUNCH_HOLE);
  const known = withoutBits(mode, FALLOC_FL_KEEP_SIZE + FALLOC_FL_PUNCH_HOLE) === 0n;
  if (!known || (punches && !hasBits(mode, FALLOC_FL_KEEP_SIZE))) {
    return op.fail(
      "EOPNOTSUPP",
      "mode is supported",
      "Files in memory know FALLOC_FL_KEEP_SIZE, and FALLOC_FL_PUNCH_HOLE together with it.",
    );
  }
  if (file === null) return op.fail("ENODEV", "a regular file", "The descriptor is not a file with content.");
  if (!file.writable)
    return op.fail("EBADF", "the file is open for writing", "The descriptor may only be read.");
  if (offset + length >= 2n ** 63n)
    return op.fail("EFBIG", "the file is not too large", "The range ends past 2^63.");
  return null;
}

/** Sets pages aside that are not there yet; those that were set aside before are cleared for use now. */
function preallocate(op: Op, id: InodeId, from: number, to: number): void {
  let next = from;
  for (const { start, end } of cachedIn(inodeOf(op.system, id), from, to)) {
    if (next < start) addToCache(op, id, next, start - next, true);
    markUptodate(op, id, start, end - start);
    next = end;
  }
  if (next < to) addToCache(op, id, next, to - next, true);
}

function shmemFallocate(op: Op, inode: Inode, offset: number, end: number, keepSize: boolean): CallResult {
  const from = Math.floor(offset / PAGE_SIZE);
  const to = Math.ceil(end / PAGE_SIZE);
  if (to - from > op.config.memTotal) {
    return { kind: "notModelled", why: "fallocate of more than all memory is not modelled." };
  }
  return op.within("shmem_fallocate", () => {
    preallocate(op, inode.id, from, to);
    const now = inodeOf(op.system, inode.id);
    if (!keepSize && end > now.size) replaceInode(op, { ...now, size: end });
    return OK;
  });
}

export const sysFallocate = (op: Op, call: Call): CallResult => {
  const fd = int32Arg(call, 0);
  if (!op.system.fds.has(fd)) return badFd(op, fd);
  const file = openFileOf(op.system, fd);
  const mode = BigInt.asUintN(32, u64Arg(call, 1));
  const offset = BigInt.asIntN(64, intArg(call, 2));
  const length = BigInt.asIntN(64, intArg(call, 3));
  const refused = refusesFallocate(op, file, mode, offset, length);
  if (refused !== null || file === null) return refused ?? OK;
  if (hasBits(mode, FALLOC_FL_PUNCH_HOLE)) {
    punchHole(op, file.id, toVaddr(offset), toVaddr(length));
    return OK;
  }
  const end = toVaddr(offset + length);
  return shmemFallocate(
    op,
    inodeOf(op.system, file.inode),
    toVaddr(offset),
    end,
    hasBits(mode, FALLOC_FL_KEEP_SIZE),
  );
};

export const sysClose = (op: Op, call: Call): CallResult => {
  const fd = int32Arg(call, 0);
  const entry = op.system.fds.get(fd);
  if (entry === undefined) return badFd(op, fd);
  const fds = new Map(op.system.fds);
  fds.delete(fd);
  op.update({ fds });
  if (entry.kind === "uffd") releaseUffd(op, entry.uffd);
  else releaseFile(op, entry.file);
  return OK;
};

const { MS_ASYNC, MS_INVALIDATE, MS_SYNC } = MS.values;

/** The mappings of [start, end) one after the other: a locked one may not be invalidated, a hole is told at the end. */
function syncMappings(op: Op, start: number, end: number, flags: bigint): Failure | null {
  let next = start;
  let hole: Failure | null = null;
  while (next < end) {
    const vma = findVma(op.mm, next);
    if (vma === null || next < vma.start) {
      hole = op.fail("ENOMEM", "the range is mapped", `Nothing is mapped at ${hex(next)}.`);
      if (vma === null || flags === MS_ASYNC || vma.start >= end) return hole;
    }
    if (hasAnyBit(flags, MS_INVALIDATE) && hasFlags(vma.flags, VM_LOCKED)) {
      return op.fail("EBUSY", "the mapping is not locked", "Locked pages (mlock) cannot be invalidated.");
    }
    next = vma.end;
  }
  return hole;
}

/** msync: objects in memory have nothing to be written back to; only the checks remain. */
export const sysMsync = (op: Op, call: Call): CallResult => {
  const start = u64Arg(call, 0);
  const length = alignUp(u64Arg(call, 1));
  const flags = BigInt.asUintN(32, u64Arg(call, 2));
  const rule = "flags are known, the address is aligned";
  if (withoutBits(flags, MS_ASYNC + MS_INVALIDATE + MS_SYNC) !== 0n || hasBits(flags, MS_ASYNC + MS_SYNC)) {
    return op.fail("EINVAL", rule, "msync takes MS_ASYNC or MS_SYNC, and MS_INVALIDATE.");
  }
  if (!isAligned(start)) return op.fail("EINVAL", rule, `${hex(start)} is not the start of a page.`);
  const end = wrapAdd(start, length);
  if (end < start || end > TASK_SIZE) {
    return op.fail("ENOMEM", "the range is mapped", "The range leaves the address space.");
  }
  return syncMappings(op, toVaddr(start), toVaddr(end), flags) ?? OK;
};
