import type { Vaddr } from "./addr.ts";
import type { Op } from "./op.ts";
import type { Vma } from "./vma.ts";

/** Which kind of fault a context can be armed for. */
export type UffdReason = "missing" | "wp" | "minor";

/**
 * What the fault path does next.
 * `notArmed`: go on as without userfaultfd. `retry`: the fault was answered (or the protection lifted), start it over.
 * `sigbus`: the access gets SIGBUS at once. `blocked`: the thread sleeps; the call comes back as "blocked".
 */
export type Intercept =
  | { readonly kind: "notArmed" }
  | { readonly kind: "retry" }
  | { readonly kind: "sigbus" }
  | { readonly kind: "blocked"; readonly why: string; readonly where: string };

/**
 * handle_userfault: what happens when a page of `vma` is missing, write-protected or only in the page cache.
 * `addr` may lie anywhere in the page. `mode` is "kernel" when the kernel faults on the thread's behalf (populate).
 */
export function interceptFault(
  _op: Op,
  _vma: Vma,
  _addr: Vaddr,
  _reason: UffdReason,
  _access: "read" | "write",
  _mode: "user" | "kernel" = "user",
): Intercept {
  return { kind: "notArmed" };
}
