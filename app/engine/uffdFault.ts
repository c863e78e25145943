import type { Vaddr } from "./addr.ts";
import type { Op } from "./op.ts";
import type { Vma } from "./vma.ts";
import type { CallResult } from "./calls.ts";

export type UffdReason = "missing" | "wp" | "minor";

/** What userfaultfd makes of a fault. */
export type Interception =
  /** Nobody watches: the kernel resolves the fault itself. */
  | { readonly kind: "notArmed" }
  /** The monitor has answered: look at the entry again (VM_FAULT_RETRY). */
  | { readonly kind: "retry" }
  /** FEATURE_SIGBUS, or the monitor answered with an error that kills the access. */
  | { readonly kind: "sigbus" }
  | Extract<CallResult, { kind: "blocked" }>;

/** Asks the userfaultfd of the mapping before a page is installed or unprotected (handle_userfault). */
export function interceptFault(
  _op: Op,
  _vma: Vma,
  _addr: Vaddr,
  _access: "read" | "write",
  _reason: UffdReason,
): Interception {
  return { kind: "notArmed" };
}
