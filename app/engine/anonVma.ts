import { changedVma } from "./changed.ts";
import { PAGE_SIZE } from "./addr.ts";
import type { Op } from "./op.ts";
import type { AnonVmaId, Vma } from "./vma.ts";
import { VM_ACCESS_FLAGS, VM_MAYBE_GUARD, VM_SOFTDIRTY, withoutFlags } from "./vmFlags.ts";
import { findVma, replaceVma, vmaBefore } from "./vmaTree.ts";

/**
 * anon_vma: which mappings may hold the same anonymous pages. Only its identity is modelled, because identity
 * decides merging; a chain of more than one link marks a mapping inherited through fork.
 */

/** Private anonymous memory: no object behind it (vma_is_anonymous, vm_ops null). */
export const isAnonymous = (vma: Vma): boolean => vma.file === null && vma.special === null;

const compatible = (a: Vma, b: Vma): boolean => {
  const ignored = VM_ACCESS_FLAGS + VM_SOFTDIRTY + VM_MAYBE_GUARD;
  return (
    a.end === b.start &&
    a.file === b.file &&
    a.special === b.special &&
    withoutFlags(a.flags, ignored) === withoutFlags(b.flags, ignored) &&
    b.pgoff === a.pgoff + (b.start - a.start) / PAGE_SIZE
  );
};

const reusable = (neighbour: Vma): AnonVmaId | null =>
  neighbour.anonVmaChain.length === 1 ? neighbour.anonVma : null;

/** A neighbour that could later be merged shares its anon_vma: the next one first (find_mergeable_anon_vma). */
const mergeableAnonVma = (op: Op, vma: Vma): AnonVmaId | null => {
  const next = findVma(op.mm, vma.end);
  if (next !== null && compatible(vma, next)) {
    const found = reusable(next);
    if (found !== null) return found;
  }
  const prev = vmaBefore(op.mm, vma.start);
  return prev !== null && compatible(prev, vma) ? reusable(prev) : null;
};

const newAnonVma = (op: Op): AnonVmaId => op.takeNumber("anonVma");

/** Gives a VMA its anon_vma before the first anonymous page (anon_vma_prepare); the VMA as it is then. */
export const prepareAnonVma = (op: Op, vma: Vma): Vma => {
  if (vma.anonVma !== null) return vma;
  return op.within("__anon_vma_prepare", () => {
    const shared = mergeableAnonVma(op, vma);
    const anonVma = shared ?? newAnonVma(op);
    const prepared = changedVma(vma, { anonVma, anonVmaChain: [anonVma] });
    replaceVma(op, vma, prepared);
    if (op.log !== null) op.emit({ kind: "anonVmaPrepared", vma: prepared, reused: shared !== null });
    return prepared;
  });
};

/** The VMA with the anon_vma and the chain of `source`, if it had none (dup_anon_vma). */
export const dupAnonVma = (vma: Vma, source: Vma): Vma =>
  vma.anonVma !== null || source.anonVma === null
    ? vma
    : changedVma(vma, { anonVma: source.anonVma, anonVmaChain: source.anonVmaChain });

/** Forgets which anon_vmas a VMA belonged to (unlink_anon_vmas); the VMA as it is then. */
export const unlinkAnonVmas = (op: Op, vma: Vma): Vma => {
  if (vma.anonVma === null) return vma;
  const unlinked = changedVma(vma, { anonVma: null, anonVmaChain: [] });
  replaceVma(op, vma, unlinked);
  if (op.log !== null) op.emit({ kind: "vmaChanged", before: vma, after: unlinked, what: "anonVma" });
  return unlinked;
};

/** The child's copy of a VMA (anon_vma_fork): the parent's chain and an anon_vma of its own. Not yet linked. */
export const forkAnonVma = (op: Op, child: Vma, parent: Vma): Vma => {
  if (parent.anonVma === null) return { ...child, anonVma: null, anonVmaChain: [] };
  const anonVma = newAnonVma(op);
  return { ...child, anonVma, anonVmaChain: [...parent.anonVmaChain, anonVma] };
};
