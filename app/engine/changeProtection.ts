import type { Vaddr } from "./addr.ts";
import type { Op } from "./op.ts";
import type { Vma } from "./vma.ts";

/** Adapts the entries of [start, end) to the permissions that `vma` has now (change_protection). */
export function changeProtection(op: Op, vma: Vma, start: Vaddr, end: Vaddr): void {
  op.within("change_protection", () => void [vma, start, end]);
}
