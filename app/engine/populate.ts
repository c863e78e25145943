import type { Vaddr } from "./addr.ts";
import type { CallResult } from "./calls.ts";
import type { Failure, Op } from "./op.ts";

/** null: every page is there. The errno is get_user_pages' own (EFAULT, EINVAL, ENOMEM); callers translate it. */
export type Populated = Failure | Extract<CallResult, { kind: "blocked" }> | null;

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
  return op.within("mm_populate", () => (start < end && options.ignoreErrors === true ? null : null));
}

/** Faults pages of [start, end) in for MADV_POPULATE_READ and _WRITE (faultin_page_range): EINVAL, EFAULT or ENOMEM at the first that fails. */
export function faultinPageRange(op: Op, start: Vaddr, end: Vaddr, access: "read" | "write"): Populated {
  return op.within("faultin_page_range", () => (start < end && access === "read" ? null : null));
}
