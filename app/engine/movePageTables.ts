import type { Vaddr } from "./addr.ts";
import type { Op } from "./op.ts";
import type { Vma } from "./vma.ts";

export interface PageTableMove {
  readonly from: Vaddr;
  readonly to: Vaddr;
  /** Bytes. */
  readonly length: number;
  readonly oldVma: Vma;
  readonly newVma: Vma;
}

/** Carries the entries of [from, from + length) to `to` (move_page_tables). */
export function movePageTables(op: Op, move: PageTableMove): void {
  op.within("move_page_tables", () => void move);
}
