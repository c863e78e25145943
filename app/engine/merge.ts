import { changedVma } from "./changed.ts";
import type { Vaddr } from "./addr.ts";
import { PAGE_SIZE } from "./addr.ts";
import { dupAnonVma } from "./anonVma.ts";
import { isFailure } from "./failure.ts";
import { splitHugePmdIfNeeded } from "./hugePmd.ts";
import {
  anonVmasCompatible,
  canMergeAfter,
  canMergeBefore,
  mayBeRemoved,
  neverMerges,
  pagesOf,
  withSticky,
} from "./mergeRules.ts";
import type { MergeCandidate } from "./mergeRules.ts";
import type { Failure, Op } from "./op.ts";
import { splitVma } from "./splitVma.ts";
import type { UffdId, Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";
import { findVma, insertVma, removeVma, replaceVma, vmaBefore } from "./vmaTree.ts";

/** What changes in a part of a mapping; what is left out stays. */
export interface VmaChange {
  readonly flags?: VmFlags;
  readonly uffd?: UffdId | null;
}

interface Neighbours {
  readonly prev: Vma | null;
  readonly next: Vma | null;
}

const emitMerged = (op: Op, parts: readonly Vma[], into: Vma): Vma => {
  if (op.log !== null) op.emit({ kind: "vmaMerged", parts, into });
  return into;
};

/**
 * Joins an empty range with the VMA below, above, or both (vma_merge_new_range); null if neither fits.
 * The pages of the range are not counted here. `without` names a VMA that must not be a partner.
 */
export const mergeNewRange = (
  op: Op,
  candidate: MergeCandidate,
  options: { readonly without?: Vma | undefined; readonly leftOnly?: boolean; readonly mmap?: boolean } = {},
): Vma | null =>
  op.within("vma_merge_new_range", () => {
    if (neverMerges(candidate.flags)) return null;
    const usable = (vma: Vma | null): Vma | null =>
      vma === null || vma.id === options.without?.id ? null : vma;
    const prev = usable(vmaBefore(op.mm, candidate.start));
    const next = options.leftOnly === true ? null : usable(findVma(op.mm, candidate.end));
    const sides =
      options.mmap === true && op.switches.fillPrefersNext
        ? sidesUpperFirst(op, candidate, { prev, next })
        : sidesOf(op, candidate, { prev, next });
    return expandInto(op, candidate, sides);
  });

/** Which neighbours the range joins: both only if they also fit each other, else the lower one wins. */
const sidesOf = (op: Op, candidate: MergeCandidate, { prev, next }: Neighbours): Neighbours => {
  const { switches } = op.config.kernel;
  const left = prev !== null && canMergeAfter(switches, prev, candidate) ? prev : null;
  const right = next !== null && canMergeBefore(switches, next, candidate) ? next : null;
  if (left === null || right === null) return { prev: left, next: right };
  return { prev: left, next: anonVmasCompatible(left, right) && mayBeRemoved(right) ? right : null };
};

/** mmap_region of 6.1 … 6.11 looks at the upper neighbour first and asks the lower one to fit that. */
const sidesUpperFirst = (op: Op, candidate: MergeCandidate, { prev, next }: Neighbours): Neighbours => {
  const { switches } = op.config.kernel;
  const right = next !== null && canMergeBefore(switches, next, candidate) ? next : null;
  const asked =
    right === null ? candidate : { ...candidate, anonVma: right.anonVma, anonVmaChain: right.anonVmaChain };
  const left = prev !== null && canMergeAfter(switches, prev, asked) ? prev : null;
  return { prev: left, next: right };
};

const expandInto = (op: Op, candidate: MergeCandidate, { prev, next }: Neighbours): Vma | null => {
  const origin = copiedAnonVma(op, candidate);
  if (prev !== null && next !== null) {
    const into = withSticky(
      origin(dupAnonVma(changedVma(prev, { end: next.end }), next)),
      candidate.flags,
      next.flags,
    );
    removeVma(op, next);
    replaceVma(op, prev, into);
    return emitMerged(op, [prev, next], into);
  }
  if (prev !== null) {
    const into = withSticky(origin(changedVma(prev, { end: candidate.end })), candidate.flags);
    replaceVma(op, prev, into);
    return emitMerged(op, [prev], into);
  }
  if (next !== null) {
    const { start, pgoff, anonPgoff } = candidate;
    const into = withSticky(origin(changedVma(next, { start, pgoff, anonPgoff })), candidate.flags);
    replaceVma(op, next, into);
    return emitMerged(op, [next], into);
  }
  return null;
};

/** A copy brings its anon_vma along; 6.16 and 6.17 forgot that when the neighbour had none. */
const copiedAnonVma =
  (op: Op, candidate: MergeCandidate) =>
  (into: Vma): Vma => {
    if (candidate.origin !== "copy" || candidate.anonVma === null || into.anonVma !== null) return into;
    if (op.switches.copiedMergeForgetsAnonVma) return into;
    return changedVma(into, { anonVma: candidate.anonVma, anonVmaChain: candidate.anonVmaChain });
  };

/**
 * Changes [start, end) of one VMA: joined with a neighbour that is like it then, or cut out (vma_modify).
 * Gives the VMA that now covers `start`, with the change made. On failure a cut already made at `start` stays.
 */
export const vmaModify = (op: Op, vma: Vma, start: Vaddr, end: Vaddr, change: VmaChange): Vma | Failure =>
  op.within("vma_modify", () => {
    const merged = mergeExistingRange(op, vma, start, end, change);
    if (merged !== null) return merged;
    let part = vma;
    if (part.start < start) {
      const cut = splitVma(op, part, start);
      if (isFailure(cut)) return cut;
      part = cut.high;
    }
    if (part.end > end) {
      const cut = splitVma(op, part, end);
      if (isFailure(cut)) return cut;
      part = cut.low;
    }
    const changed = changedVma(part, change);
    replaceVma(op, part, changed);
    if (op.log !== null) {
      op.emit({
        kind: "vmaChanged",
        before: part,
        after: changed,
        what: change.uffd === undefined ? "flags" : "uffd",
      });
    }
    return changed;
  });

const partOf = (vma: Vma, start: Vaddr, end: Vaddr, change: VmaChange): MergeCandidate => {
  const offset = (start - vma.start) / PAGE_SIZE;
  return {
    start,
    end,
    flags: change.flags ?? vma.flags,
    pgoff: vma.pgoff + offset,
    anonPgoff: vma.anonPgoff + offset,
    file: vma.file,
    uffd: change.uffd === undefined ? vma.uffd : change.uffd,
    anonVma: vma.anonVma,
    anonVmaChain: vma.anonVmaChain,
    origin: "part",
  };
};

/** Joins a part of `vma`, as it will be after the change, with prev, next or both (vma_merge_existing_range). */
const mergeExistingRange = (op: Op, vma: Vma, start: Vaddr, end: Vaddr, change: VmaChange): Vma | null =>
  op.within("vma_merge_existing_range", () => {
    const candidate = partOf(vma, start, end, change);
    if (neverMerges(candidate.flags)) return null;
    const prev = start === vma.start ? vmaBefore(op.mm, start) : null;
    const next = end === vma.end ? findVma(op.mm, end) : null;
    const sides = sidesOf(op, candidate, { prev, next });
    if (sides.prev === null && sides.next === null) return null;
    if (start === vma.start && end === vma.end && !mayBeRemoved(vma)) return null;
    return absorb(op, vma, candidate, sides);
  });

const absorb = (op: Op, vma: Vma, candidate: MergeCandidate, { prev, next }: Neighbours): Vma => {
  const { start, end } = candidate;
  if (prev !== null && next !== null) {
    const joined = dupAnonVma(changedVma(prev, { end: next.end }), next.anonVma === null ? vma : next);
    const into = withSticky(joined, candidate.flags, next.flags);
    removeVma(op, vma);
    removeVma(op, next);
    replaceVma(op, prev, into);
    return emitMerged(op, [prev, vma, next], into);
  }
  if (prev !== null) {
    const into = withSticky(dupAnonVma(changedVma(prev, { end }), vma), candidate.flags);
    removeVma(op, vma);
    replaceVma(op, prev, into);
    if (end < vma.end) {
      splitHugePmdIfNeeded(op, end);
      insertVma(op, keepUpper(vma, end));
    }
    return emitMerged(op, [prev, vma], into);
  }
  if (next === null) return vma;
  const { pgoff, anonPgoff } = candidate;
  const grown = changedVma(next, { start, pgoff, anonPgoff });
  const into = withSticky(dupAnonVma(grown, vma), candidate.flags);
  removeVma(op, vma);
  replaceVma(op, next, into);
  if (start > vma.start) {
    splitHugePmdIfNeeded(op, start);
    insertVma(op, changedVma(vma, { end: start }));
  }
  return emitMerged(op, [vma, next], into);
};

const keepUpper = (vma: Vma, from: Vaddr): Vma => {
  const lost = pagesOf({ start: vma.start, end: from });
  return changedVma(vma, { start: from, pgoff: vma.pgoff + lost, anonPgoff: vma.anonPgoff + lost });
};
