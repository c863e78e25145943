import { hex, PAGE_SIZE } from "../addr.ts";
import { hasBits } from "../argFlags.ts";
import { int32Arg, isAligned, u64Arg } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { MAP } from "../constants.ts";
import { doMmap } from "../doMmap.ts";
import { isFailure, returned } from "../failure.ts";
import type { OpenFile } from "../machine.ts";
import type { MmapRequest } from "../mmapKind.ts";
import { mapType } from "../mmapProtFlags.ts";
import type { Failure, Op } from "../op.ts";
import { openFileOf } from "../pageCache.ts";
import { populateThen } from "../populateThen.ts";
import { takeUnmapNotices, uffdUnmapComplete } from "../uffdEvents.ts";

const { MAP_ANONYMOUS, MAP_DROPPABLE, MAP_HUGETLB, MAP_SYNC } = MAP.values;

/** mmap(addr, length, prot, flags, fd, offset). */
export const sysMmap = (op: Op, call: Call): CallResult => {
  const offset = u64Arg(call, 5);
  if (!isAligned(offset)) {
    return op.fail(
      "EINVAL",
      "offset is page aligned",
      `The offset ${hex(offset)} is not a multiple of ${PAGE_SIZE}.`,
    );
  }
  const flags = u64Arg(call, 3);
  if (isDroppable(op, flags)) return { kind: "notModelled", why: "MAP_DROPPABLE memory is not modelled." };
  const file = hasBits(flags, MAP_ANONYMOUS) ? null : fileOf(op, int32Arg(call, 4));
  if (isFailure(file)) return file;
  if (hasBits(flags, MAP_HUGETLB)) return hugetlb(op, file);
  const result = vmMmapPgoff(op, {
    addr: u64Arg(call, 0),
    length: u64Arg(call, 1),
    prot: u64Arg(call, 2),
    flags,
    file,
    pgoff: offset / BigInt(PAGE_SIZE),
  });
  // MAP_SYNC is not ignored: where it is no error, the mapping gets a mark of its own (VM_SYNC).
  return result.kind === "ok" && hasBits(flags, MAP_SYNC)
    ? { kind: "notModelled", why: "Mappings with the mark of MAP_SYNC are not modelled." }
    : result;
};

const fileOf = (op: Op, fd: number): OpenFile | Failure => {
  if (!op.system.fds.has(fd)) {
    return op.fail("EBADF", "descriptor is open", `There is no open file ${fd}; MAP_ANONYMOUS needs none.`);
  }
  return (
    openFileOf(op.system, fd) ??
    op.fail("ENODEV", "object can be mapped", `Descriptor ${fd} is no file that can be mapped.`)
  );
};

const isDroppable = (op: Op, flags: bigint): boolean =>
  op.switches.droppableKnown && hasBits(flags, MAP_ANONYMOUS) && mapType(flags) === MAP_DROPPABLE;

/** The pool of huge pages is empty on the modelled machine. */
const hugetlb = (op: Op, file: OpenFile | null): Failure =>
  file === null
    ? op.fail("ENOMEM", "huge pages are reserved", "The pool of huge pages (vm.nr_hugepages) is empty.")
    : op.fail("EINVAL", "file is on hugetlbfs", "MAP_HUGETLB asks for a file of hugetlbfs; this one is not.");

/** Takes the lock, maps, drops it, tells userfaultfd readers, faults pages in (vm_mmap_pgoff). */
const vmMmapPgoff = (op: Op, request: MmapRequest): CallResult => {
  op.emit({ kind: "lockTaken", lock: "mmap_lock", mode: "write" });
  const mapped = doMmap(op, request);
  op.emit({ kind: "lockReleased", lock: "mmap_lock" });
  uffdUnmapComplete(op, takeUnmapNotices(op));
  if (isFailure(mapped)) return mapped;
  return mapped.populate ? populateThen(op, mapped, returned(mapped.start)) : returned(mapped.start);
};
