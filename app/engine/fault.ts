import { type Vaddr, type Vpn, TASK_SIZE, addrOf, vpnOf } from "./addr.ts";
import { isAnonymous } from "./anonVma.ts";
import { doAnonymousPage } from "./anonymousFault.ts";
import { dropSlice, sliceFrom } from "./entries.ts";
import { isFailure } from "./failure.ts";
import { type FaultRequest, type FaultResult, type FaultStop, signal } from "./faultRequest.ts";
import { doFault } from "./fileFault.ts";
import { expandStack } from "./growStack.ts";
import { wantsHugePage, wpHugePmd, doHugePmdAnonymousPage } from "./hugeFault.ts";
import type { Op } from "./op.ts";
import { type MarkerRun, isHuge, pteAt } from "./pageTable.ts";
import type { Vma } from "./vma.ts";
import { VM_ACCESS_FLAGS, VM_UFFD_WP, VM_WRITE, hasAnyFlag, hasFlags } from "./vmFlags.ts";
import { vmaAt } from "./vmaTree.ts";
import { doWpPage } from "./wpFault.ts";

export type FaultOutcome =
  /** The entry was changed, or the monitor answered: the access tries again. */
  { readonly kind: "resolved" } | FaultStop;

/** Fault on an entry that holds a marker instead of a page (handle_pte_marker). */
function handlePteMarker(op: Op, vma: Vma, request: FaultRequest, marker: MarkerRun): FaultResult {
  return op.within("handle_pte_marker", () => {
    if (marker.guard) {
      return signal(
        op,
        request.vpn,
        "SEGV_MAPERR",
        "The page is a guard (MADV_GUARD_INSTALL): nobody may touch it.",
      );
    }
    if (marker.poison) {
      const why = "The page was poisoned with UFFDIO_POISON: its content counts as lost.";
      const code = op.config.memoryFailure === false ? "BUS_ADRERR" : "BUS_MCEERR_AR";
      return signal(op, request.vpn, code, why);
    }
    if (hasFlags(vma.flags, VM_UFFD_WP)) return doPteMissing(op, vma, request);
    const slice = sliceFrom(op, request.vpn, request.vpn + 1);
    if (slice !== null) dropSlice(op, slice);
    return null;
  });
}

const doPteMissing = (op: Op, vma: Vma, request: FaultRequest): FaultResult =>
  isAnonymous(vma) ? doAnonymousPage(op, vma, request) : doFault(op, vma, request);

/**
 * Resolves a fault inside a mapping that allows the access (handle_mm_fault): what happens depends on what the
 * page table has for the page.
 */
export function handleMmFault(op: Op, vma: Vma, request: FaultRequest): FaultResult {
  return op.within("handle_mm_fault", () => {
    op.emit({ kind: "faulted", addr: addrOf(request.vpn), access: request.access });
    if (wantsHugePage(op, vma, request.vpn)) return doHugePmdAnonymousPage(op, vma, request);
    const entry = pteAt(op.mm.pageTable, request.vpn)?.value;
    if (entry === undefined) return doPteMissing(op, vma, request);
    if (entry.kind === "marker") return handlePteMarker(op, vma, request, entry);
    return isHuge(entry) ? wpHugePmd(op, vma, request) : doWpPage(op, vma, request);
  });
}

/** Whether the access can be carried out without a fault, as far as the entry goes. */
function entryAllows(op: Op, vpn: Vpn, access: "read" | "write"): boolean {
  const entry = pteAt(op.mm.pageTable, vpn)?.value;
  if (entry === undefined || entry.kind === "marker") return false;
  return access === "read" || (entry.kind === "present" && entry.write);
}

/** Pages from `vpn` on, below `limit`, that the access can use as they are; 0 if it faults. */
export function accessiblePages(op: Op, vpn: Vpn, limit: Vpn, access: "read" | "write"): number {
  const vma = vmaAt(op.mm, addrOf(vpn));
  if (vma === null || !vmaAllows(vma, access) || !entryAllows(op, vpn, access)) return 0;
  const slice = sliceFrom(op, vpn, Math.min(limit, vpnOf(vma.end)));
  return slice === null ? 0 : slice.end - vpn;
}

/** x86: memory that may be written or executed may also be read (access_error). */
const vmaAllows = (vma: Vma, access: "read" | "write"): boolean =>
  access === "write" ? hasFlags(vma.flags, VM_WRITE) : hasAnyFlag(vma.flags, VM_ACCESS_FLAGS);

function forbidden(op: Op, vpn: Vpn, access: "read" | "write"): FaultStop {
  const verb = access === "write" ? "written" : "read";
  const why = `The page is mapped, but the mapping does not allow it to be ${verb}. mprotect can change that.`;
  return signal(op, vpn, "SEGV_ACCERR", why);
}

/** Bits 48 to 63 of an address repeat bit 47: between the lower half and the upper, the kernel's, there are none. */
const LOWER_HALF_END = 2 ** 47;
const UPPER_HALF = 2 ** 64 - LOWER_HALF_END;
const NOTHING_MAPPED = "Nothing is mapped at this address.";

/** An address above TASK_SIZE. One between the halves the processor refuses by itself (exc_general_protection). */
function beyondUserSpace(op: Op, addr: Vaddr): FaultStop {
  const vpn = vpnOf(addr);
  if (addr < LOWER_HALF_END) return signal(op, vpn, "SEGV_MAPERR", NOTHING_MAPPED);
  if (addr < UPPER_HALF) {
    return signal(op, vpn, "SI_KERNEL", "This is no address at all: bits 48 to 63 have to repeat bit 47.");
  }
  const why = "The address is not of the process: the upper half belongs to the kernel.";
  return signal(op, vpn, "SEGV_MAPERR", why);
}

/**
 * A page fault of the process at `addr` (do_user_addr_fault): the mapping is looked up, a stack may grow down to
 * the address, permissions are checked, then the entry is made. `limit` is where the same access ends, in bytes.
 */
export function handleFault(
  op: Op,
  addr: Vaddr,
  access: "read" | "write",
  limit: Vaddr = addr + 1,
): FaultOutcome {
  return op.within("do_user_addr_fault", () => {
    const vpn = vpnOf(addr);
    if (addr >= TASK_SIZE) return beyondUserSpace(op, addr);
    const vma = vmaAt(op.mm, addr) ?? expandStack(op, addr);
    if (vma === null) return signal(op, vpn, "SEGV_MAPERR", NOTHING_MAPPED);
    if (isFailure(vma)) return signal(op, vpn, "SEGV_MAPERR", vma.why);
    if (!vmaAllows(vma, access)) return forbidden(op, vpn, access);
    const request: FaultRequest = { vpn, limit: Math.ceil(limit / 4096), access, mode: "user" };
    return handleMmFault(op, vma, request) ?? { kind: "resolved" };
  });
}
