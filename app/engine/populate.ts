import { type Vaddr, type Vpn, addrOf, vpnOf } from "./addr.ts";
import type { CallResult } from "./calls.ts";
import { handleMmFault } from "./fault.ts";
import type { FaultStop } from "./faultRequest.ts";
import { lruAddDrain, lruCacheAdd } from "./lruAdd.ts";
import type { Failure, Op } from "./op.ts";
import { pteAt, ptesIn } from "./pageTable.ts";
import type { FaultMode } from "./uffdFault.ts";
import type { Vma } from "./vma.ts";
import {
  VM_ACCESS_FLAGS,
  VM_IO,
  VM_LOCKED,
  VM_LOCKONFAULT,
  VM_PFNMAP,
  VM_READ,
  VM_SHARED,
  VM_WRITE,
  hasAnyFlag,
  hasFlags,
} from "./vmFlags.ts";
import { findVma, vmaAt } from "./vmaTree.ts";

/** null: every page is there. The errno is get_user_pages' own (EFAULT, EINVAL, ENOMEM); callers translate it. */
export type Populated = Failure | Extract<CallResult, { kind: "blocked" }> | null;

type Access = "read" | "write";

/** Walking a range of pages: what is done with those that are there. */
type Visit = (vpn: Vpn, pages: number) => void;

/** Pages from `vpn` on that need no fault for this access. */
function readyPages(op: Op, vpn: Vpn, end: Vpn, access: Access): number {
  const slice = pteAt(op.mm.pageTable, vpn);
  if (slice === null || slice.value.kind === "marker") return 0;
  if (access === "write" && !(slice.value.kind === "present" && slice.value.write)) return 0;
  return Math.min(slice.end, end) - vpn;
}

const isPoisoned = (op: Op, vpn: Vpn): boolean => {
  const run = pteAt(op.mm.pageTable, vpn)?.value;
  return run?.kind === "marker" && run.poison;
};

const stopped = (op: Op, stop: FaultStop, errno: string): NonNullable<Populated> =>
  stop.kind === "blocked" ? stop : op.fail(errno, "the page can be faulted in", stop.why);

/**
 * Faults in the pages of one mapping, ascending, up to the first that fails (__get_user_pages): EFAULT, or for a
 * poisoned page what the caller wants to see.
 */
function getUserPages(
  op: Op,
  vma: Vma,
  from: Vpn,
  to: Vpn,
  access: Access,
  poisoned: "EFAULT" | "EHWPOISON" = "EFAULT",
  visit: Visit | null = null,
  mode: FaultMode = "kernel",
): Populated {
  let vpn = from;
  while (vpn < to) {
    const ready = readyPages(op, vpn, to, access);
    if (ready > 0) visit?.(vpn, ready);
    vpn += ready;
    if (ready > 0) continue;
    const now = vmaAt(op.mm, addrOf(vpn)) ?? vma;
    const stop = handleMmFault(op, now, {
      vpn,
      limit: visit === null ? to : faultLimit(op, vpn, to),
      access,
      mode,
    });
    if (stop !== null) return stopped(op, stop, isPoisoned(op, vpn) ? poisoned : "EFAULT");
  }
  return null;
}

/** Where pages are held by the list on their way to the LRU, each fault may find the list changed by the one before. */
const faultLimit = (op: Op, vpn: Vpn, to: Vpn): Vpn =>
  op.system.lruAdd.length > 0 && pteAt(op.mm.pageTable, vpn) !== null ? vpn + 1 : to;

/** The access that populating a mapping makes: private writable pages are written, so that they are copied now. */
const populateAccess = (vma: Vma): Access =>
  hasFlags(vma.flags, VM_WRITE) && !hasFlags(vma.flags, VM_SHARED) ? "write" : "read";

/** Pages that are there already, without faulting any in. */
function visitReady(op: Op, from: Vpn, to: Vpn, access: Access, visit: Visit): void {
  for (const { start, end } of ptesIn(op.mm.pageTable, from, to)) {
    if (readyPages(op, start, end, access) > 0) visit(start, end - start);
  }
}

/**
 * Pages of a locked mapping as populating looks them up (FOLL_MLOCK): the list on the way to the LRU is drained for
 * each, and one that was not marked as locked yet goes through that list once more (mlock_vma_page).
 */
