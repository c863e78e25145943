import { changedVma } from "./changed.ts";
import { acctMemory, addLocked, enoughMemory, expandLimit, mayExpandVm, statAccount } from "./accounting.ts";
import type { Vaddr } from "./addr.ts";
import { PAGE_SIZE, vpnOf } from "./addr.ts";
import { isFailure } from "./failure.ts";
import { mergeNewRange } from "./merge.ts";
import type { MergeCandidate } from "./mergeRules.ts";
import { completeMunmap, doMunmap, gatherVmas } from "./munmap.ts";
import type { Failure, Op } from "./op.ts";
import { createShmemInode, inodeOf, replaceInode } from "./pageCache.ts";
import type { FileId, Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_ACCOUNT,
  VM_HUGETLB,
  VM_LOCKED,
  VM_LOCKONFAULT,
  VM_NORESERVE,
  VM_SHARED,
  VM_SOFTDIRTY,
  VM_SPECIAL,
  VM_WRITE,
  withFlags,
  withoutFlags,
} from "./vmFlags.ts";
import { insertVma, newVmaId, rangeIsFree, replaceVma, vmasIn } from "./vmaTree.ts";

/** A mapping to be made at a place that is already chosen. */
export interface RegionRequest {
  readonly start: Vaddr;
  /** Bytes, page aligned. */
  readonly length: number;
  readonly flags: VmFlags;
  readonly pgoff: number;
  readonly file: FileId | null;
}

/** Private, writable, not excused: the kernel promises every page of it (accountable_mapping). */
const isAccountable = (flags: VmFlags): boolean =>
  hasFlags(flags, VM_WRITE) && !hasAnyFlag(flags, withFlags(VM_SHARED, withFlags(VM_NORESERVE, VM_HUGETLB)));

/**
 * Makes the mapping in place of whatever is there (mmap_region): limits, charge, merge with neighbours or a new
 * VMA, counters. Since 6.12 nothing is unmapped before all checks have passed.
 */
export const mmapRegion = (op: Op, request: RegionRequest): Vma | Failure =>
  op.within("mmap_region", () => {
    const prepared = op.switches.mmapUnmapsLate ? prepareLate(op, request) : prepareEarly(op, request);
    if (isFailure(prepared)) return prepared;
    const vma = mergeOrCreate(op, { ...request, flags: prepared.flags });
    if (isFailure(vma)) {
      acctMemory(op, -prepared.charged);
      return vma;
    }
    return completeRegion(op, vma, { ...request, flags: prepared.flags });
  });

interface Prepared {
  readonly flags: VmFlags;
  readonly charged: number;
}

const charge = (op: Op, flags: VmFlags, pages: number): Prepared | Failure => {
  if (!isAccountable(flags)) return { flags, charged: 0 };
  const refused = pages > 0 ? enoughMemory(op, pages) : null;
  if (refused !== null) return refused;
  return { flags: withFlags(flags, VM_ACCOUNT), charged: pages };
};

/** 6.12 and later (__mmap_prepare): what is there is cut and counted, but goes only after the checks. */
const prepareLate = (op: Op, { start, length, flags, file }: RegionRequest): Prepared | Failure =>
  op.within("__mmap_prepare", () => {
    const pages = length / PAGE_SIZE;
    const end = start + length;
    const replaced = rangeIsFree(op.mm, start, end) ? null : gatherVmas(op, start, end);
    if (isFailure(replaced)) return replaced;
    const refused = mayExpandVm(op, flags, pages - (replaced?.pages ?? 0));
    if (refused !== null) return refused;
    const accounted = isAccountable(flags) ? (replaced?.accounted ?? 0) : 0;
    const prepared = charge(op, flags, pages - accounted);
    if (isFailure(prepared)) return prepared;
    if (replaced !== null) {
      completeMunmap(op, { ...replaced, accounted: replaced.accounted - accounted }, { holds: file });
    }
    return prepared;
  });

const pagesMappedIn = (op: Op, start: Vaddr, end: Vaddr): number =>
  vmasIn(op.mm, start, end).reduce(
    (sum, vma) => sum + (Math.min(vma.end, end) - Math.max(vma.start, start)) / PAGE_SIZE,
    0,
  );

/** Until 6.11: the limits are looked at before, overcommit after the old mapping went. */
const prepareEarly = (op: Op, { start, length, flags, file }: RegionRequest): Prepared | Failure => {
  const pages = length / PAGE_SIZE;
  if (expandLimit(op.system, op.mm, flags, pages) !== null) {
    const refused = mayExpandVm(op, flags, pages - pagesMappedIn(op, start, start + length));
    if (refused !== null) return refused;
  }
  const removed = doMunmap(op, start, length, { holds: file });
  if (removed !== null) return removed;
  return charge(op, flags, pages);
};

const mergeOrCreate = (op: Op, { start, length, flags, pgoff, file }: RegionRequest): Vma | Failure => {
  const end = start + length;
  const anonPgoff = file === null ? pgoff : vpnOf(start);
  const candidate: MergeCandidate = {
    start,
    end,
    flags,
    pgoff,
    anonPgoff,
    file,
    uffd: null,
    anonVma: null,
    anonVmaChain: [],
    origin: "new",
  };
  // Shared anonymous memory gets an object of its own each time: there is nothing to merge with.
  const ownObject = file === null && hasFlags(flags, VM_SHARED);
  const merged = ownObject ? null : mergeNewRange(op, candidate, { mmap: true });
  if (merged !== null) return merged;
  const object = ownObject ? shmemZeroSetup(op, length / PAGE_SIZE, flags) : file;
  if (isFailure(object)) return object;
  return op.within("__mmap_new_vma", () => {
    const vma: Vma = {
      id: newVmaId(op),
      start,
      end,
      flags,
      pgoff,
      anonPgoff,
      file: object,
      anonVma: null,
      anonVmaChain: [],
      uffd: null,
      special: null,
    };
    insertVma(op, vma);
    if (op.log !== null) op.emit({ kind: "vmaCreated", vma });
    return vma;
  });
};

/** The object behind shared anonymous memory; its pages are charged at once, not when they are touched. */
const shmemZeroSetup = (op: Op, pages: number, flags: VmFlags): FileId | Failure =>
  op.within("shmem_zero_setup", () => {
    const charged = hasFlags(flags, VM_NORESERVE) ? 0 : pages;
    const refused = charged === 0 ? null : enoughMemory(op, charged);
    if (refused !== null) return refused;
    const { id, inode } = createShmemInode(op, pages);
    replaceInode(op, { ...inodeOf(op.system, inode), charged });
    return id;
  });

const LOCK_FLAGS = withFlags(VM_LOCKED, VM_LOCKONFAULT);

/** Counters and the lock of the new pages (__mmap_complete). */
const completeRegion = (op: Op, vma: Vma, { length, flags }: RegionRequest): Vma =>
  op.within("__mmap_complete", () => {
    const pages = length / PAGE_SIZE;
    statAccount(op, flags, pages);
    let kept = vma.flags;
    if (hasFlags(flags, VM_LOCKED)) {
      if (hasAnyFlag(flags, withFlags(VM_SPECIAL, VM_HUGETLB))) kept = withoutFlags(kept, LOCK_FLAGS);
      else addLocked(op, pages);
    }
    if (op.config.softDirty) kept = withFlags(kept, VM_SOFTDIRTY);
    if (kept === vma.flags) return vma;
    const complete = changedVma(vma, { flags: kept });
    replaceVma(op, vma, complete);
    return complete;
  });
