import type { Vaddr } from "./addr.ts";
import { hex, isPageAligned, PAGE_SIZE, pageAlignDown, pageAlignUp, PMD_SIZE, TASK_SIZE } from "./addr.ts";
import { isFailure } from "./failure.ts";
import type { Mm } from "./machine.ts";
import type { Failure, Op } from "./op.ts";
import type { FileId, Vma } from "./vma.ts";
import { hasFlags, VM_GROWSDOWN } from "./vmFlags.ts";
import { findVma } from "./vmaTree.ts";

/** Where a mapping goes: the rules of get_unmapped_area for x86-64, top-down layout. */

export interface PlaceRequest {
  /** MAP_FIXED: this address. Otherwise a hint; 0 is none. */
  readonly addr: Vaddr;
  /** Bytes, page aligned. */
  readonly length: number;
  readonly file: FileId | null;
  /** Offset in the file in pages. */
  readonly pgoff: number;
  readonly shared: boolean;
  readonly fixed: boolean;
  /** MAP_32BIT: between 1 and 2 GiB. */
  readonly low32?: boolean;
}

/** Pages a mapping that grows downwards keeps free below itself (stack_guard_gap). */
export const STACK_GUARD_GAP = 256 * PAGE_SIZE;
/** CONFIG_LSM_MMAP_MIN_ADDR of the usual distributions. */
const LSM_MMAP_MIN_ADDR = 65536;
/** Where the bottom-up search starts when the top-down one found nothing. */
const LEGACY_BASE: Vaddr = pageAlignUp(TASK_SIZE / 3);
const LOW32_RANGE = { start: 0x4000_0000, end: 0x8000_0000 };

/** Lowest address a hint is taken for: mmap_min_addr, never below what the security modules were built with. */
export const hintMinimum = (mmapMinAddr: number): number => Math.max(mmapMinAddr, LSM_MMAP_MIN_ADDR);

/** Where new mappings may not come closer to a VMA (vm_start_gap). */
const startWithGap = (vma: Vma): Vaddr =>
  hasFlags(vma.flags, VM_GROWSDOWN) ? Math.max(0, vma.start - STACK_GUARD_GAP) : vma.start;

/**
 * The address for a new mapping of `length` bytes (get_unmapped_area). With MAP_FIXED the address itself, after the
 * checks; a hint if the range is free and clear of guard gaps; else the top of the highest gap that fits.
 */
export const getUnmappedArea = (op: Op, request: PlaceRequest): Vaddr | Failure =>
  op.within("get_unmapped_area", () => {
    if (request.length > TASK_SIZE) return noRoom(op, request);
    const addr = request.fixed ? request.addr : search(op, request);
    if (addr === null) return noRoom(op, request);
    return checkPlace(op, addr, request);
  });

const noRoom = (op: Op, { length }: PlaceRequest): Failure =>
  op.fail("ENOMEM", "a gap is large enough", `No gap of the address space holds ${length} bytes.`);

const checkPlace = (op: Op, addr: Vaddr, { length }: PlaceRequest): Vaddr | Failure => {
  if (addr > TASK_SIZE - length) {
    return op.fail(
      "ENOMEM",
      "range within user space",
      `${length} bytes at ${hex(addr)} end beyond ${hex(TASK_SIZE)}, the end of user space.`,
    );
  }
  if (!isPageAligned(addr)) {
    return op.fail("EINVAL", "address is page aligned", `${hex(addr)} is not a multiple of ${PAGE_SIZE}.`);
  }
  const { mmapMinAddr, capabilities } = op.config;
  if (addr < mmapMinAddr && !capabilities.has("CAP_SYS_RAWIO")) {
    return op.fail(
      "EPERM",
      "address not below vm.mmap_min_addr",
      `${hex(addr)} is below vm.mmap_min_addr (${mmapMinAddr}); only CAP_SYS_RAWIO may map there.`,
    );
  }
  return addr;
};

const search = (op: Op, request: PlaceRequest): Vaddr | null => {
  const addr = searchByKind(op, request);
  if (addr !== null && op.log !== null) {
    const rule = addr === request.addr ? "the hint is free" : "top of the highest gap that fits";
    op.emit({ kind: "placed", range: { start: addr, end: addr + request.length }, rule });
  }
  return addr;
};

const searchByKind = (op: Op, request: PlaceRequest): Vaddr | null => {
  if (isOnDisk(op, request)) return searchFile(op, request);
  return request.shared || request.file !== null ? searchShmem(op, request) : searchAnonymous(op, request);
};

const isOnDisk = (op: Op, { file }: PlaceRequest): boolean => {
  const open = file === null ? undefined : op.system.files.get(file);
  return open !== undefined && op.system.inodes.get(open.inode)?.kind === "file";
};