function markLocked(op: Op): Visit {
  const fresh = op.system.next.pfn;
  return (vpn, pages) => {
    const last = vpn + pages - 1;
    const run = pteAt(op.mm.pageTable, last)?.value;
    if (run?.kind !== "present") return;
    lruAddDrain(op);
    const locked = op.newlyLocked.some(({ start, end }) => start <= addrOf(last) && addrOf(last) < end);
    if (locked && run.pfn < fresh) lruCacheAdd(op, run.pfn, 1, run.huge);
  };
}

/**
 * Faults in pages of one mapping (populate_vma_page_range).
 * @param mode "kernelAtOnce" for a caller that keeps mmap_lock (mprotect)
 */
export function populateVma(
  op: Op,
  vma: Vma,
  start: Vaddr,
  end: Vaddr,
  mode: FaultMode = "kernel",
): Populated {
  return op.within("populate_vma_page_range", () => {
    const onFault = hasFlags(vma.flags, VM_LOCKONFAULT);
    if (onFault && !op.switches.onFaultChecksAccess) return null;
    if (!hasAnyFlag(vma.flags, VM_ACCESS_FLAGS)) {
      const why = "The mapping allows no access (PROT_NONE), so its pages cannot be faulted in.";
      return op.fail("EFAULT", "the mapping can be accessed", why);
    }
    const access = populateAccess(vma);
    const visit = hasFlags(vma.flags, VM_LOCKED) ? markLocked(op) : null;
    if (!onFault) return getUserPages(op, vma, vpnOf(start), vpnOf(end), access, "EFAULT", visit, mode);
    if (visit !== null) visitReady(op, vpnOf(start), vpnOf(end), access, visit);
    return null;
  });
}

/**
 * Faults in every page of [start, end) as mlock and MAP_POPULATE do (mm_populate). Holes are passed over.
 * With `ignoreErrors` a mapping that cannot be faulted in is passed over too (mlockall, mmap).
 */
export function populateRange(
  op: Op,
  start: Vaddr,
  end: Vaddr,
  options: { readonly ignoreErrors?: boolean } = {},
): Populated {
  return op.within("mm_populate", () => {
    let next = start;
    while (next < end) {
      const vma = findVma(op.mm, next);
      if (vma === null || vma.start >= end) return null;
      const stop = Math.min(vma.end, end);
      if (!hasAnyFlag(vma.flags, VM_IO + VM_PFNMAP)) {
        const failed = populateVma(op, vma, Math.max(next, vma.start), stop);
        if (failed !== null && !(failed.kind === "failed" && options.ignoreErrors === true)) return failed;
      }
      next = stop;
    }
    return null;
  });
}

/** What MADV_POPULATE_READ and _WRITE refuse before they fault (check_vma_flags). */
function cannotFaultin(op: Op, vma: Vma, access: Access): Failure | null {
  const rule = "the mapping allows the access";
  if (hasAnyFlag(vma.flags, VM_IO + VM_PFNMAP)) {
    return op.fail("EINVAL", rule, "The mapping shows memory of a device: it has no pages to fault in.");
  }
  if (hasFlags(vma.flags, access === "write" ? VM_WRITE : VM_READ)) return null;
  return op.fail(
    "EINVAL",
    rule,
    `The mapping may not be ${access === "write" ? "written" : "read"}. mprotect can change that.`,
  );
}

/**
 * Faults pages of [start, end) in for MADV_POPULATE_READ and _WRITE (faultin_page_range): EINVAL, EFAULT or ENOMEM
 * at the first that fails; what was faulted in before stays.
 */
export function faultinPageRange(op: Op, start: Vaddr, end: Vaddr, access: Access): Populated {
  return op.within("faultin_page_range", () => {
    let next = start;
    while (next < end) {
      const vma = vmaAt(op.mm, next);
      if (vma === null) {
        return op.fail(
          "ENOMEM",
          "the range is mapped",
          "Part of the range is not mapped; the pages before it were faulted in.",
        );
      }
      const stop = Math.min(vma.end, end);
      const failed =
        cannotFaultin(op, vma, access) ??
        getUserPages(op, vma, vpnOf(next), vpnOf(stop), access, "EHWPOISON");
      if (failed !== null) return failed;
      next = stop;
    }
    return null;
  });
}
