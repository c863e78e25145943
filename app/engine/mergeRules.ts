import { changedVma } from "./changed.ts";
import type { Vaddr } from "./addr.ts";
import { PAGE_SIZE } from "./addr.ts";
import type { KernelSwitches } from "./kernels.ts";
import type { AnonVmaId, FileId, UffdId, Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_HUGETLB,
  VM_MAYBE_GUARD,
  VM_MAYWRITE,
  VM_SHARED,
  VM_SOFTDIRTY,
  VM_SPECIAL,
  withFlags,
  withoutFlags,
} from "./vmFlags.ts";

/**
 * When two mappings may become one. A candidate is the range that looks for neighbours: a new mapping, a copy, or
 * the part of an existing one whose properties change (vma_merge_struct).
 */
export interface MergeCandidate {
  readonly start: Vaddr;
  readonly end: Vaddr;
  readonly flags: VmFlags;
  readonly pgoff: number;
  readonly anonPgoff: number;
  readonly file: FileId | null;
  readonly uffd: UffdId | null;
  readonly anonVma: AnonVmaId | null;
  readonly anonVmaChain: readonly AnonVmaId[];
  /** Where the candidate comes from: a copy has no VMA of its own yet, a part of one has. */
  readonly origin: "new" | "copy" | "part";
}

export const pagesOf = (range: { readonly start: Vaddr; readonly end: Vaddr }): number =>
  (range.end - range.start) / PAGE_SIZE;

/** Flags that keep a mapping from ever merging. */
export const neverMerges = (flags: VmFlags): boolean => hasAnyFlag(flags, VM_SPECIAL);

/** A mapping whose vm_ops has `close` may be extended but not swallowed by a neighbour. */
export const mayBeRemoved = (vma: Vma): boolean => !hasFlags(vma.flags, VM_HUGETLB);

/** Private, may be written: its pages are copied when written (vma_is_cow_mapping). */
const isCowable = (flags: VmFlags): boolean => hasFlags(flags, VM_MAYWRITE) && !hasFlags(flags, VM_SHARED);

/** Flags that do not stand in the way of a merge. */
const IGNORED = VM_SOFTDIRTY + VM_MAYBE_GUARD;

/** Of these flags, the one that the merged mapping has as soon as one part had it (VM_STICKY). */
export const withSticky = (into: Vma, ...parts: readonly VmFlags[]): Vma => {
  const sticky = parts.some((flags) => hasFlags(flags, VM_MAYBE_GUARD)) ? VM_MAYBE_GUARD : 0;
  return hasFlags(into.flags, sticky) ? into : changedVma(into, { flags: withFlags(into.flags, sticky) });
};

const sameProperties = (vma: Vma, candidate: MergeCandidate): boolean =>
  withoutFlags(vma.flags, IGNORED) === withoutFlags(candidate.flags, IGNORED) &&
  vma.file === candidate.file &&
  vma.uffd === candidate.uffd;

const inheritedByFork = (part: { readonly anonVmaChain: readonly AnonVmaId[] }): boolean =>
  part.anonVmaChain.length > 1;

/**
 * | neighbour | candidate | merges                                                        |
 * | none      | none      | yes                                                           |
 * | a         | a         | yes                                                           |
 * | a         | b         | no                                                            |
 * | a         | none      | unless the neighbour was inherited through fork               |
 * | none      | a         | since 6.16, unless the candidate was inherited through fork   |
 */
const anonVmaFits = (switches: KernelSwitches, neighbour: Vma, candidate: MergeCandidate): boolean => {
  if (neighbour.anonVma === candidate.anonVma) return true;
  if (candidate.anonVma === null) return !inheritedByFork(neighbour);
  if (neighbour.anonVma !== null || !switches.mergeUnfaultedTarget) return false;
  // Before the fix of the copy case the kernel looked at no chain there: the copy had no VMA yet.
  if (candidate.origin === "copy" && switches.copiedMergeForgetsAnonVma) return true;
  return !inheritedByFork(candidate);
};

const offsetsFit = (
  switches: KernelSwitches,
  flags: VmFlags,
  file: FileId | null,
  pgoffFits: boolean,
  anonFits: boolean,
): boolean =>
  pgoffFits && (!switches.anonPgoffForPrivateFile || file === null || !isCowable(flags) || anonFits);

/** Whether the candidate can be appended to the VMA that ends where it starts (can_vma_merge_after). */
export const canMergeAfter = (switches: KernelSwitches, prev: Vma, candidate: MergeCandidate): boolean =>
  prev.end === candidate.start &&
  sameProperties(prev, candidate) &&
  anonVmaFits(switches, prev, candidate) &&
  offsetsFit(
    switches,
    candidate.flags,
    candidate.file,
    prev.pgoff + pagesOf(prev) === candidate.pgoff,
    prev.anonPgoff + pagesOf(prev) === candidate.anonPgoff,
  );

/** Whether the candidate can be put before the VMA that starts where it ends (can_vma_merge_before). */
export const canMergeBefore = (switches: KernelSwitches, next: Vma, candidate: MergeCandidate): boolean =>
  candidate.end === next.start &&
  sameProperties(next, candidate) &&
  anonVmaFits(switches, next, candidate) &&
  offsetsFit(
    switches,
    candidate.flags,
    candidate.file,
    candidate.pgoff + pagesOf(candidate) === next.pgoff,
    candidate.anonPgoff + pagesOf(candidate) === next.anonPgoff,
  );

/** Whether two neighbours that both fit the range between them fit each other (are_anon_vmas_compatible). */
export const anonVmasCompatible = (a: Vma, b: Vma): boolean =>
  a.anonVma === null || b.anonVma === null || a.anonVma === b.anonVma;
