import { changedVma } from "./changed.ts";
import { vpnOf } from "./addr.ts";
import type { Vaddr } from "./addr.ts";
import { isAnonymous } from "./anonVma.ts";
import { mergeNewRange } from "./merge.ts";
import type { MergeCandidate } from "./mergeRules.ts";
import type { Op } from "./op.ts";
import { contextWith } from "./uffd.ts";
import type { Vma } from "./vma.ts";
import { insertVma, newVmaId } from "./vmaTree.ts";
import { inPages } from "./vrm.ts";
import type { Vrm } from "./vrm.ts";

export interface CopiedVma {
  readonly newVma: Vma;
  /** The source as it is now: where it merged with its own copy, the two are one. */
  readonly source: Vma;
}

const offsetsAt = (op: Op, source: Vma, addr: Vaddr, newAddr: Vaddr): Pick<Vma, "pgoff" | "anonPgoff"> => {
  const inside = inPages(addr - source.start);
  const untouched = source.anonVma === null;
  if (isAnonymous(source)) {
    // Untouched memory is tied to no place: it takes the offset of the new one, the better to merge there.
    const pgoff = untouched ? vpnOf(newAddr) : source.pgoff + inside;
    return { pgoff, anonPgoff: pgoff };
  }
  const resets = untouched && op.switches.anonPgoffForPrivateFile;
  return {
    pgoff: source.pgoff + inside,
    anonPgoff: resets ? vpnOf(newAddr) : source.anonPgoff + inside,
  };
};

/**
 * Gives the destination a mapping like the source (copy_vma): merged with a neighbour, or a new VMA of its own.
 * No entry has moved yet, and the source stays whole.
 */
export const copyVma = (op: Op, source: Vma, vrm: Vrm): CopiedVma =>
  op.within("copy_vma", () => {
    const start = vrm.newAddr;
    const { pgoff, anonPgoff } = offsetsAt(op, source, vrm.addr, start);
    const range = { start, end: start + vrm.newLen, pgoff, anonPgoff };
    const merged = mayMerge(op, source) ? mergeCopiedRange(op, source, vrm, range) : null;
    if (merged === null) {
      const newVma = changedVma(source, { id: newVmaId(op), start, end: range.end, pgoff, anonPgoff });
      insertVma(op, newVma);
      if (op.log !== null) op.emit({ kind: "vmaCreated", vma: newVma });
      return { newVma, source };
    }
    const selfMerge = merged.start <= source.start && source.start < merged.end;
    return { newVma: merged, source: selfMerge ? merged : source };
  });

/** Since 7.3.4 a mapping that loses its userfaultfd registration by moving does not join a registered neighbour. */
const mayMerge = (op: Op, source: Vma): boolean =>
  !op.switches.uffdMergeGuard ||
  source.uffd === null ||
  contextWith(op.system, source, "UFFD_FEATURE_EVENT_REMAP") !== null;

type MovedRange = Pick<MergeCandidate, "start" | "end" | "pgoff" | "anonPgoff">;

/** Joins the copy with the destination's neighbours (vma_merge_copied_range). */
const mergeCopiedRange = (op: Op, source: Vma, vrm: Vrm, range: MovedRange): Vma | null =>
  op.within("vma_merge_copied_range", () => {
    const { flags, file, uffd, anonVma, anonVmaChain } = source;
    const alone = vrm.dontUnmap && op.switches.dontunmapNoSelfMerge;
    const { start, end, pgoff, anonPgoff } = range;
    return mergeNewRange(
      op,
      {
        start,
        end,
        flags,
        pgoff,
        anonPgoff,
        file,
        uffd,
        anonVma,
        anonVmaChain,
        origin: "copy",
      },
      { without: alone ? source : undefined },
    );
  });
