import { mlockFutureOk } from "./accounting.ts";
import type { Vaddr } from "./addr.ts";
import { hex, PAGE_SIZE, TASK_SIZE, vpnOf } from "./addr.ts";
import { hasAnyBit, hasBits, joinBits } from "./argFlags.ts";
import { alignUp } from "./args.ts";
import { MAP } from "./constants.ts";
import { isFailure } from "./failure.ts";
import { kindOfMapping } from "./mmapKind.ts";
import type { MmapRequest } from "./mmapKind.ts";
import { asksToPopulate, initialVmFlags, mapType, noReserveFlag } from "./mmapProtFlags.ts";
import { mmapRegion } from "./mmapRegion.ts";
import type { Failure, Op } from "./op.ts";
import { getUnmappedArea, hintMinimum } from "./unmappedArea.ts";
import type { VmFlags } from "./vmFlags.ts";
import { withFlags } from "./vmFlags.ts";
import { rangeIsFree } from "./vmaTree.ts";

const { MAP_FIXED, MAP_FIXED_NOREPLACE, MAP_LOCKED, MAP_SHARED, MAP_SHARED_VALIDATE, MAP_32BIT } = MAP.values;

export interface Mapped {
  readonly start: Vaddr;
  readonly length: number;
  /** Pages are to be faulted in once the lock is dropped. */
  readonly populate: boolean;
}

/** do_mmap: checks in the kernel's order, place, kind of mapping, region. */
export const doMmap = (op: Op, request: MmapRequest): Mapped | Failure =>
  op.within("do_mmap", () => {
    const length = checkSize(op, request);
    if (isFailure(length)) return length;
    const { flags, file } = request;
    const { config } = op;
    const vmFlags = initialVmFlags(request.prot, flags, op.mm.defFlags, config.kernel.switches);
    const start = place(op, request, length);
    if (isFailure(start)) return start;
    const locked = checkLock(op, flags, vmFlags, length);
    if (locked !== null) return locked;
    const kind = kindOfMapping(op, request, vmFlags, vpnOf(start));
    if (isFailure(kind)) return kind;
    const finalFlags = withFlags(
      withFlags(kind.flags, noReserveFlag(flags, config.overcommit)),
      request.driverFlags ?? 0,
    );
    const vma = mmapRegion(op, {
      start,
      length,
      flags: finalFlags,
      pgoff: kind.pgoff,
      file: file?.id ?? null,
    });
    if (isFailure(vma)) return vma;
    return { start, length, populate: asksToPopulate(finalFlags, flags) };
  });

/** Checks that need neither address nor kind; gives the length in whole pages. */
const checkSize = (op: Op, { length, pgoff }: MmapRequest): number | Failure => {
  if (length === 0n) return op.fail("EINVAL", "length is not zero", "A mapping has at least one byte.");
  const aligned = alignUp(length);
  if (aligned === 0n) {
    return op.fail(
      "ENOMEM",
      "length does not wrap",
      `${hex(length)} bytes, rounded up to pages, do not fit in 64 bits.`,
    );
  }
  if (pgoff + aligned / BigInt(PAGE_SIZE) >= 2n ** 64n) {
    return op.fail(
      "EOVERFLOW",
      "file offset does not wrap",
      "Offset and length together do not fit in 64 bits.",
    );
  }
  const { maxMapCount } = op.config;
  if (op.mm.mapCount > maxMapCount) {
    return op.fail(
      "ENOMEM",
      "map_count <= max_map_count",
      `The process has ${op.mm.mapCount} mappings and vm.max_map_count is ${maxMapCount}. Unmap something first.`,
    );
  }
  op.passed("length is not zero and does not wrap, mappings are left");
  return Number(aligned);
};

/** Hints below mmap_min_addr are raised to it (round_hint_to_min). */
const roundHint = (hint: bigint, minimum: number): number => {
  const page = Number(hint - (hint % BigInt(PAGE_SIZE)));
  return page !== 0 && page < minimum ? minimum : page;
};

const place = (op: Op, request: MmapRequest, length: number): Vaddr | Failure => {
  const { flags, file } = request;
  const { config } = op;
  const fixed = hasAnyBit(flags, joinBits(MAP_FIXED, MAP_FIXED_NOREPLACE));
  const type = mapType(flags);
  const start = getUnmappedArea(op, {
    addr: fixed ? fixedAddress(request.addr) : roundHint(request.addr, hintMinimum(config.mmapMinAddr)),
    length,
    file: file?.id ?? null,
    pgoff: Number(request.pgoff),
    shared: type === MAP_SHARED || type === MAP_SHARED_VALIDATE,
    fixed,
    low32: hasBits(flags, MAP_32BIT),
  });
  if (isFailure(start)) return start;
  if (hasBits(flags, MAP_FIXED_NOREPLACE) && !rangeIsFree(op.mm, start, start + length)) {
    return op.fail(
      "EEXIST",
      "MAP_FIXED_NOREPLACE: range is free",
      `Something is mapped between ${hex(start)} and ${hex(start + length)}. MAP_FIXED would replace it.`,
    );
  }
  return start;
};

/** A fixed address as a double: exact in user space; one page boundary or not is kept beyond it. */
const fixedAddress = (addr: bigint): Vaddr => (addr <= BigInt(TASK_SIZE) ? Number(addr) : TASK_SIZE);

const checkLock = (op: Op, flags: bigint, vmFlags: VmFlags, length: number): Failure | null => {
  const { capabilities } = op.config;
  const limit = op.system.rlimits.memlock.soft;
  if (hasBits(flags, MAP_LOCKED) && limit === 0 && !capabilities.has("CAP_IPC_LOCK")) {
    return op.fail(
      "EPERM",
      "MAP_LOCKED: may lock memory",
      "RLIMIT_MEMLOCK is 0 and the process has no CAP_IPC_LOCK: it may lock nothing.",
    );
  }
  if (!mlockFutureOk(op.system, op.mm, vmFlags, length)) {
    return op.fail(
      "EAGAIN",
      "locked pages within RLIMIT_MEMLOCK",
      `${op.mm.lockedVm} pages are locked and ${length / PAGE_SIZE} more would pass RLIMIT_MEMLOCK (${limit} bytes).`,
    );
  }
  return null;
};
