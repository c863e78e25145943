import type { Vaddr } from "./addr.ts";
import type { Op, UnmapNotice } from "./op.ts";
import type { Vma } from "./vma.ts";

/** userfaultfd_unmap_prep: notes (in op.unmapNotices) that [start, end) of the munmap is going away; once for each context and range. */
export function uffdUnmapPrep(_op: Op, _vma: Vma, _start: Vaddr, _end: Vaddr): void {}

/** Takes what has been noted so far, so that mremap can send it before (uf_unmap_early) or after (uf_unmap) its own message. */
export function takeUnmapNotices(op: Op): readonly UnmapNotice[] {
  const notices = op.unmapNotices;
  op.unmapNotices = [];
  return notices;
}

/** userfaultfd_unmap_complete: sends the UNMAP messages, after the lock was dropped. */
export function uffdUnmapComplete(_op: Op, _notices: readonly UnmapNotice[]): void {}

/**
 * mremap_userfaultfd_prep, after the page tables moved: gives the new VMA as it must stand. With EVENT_REMAP it stays
 * registered and op.remapNotice is set; otherwise its registration is dropped. The caller puts it into the tree.
 */
export function uffdRemapPrep(_op: Op, newVma: Vma): Vma {
  return newVma;
}

/** mremap_userfaultfd_complete: sends REMAP if uffdRemapPrep asked for it. */
export function uffdRemapComplete(_op: Op, _from: Vaddr, _to: Vaddr, _bytes: number): void {}

/** userfaultfd_remove: sends REMOVE before pages of [start, end) are dropped, if the context asked for it. */
export function uffdRemove(_op: Op, _vma: Vma, _start: Vaddr, _end: Vaddr): void {}
