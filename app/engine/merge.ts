import type { Vaddr } from "./addr.ts";
import type { Failure, Op } from "./op.ts";
import type { UffdId, Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";

export interface VmaChange {
  readonly flags?: VmFlags;
  readonly uffd?: UffdId | null;
}

/** stub */
export const vmaModify = (_op: Op, vma: Vma, _start: Vaddr, _end: Vaddr, _change: VmaChange): Vma | Failure =>
  vma;