/** Files are taken to lie on ext4, XFS or Btrfs, which place them so that huge pages fit (thp_get_unmapped_area). */
const searchFile = (op: Op, request: PlaceRequest): Vaddr | null => {
  const { addr, length } = request;
  const offset = request.pgoff * PAGE_SIZE;
  const firstHuge = Math.ceil(offset / PMD_SIZE) * PMD_SIZE;
  const holdsHuge = offset + length - firstHuge >= PMD_SIZE;
  if (!op.switches.thpAlignsFiles || !holdsHuge) return topDown(op, request);
  const inflated = topDown(op, { ...request, length: length + PMD_SIZE });
  if (inflated === null) return topDown(op, request);
  if (inflated === addr) return addr;
  const missing = (((offset - inflated) % PMD_SIZE) + PMD_SIZE) % PMD_SIZE;
  return inflated + (missing === 0 ? PMD_SIZE : missing);
};

const searchAnonymous = (op: Op, request: PlaceRequest): Vaddr | null => {
  const { thpAlignsAnon, thpAlignsAnyLength } = op.switches;
  const { length } = request;
  const suits = thpAlignsAnyLength ? length >= PMD_SIZE : length % PMD_SIZE === 0;
  if (!thpAlignsAnon || request.addr !== 0 || !suits) return topDown(op, request);
  return thpAligned(op, request) ?? topDown(op, request);
};

/** A place whose start is a multiple of 2 MiB: looks for 2 MiB more and aligns inside (thp_get_unmapped_area). */
const thpAligned = (op: Op, request: PlaceRequest): Vaddr | null => {
  const found = topDown(op, { ...request, length: request.length + PMD_SIZE });
  if (found === null) return null;
  const beyond = found % PMD_SIZE;
  return found - beyond + PMD_SIZE;
};

/** Objects in memory are aligned too where shmem uses huge pages (shmem_get_unmapped_area). */
const searchShmem = (op: Op, request: PlaceRequest): Vaddr | null => {
  const plain = topDown(op, request);
  const { addr, length } = request;
  if (plain === null || op.config.thpShmem === "never" || length < PMD_SIZE || plain === addr) return plain;
  const offset = (request.pgoff * PAGE_SIZE) % PMD_SIZE;
  if (offset !== 0 && offset + length < 2 * PMD_SIZE) return plain;
  if (plain % PMD_SIZE === offset) return plain;
  const inflated = topDown(op, { ...request, length: length + PMD_SIZE - PAGE_SIZE });
  if (inflated === null) return plain;
  const beyond = inflated % PMD_SIZE;
  return inflated - beyond + offset + (beyond > offset ? PMD_SIZE : 0);
};

/** arch_get_unmapped_area_topdown: the hint, else the highest gap below mmap_base, else bottom-up. */
const topDown = (op: Op, request: PlaceRequest): Vaddr | null => {
  const { mm } = op;
  const hinted = takeHint(mm, request);
  if (hinted !== null) return hinted;
  if (request.low32 === true) return lowestFit(mm, LOW32_RANGE.start, LOW32_RANGE.end, request.length);
  return (
    highestFit(op, PAGE_SIZE, mm.mmapBase, request.length) ??
    lowestFit(mm, LEGACY_BASE, TASK_SIZE, request.length)
  );
};

const takeHint = (mm: Mm, { addr, length, low32 }: PlaceRequest): Vaddr | null => {
  const hint = pageAlignDown(addr);
  const end = low32 === true ? LOW32_RANGE.end : TASK_SIZE;
  if (addr === 0 || hint > end - length) return null;
  const next = findVma(mm, hint);
  return next === null || hint + length <= startWithGap(next) ? hint : null;
};

/** Start of a range at the top of the highest gap that fits, guard gaps left free. */
const highestFit = (op: Op, low: Vaddr, high: Vaddr, length: number): Vaddr | null => {
  const { mm } = op;
  const { guardGapHidesHoles } = op.switches;
  let ceiling = high;
  while (ceiling > low) {
    const gap = mm.vmas.highestGap(low, ceiling, length);
    if (gap === null) return null;
    const above = findVma(mm, gap.end);
    const clear = above === null ? gap.end : Math.min(gap.end, startWithGap(above));
    if (clear === gap.end) return gap.end - length;
    if (!guardGapHidesHoles && clear - length >= gap.start) return clear - length;
    ceiling = guardGapHidesHoles ? clear : gap.start;
  }
  return null;
};

const lowestFit = (mm: Mm, low: Vaddr, high: Vaddr, length: number): Vaddr | null => {
  let floor = low;
  for (;;) {
    const gap = mm.vmas.lowestGap(floor, high, length);
    if (gap === null) return null;
    const above = findVma(mm, gap.end);
    const end = above === null ? gap.end : Math.min(gap.end, startWithGap(above));
    if (gap.start + length <= end) return gap.start;
    floor = above === null ? high : above.end;
    if (floor >= high) return null;
  }
};

/** Whether a mapping could stand exactly there, guard gaps apart: used before growing in place. */
export const couldStandAt = (op: Op, addr: Vaddr, length: number): boolean =>
  !isFailure(getUnmappedArea(op, { addr, length, file: null, pgoff: 0, shared: false, fixed: true }));
