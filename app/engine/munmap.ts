import type { Vaddr } from "./addr.ts";
import { hex, isPageAligned, PAGE_SIZE, pageAlignUp, TASK_SIZE } from "./addr.ts";
import { acctMemory, addLocked, statAccount } from "./accounting.ts";
import { isFailure } from "./failure.ts";
import { pagesOf } from "./mergeRules.ts";
import { releaseFile } from "./fput.ts";
import { lruAddDrain } from "./lruAdd.ts";
import type { Failure, Op } from "./op.ts";
import { splitVmaUnchecked } from "./splitVma.ts";
import { uffdUnmapPrep } from "./uffdEvents.ts";
import type { FileId, Vma } from "./vma.ts";
import { hasFlags, VM_ACCOUNT, VM_LOCKED, VM_SEALED } from "./vmFlags.ts";
import { findVma, rangeIsFree, removeVma, vmasIn } from "./vmaTree.ts";
import { freePgtables, zapRange } from "./zap.ts";

export interface MunmapOptions {
  /** The charge of the pages goes on elsewhere: a move has carried it to the destination. */
  readonly keepCharge?: boolean;
  /** A file that the call itself still needs: it does not end with its last mapping here. */
  readonly holds?: FileId | null;
}

/** Mappings that are to go, already cut at both ends of the range (vma_munmap_struct). */
export interface Gathered {
  readonly start: Vaddr;
  readonly end: Vaddr;
  readonly vmas: readonly Vma[];
  readonly pages: number;
  /** Pages whose charge will be given back. */
  readonly accounted: number;
}

/**
 * Removes whatever is mapped in [start, start + length); nothing there is fine (do_vmi_munmap).
 * On failure no mapping is gone, but a cut already made stays.
 */
export const doMunmap = (op: Op, start: Vaddr, length: number, options: MunmapOptions = {}): Failure | null =>
  op.within("do_vmi_munmap", () => {
    const bad = checkRange(op, start, length);
    if (bad !== null) return bad;
    const end = start + pageAlignUp(length);
    if (rangeIsFree(op.mm, start, end)) return null;
    const gathered = gatherVmas(op, start, end);
    if (isFailure(gathered)) return gathered;
    completeMunmap(op, gathered, options);
    return null;
  });

const checkRange = (op: Op, start: Vaddr, length: number): Failure | null => {
  if (!isPageAligned(start)) {
    return op.fail("EINVAL", "address is page aligned", `${hex(start)} is not a multiple of ${PAGE_SIZE}.`);
  }
  if (start > TASK_SIZE || length > TASK_SIZE - start) {
    return op.fail(
      "EINVAL",
      "range within user space",
      `The range of ${length} bytes at ${hex(start)} ends beyond ${hex(TASK_SIZE)}, the end of user space.`,
    );
  }
  if (length === 0)
    return op.fail("EINVAL", "length is not zero", "There is no such thing as unmapping 0 bytes.");
  op.passed("range is page aligned, not empty and within user space");
  return null;
};

/** Cuts at both ends and collects, refusing sealed mappings (vms_gather_munmap_vmas). */
export const gatherVmas = (op: Op, start: Vaddr, end: Vaddr): Gathered | Failure =>
  op.within("vms_gather_munmap_vmas", () => {
    const cut = cutFirst(op, start, end);
    if (cut !== null) return cut;
    const vmas: Vma[] = [];
    let pages = 0;
    let accounted = 0;
    for (const found of vmasIn(op.mm, start, end)) {
      const vma = cutLast(op, found, end);
      if (isFailure(vma)) return vma;
      uffdUnmapPrep(op, vma, start, end);
      vmas.push(vma);
      pages += pagesOf(vma);
      if (hasFlags(vma.flags, VM_ACCOUNT)) accounted += pagesOf(vma);
    }
    return { start, end, vmas, pages, accounted };
  });

const sealed = (op: Op, vma: Vma): Failure =>
  op.fail(
    "EPERM",
    "mapping is not sealed",
    `The mapping at ${hex(vma.start)} is sealed (mseal): it can no longer be unmapped or replaced.`,
  );

const cutFirst = (op: Op, start: Vaddr, end: Vaddr): Failure | null => {
  const first = findVma(op.mm, start);
  if (first === null || first.start >= start) return null;
  const { maxMapCount } = op.config;
  if (end < first.end && op.mm.mapCount >= maxMapCount) {
    return op.fail(
      "ENOMEM",
      "map_count < max_map_count",
      `Unmapping the middle of ${hex(first.start)}–${hex(first.end)} leaves one mapping more, but the process has ${op.mm.mapCount} and vm.max_map_count is ${maxMapCount}.`,
    );
  }
  if (hasFlags(first.flags, VM_SEALED)) return sealed(op, first);
  const halves = splitVmaUnchecked(op, first, start);
  return isFailure(halves) ? halves : null;
};

const cutLast = (op: Op, vma: Vma, end: Vaddr): Vma | Failure => {
  if (hasFlags(vma.flags, VM_SEALED)) return sealed(op, vma);
  if (vma.end <= end) return vma;
  const halves = splitVmaUnchecked(op, vma, end);
  return isFailure(halves) ? halves : halves.low;
};

/** Past the point of no return: takes the mappings out, then their pages and counters (vms_complete_munmap_vmas). */
export const completeMunmap = (op: Op, gathered: Gathered, options: MunmapOptions = {}): void =>
  op.within("vms_complete_munmap_vmas", () => {
    if (gathered.vmas.length > 0) lruAddDrain(op);
    for (const vma of op.rounds(gathered.vmas)) {
      removeVma(op, vma);
      zapRange(op, vma.start, vma.end);
      if (hasFlags(vma.flags, VM_LOCKED)) addLocked(op, -pagesOf(vma));
      statAccount(op, vma.flags, -pagesOf(vma));
      if (op.log !== null) op.emit({ kind: "vmaRemoved", vma });
    }
    freePgtables(op, gathered.start, gathered.end);
    for (const file of new Set(gathered.vmas.map((vma) => vma.file))) {
      if (file !== null && file !== options.holds) releaseFile(op, file);
    }
    if (options.keepCharge !== true) acctMemory(op, -gathered.accounted);
  });
