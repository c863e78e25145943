import { changedVma } from "./changed.ts";
import type { Vaddr } from "./addr.ts";
import { hex, PAGE_SIZE } from "./addr.ts";
import { splitHugePmdIfNeeded } from "./hugePmd.ts";
import type { Failure, Op } from "./op.ts";
import type { Vma } from "./vma.ts";
import { insertVma, newVmaId, replaceVma } from "./vmaTree.ts";

export interface SplitVma {
  readonly low: Vma;
  readonly high: Vma;
}

/** vm_ops->may_split: the vdso and the data pages beside it are one piece. Null if the VMA may be cut. */
export const maySplit = (op: Op, vma: Vma, addr: Vaddr): Failure | null => {
  if (vma.special === null || !op.switches.specialMappingsInOnePiece) return null;
  return op.fail(
    "EINVAL",
    "a special mapping cannot be split",
    `${vma.special} is one piece: the kernel does not cut it at ${hex(addr)}. Take the whole mapping.`,
  );
};

/**
 * Cuts a VMA in two at `addr` (__split_vma). The upper part's pgoff grows by the distance, both parts keep the
 * anon_vma. Does not look at the limit of mappings: munmap may go one above it for a moment.
 */
export const splitVmaUnchecked = (op: Op, vma: Vma, addr: Vaddr): SplitVma | Failure =>
  op.within("__split_vma", () => {
    const refused = maySplit(op, vma, addr);
    if (refused !== null) return refused;
    splitHugePmdIfNeeded(op, addr);
    const pages = (addr - vma.start) / PAGE_SIZE;
    const low = changedVma(vma, { end: addr });
    const high = changedVma(vma, {
      id: newVmaId(op),
      start: addr,
      pgoff: vma.pgoff + pages,
      anonPgoff: vma.anonPgoff + pages,
    });
    replaceVma(op, vma, low);
    insertVma(op, high);
    if (op.log !== null) op.emit({ kind: "vmaSplit", before: vma, low, high });
    return { low, high };
  });

/** split_vma: ENOMEM when the process already has as many mappings as vm.max_map_count allows. */
export const splitVma = (op: Op, vma: Vma, addr: Vaddr): SplitVma | Failure => {
  const max = op.config.maxMapCount;
  if (op.mm.mapCount >= max) {
    return op.within("split_vma", () =>
      op.fail(
        "ENOMEM",
        "map_count < max_map_count",
        `Splitting ${hex(vma.start)}–${hex(vma.end)} would need one more mapping, but the process has ${op.mm.mapCount} and vm.max_map_count is ${max}. Unmap something first.`,
      ),
    );
  }
  return splitVmaUnchecked(op, vma, addr);
};
