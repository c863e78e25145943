import type { Vpn } from "./addr.ts";
import { PAGE_SIZE } from "./addr.ts";
import { hasBits } from "./argFlags.ts";
import { MAP, PROT } from "./constants.ts";
import type { OpenFile } from "./machine.ts";
import { mapType, refusedByValidate } from "./mmapProtFlags.ts";
import type { Failure, Op } from "./op.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  hasFlags,
  VM_GROWSDOWN,
  VM_MAYSHARE,
  VM_MAYWRITE,
  VM_SHARED,
  withFlags,
  withoutFlags,
} from "./vmFlags.ts";

const { MAP_PRIVATE, MAP_SHARED, MAP_SHARED_VALIDATE } = MAP.values;

/** What do_mmap is asked for; addresses and lengths are still 64-bit numbers. */
export interface MmapRequest {
  readonly addr: bigint;
  /** Bytes; rounded up to pages. */
  readonly length: bigint;
  readonly prot: bigint;
  readonly flags: bigint;
  readonly file: OpenFile | null;
  /** Offset in the file, in pages. */
  readonly pgoff: bigint;
  /** What the driver behind the file adds (mmap_prepare); left out: nothing. */
  readonly driverFlags?: VmFlags;
}

/** Flags and offset as the kind of mapping (MAP_TYPE, file or not) makes them. */
export interface KindOfMapping {
  readonly flags: VmFlags;
  readonly pgoff: number;
}

/** The switch over MAP_TYPE in do_mmap. `vpn` is the page where the mapping will start. */
export const kindOfMapping = (
  op: Op,
  request: MmapRequest,
  vmFlags: VmFlags,
  vpn: Vpn,
): KindOfMapping | Failure =>
  request.file === null
    ? anonymousKind(op, request, vmFlags, vpn)
    : fileKind(op, request, request.file, vmFlags);

const unknownType = (op: Op, flags: bigint): Failure =>
  op.fail(
    "EINVAL",
    "shared or private",
    `The flags say kind ${mapType(flags)}; exactly one of MAP_SHARED and MAP_PRIVATE must be given.`,
  );

const growsAndShared = (op: Op): Failure =>
  op.fail("EINVAL", "MAP_GROWSDOWN: private anonymous", "Only private anonymous memory can grow downwards.");

const anonymousKind = (
  op: Op,
  { flags }: MmapRequest,
  vmFlags: VmFlags,
  vpn: Vpn,
): KindOfMapping | Failure => {
  switch (mapType(flags)) {
    case MAP_SHARED:
      if (hasFlags(vmFlags, VM_GROWSDOWN)) return growsAndShared(op);
      return { flags: withFlags(vmFlags, withFlags(VM_SHARED, VM_MAYSHARE)), pgoff: 0 };
    case MAP_PRIVATE:
      return { flags: vmFlags, pgoff: vpn };
    default:
      return unknownType(op, flags);
  }
};

/** Largest file offset plus length in bytes (MAX_LFS_FILESIZE). */
const MAX_FILE_BYTES = 2n ** 63n - 1n;

const fileKind = (
  op: Op,
  request: MmapRequest,
  file: OpenFile,
  vmFlags: VmFlags,
): KindOfMapping | Failure => {
  const { flags, length, pgoff } = request;
  if (length > MAX_FILE_BYTES || pgoff > (MAX_FILE_BYTES - length) / BigInt(PAGE_SIZE)) {
    return op.fail(
      "EOVERFLOW",
      "file offset fits",
      "No file can be large enough for that offset and length.",
    );
  }
  const type = mapType(flags);
  if (type !== MAP_PRIVATE && type !== MAP_SHARED && type !== MAP_SHARED_VALIDATE)
    return unknownType(op, flags);
  const shared = type !== MAP_PRIVATE;
  const refused = shared ? checkShared(op, request, file) : null;
  if (refused !== null) return refused;
  if (!file.readable) {
    return op.fail(
      "EACCES",
      "file is open for reading",
      "Every file mapping needs a descriptor that can be read.",
    );
  }
  if (hasFlags(vmFlags, VM_GROWSDOWN)) return growsAndShared(op);
  return { flags: shared ? sharedFlags(vmFlags, file) : vmFlags, pgoff: Number(pgoff) };
};

const checkShared = (op: Op, { flags, prot }: MmapRequest, file: OpenFile): Failure | null => {
  if (mapType(flags) === MAP_SHARED_VALIDATE && refusedByValidate(flags) !== 0n) {
    return op.fail(
      "EOPNOTSUPP",
      "MAP_SHARED_VALIDATE: flags are known",
      "MAP_SHARED_VALIDATE refuses flags that the file cannot honour; MAP_SHARED would ignore them.",
    );
  }
  if (hasBits(prot, PROT.values.PROT_WRITE) && !file.writable) {
    return op.fail(
      "EACCES",
      "shared and writable: file is open for writing",
      "A shared writable mapping writes to the file: open it for writing, or use MAP_PRIVATE.",
    );
  }
  return null;
};

/** A shared mapping of a file opened only for reading can never be written, and does not count as VM_SHARED. */
const sharedFlags = (vmFlags: VmFlags, file: OpenFile): VmFlags =>
  file.writable
    ? withFlags(vmFlags, withFlags(VM_SHARED, VM_MAYSHARE))
    : withFlags(withoutFlags(vmFlags, VM_MAYWRITE), VM_MAYSHARE);
