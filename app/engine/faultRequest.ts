import { type Vpn, addrOf, vpnOf } from "./addr.ts";
import type { CallResult, SignalInfo } from "./calls.ts";
import type { Op } from "./op.ts";
import { type FaultMode, type UffdReason, interceptFault } from "./uffdFault.ts";
import type { Vma } from "./vma.ts";

/** An access that cannot go on: what is asked of the fault handlers (struct vm_fault). */
export interface FaultRequest {
  readonly vpn: Vpn;
  /** The same access goes on up to here; pages in the same state may be resolved in one step. */
  readonly limit: Vpn;
  readonly access: "read" | "write";
  readonly mode: FaultMode;
}

/** Why the access does not go on. */
export type FaultStop =
  | { readonly kind: "signal"; readonly info: SignalInfo; readonly why: string; readonly where: string }
  | Extract<CallResult, { kind: "blocked" }>;

/** Null: the fault is resolved as far as it could be; the access tries again. */
export type FaultResult = FaultStop | null;

/** The access is killed: SIGSEGV or SIGBUS, with the reason in a learner's words. */
export function signal(op: Op, vpn: Vpn, code: SignalInfo["code"], why: string): FaultStop {
  const name = code.startsWith("BUS") ? "SIGBUS" : "SIGSEGV";
  // The processor does not tell which address a general protection fault was about.
  const addr = code === "SI_KERNEL" ? 0 : addrOf(vpn);
  op.emit({ kind: "signalled", signal: name, code, addr });
  return { kind: "signal", info: { signal: name, code, addr }, why, where: op.where };
}

/** Page of the object that a page of the mapping shows (linear_page_index). */
export const pageIndex = (vma: Vma, vpn: Vpn): number => vma.pgoff + vpn - vpnOf(vma.start);

/** Place of a page in its mapping: the number in a frame's label. */
export const placeIn = (vma: Vma, vpn: Vpn): number => vpn - vpnOf(vma.start);

/**
 * Asks the userfaultfd of the mapping first (handle_userfault). "go": nobody watches. Null: start over.
 */
export function askUffd(op: Op, vma: Vma, request: FaultRequest, reason: UffdReason): FaultResult | "go" {
  const answer = interceptFault(op, vma, addrOf(request.vpn), reason, request.access, request.mode);
  switch (answer.kind) {
    case "notArmed":
      return "go";
    case "retry":
      return null;
    case "blocked":
      return { kind: "blocked", why: answer.why, where: answer.where };
    case "sigbus":
      return signal(
        op,
        request.vpn,
        "BUS_ADRERR",
        request.mode === "kernelAtOnce"
          ? "A userfaultfd watches this page, but the call holds mmap_lock and cannot wait for an answer."
          : "A userfaultfd with UFFD_FEATURE_SIGBUS watches this page: nobody is asked, the access fails at once.",
      );
  }
}
