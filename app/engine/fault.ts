import type { Vaddr } from "./addr.ts";
import type { CallResult, SignalInfo } from "./calls.ts";
import type { Op } from "./op.ts";

export type FaultOutcome =
  /** The access can go on; `pages` neighbouring pages from the faulting one on were resolved in one go. */
  | { readonly kind: "resolved"; readonly pages: number }
  | { readonly kind: "signal"; readonly info: SignalInfo; readonly why: string; readonly where: string }
  | Extract<CallResult, { kind: "blocked" }>;

/** Resolves a page fault at `addr` (handle_mm_fault). */
export function handleFault(op: Op, addr: Vaddr, access: "read" | "write"): FaultOutcome {
  return op.within("handle_mm_fault", () => ({
    kind: "resolved",
    pages: access === "read" && addr < 0 ? 0 : 1,
  }));
}
