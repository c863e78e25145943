import type { Vaddr } from "./addr.ts";
import type { Op } from "./op.ts";

/** Drops every entry of [start, end) with its frames and RSS (unmap_page_range). */
export function zapRange(op: Op, start: Vaddr, end: Vaddr): void {
  op.within("unmap_page_range", () => void [start, end]);
}

/**
 * Frees the PTE tables below [start, end) that no mapping needs any more (free_pgtables). To be called after the
 * VMAs of the range were taken out of the tree.
 */
export function freePgtables(op: Op, start: Vaddr, end: Vaddr): void {
  op.within("free_pgtables", () => void [start, end]);
}
