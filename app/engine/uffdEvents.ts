import { hex } from "./addr.ts";
import type { Vaddr } from "./addr.ts";
import type { UffdMessage, Userfaultfd } from "./machine.ts";
import type { Op, UnmapNotice } from "./op.ts";
import { contextWith, uffdOf, updateUffd } from "./uffd.ts";
import type { UffdFeature } from "./uffd.ts";
import type { Vma } from "./vma.ts";
import { VM_UFFD_MODES, withoutFlags } from "./vmFlags.ts";

/** What userfaultfd readers hear of changes to the address space: REMAP, REMOVE, UNMAP. */

/**
 * userfaultfd_event_wait_completion: the message goes to the reader, and the call does not return before it was
 * read. A monitor reads at once; otherwise the thread will sleep when its work is done.
 */
export const sendEvent = (op: Op, uffd: Userfaultfd, message: UffdMessage): void => {
  op.emit({ kind: "uffdQueued", fd: uffd.fd, message });
  if (uffd.served) {
    op.delivered.push({ fd: uffd.fd, message });
    return;
  }
  updateUffd(op, { ...uffd, queue: [...uffd.queue, { ...message, tid: op.tid }] });
  op.awaitsReader = uffd.id;
};

const watcher = (op: Op, vma: Vma, feature: UffdFeature): Userfaultfd | null =>
  contextWith(op.system, vma, feature);

/** userfaultfd_unmap_prep: notes that [start, end) of the munmap is going away; once for each context and range. */
export function uffdUnmapPrep(op: Op, vma: Vma, start: Vaddr, end: Vaddr): void {
  const uffd = watcher(op, vma, "UFFD_FEATURE_EVENT_UNMAP");
  if (uffd === null) return;
  const known = op.unmapNotices.some(
    (notice) => notice.uffd === uffd.id && notice.start === start && notice.end === end,
  );
  if (!known) op.unmapNotices = [...op.unmapNotices, { uffd: uffd.id, start, end }];
}

/** Takes what has been noted so far, so that mremap can send it before (uf_unmap_early) or after (uf_unmap) its own message. */
export function takeUnmapNotices(op: Op): readonly UnmapNotice[] {
  const notices = op.unmapNotices;
  op.unmapNotices = [];
  return notices;
}

/** userfaultfd_unmap_complete: sends the UNMAP messages, after the lock was dropped. */
export function uffdUnmapComplete(op: Op, notices: readonly UnmapNotice[]): void {
  if (notices.length === 0) return;
  op.within("userfaultfd_unmap_complete", () => {
    for (const { uffd, start, end } of notices) {
      sendEvent(op, uffdOf(op.system, uffd), {
        event: "UNMAP",
        fields: { start: hex(start), end: hex(end) },
      });
    }
  });
}

/**
 * mremap_userfaultfd_prep, after the page tables moved: gives the new VMA as it must stand. With EVENT_REMAP it stays
 * registered and op.remapNotice is set; otherwise its registration is dropped. The caller puts it into the tree.
 */
export function uffdRemapPrep(op: Op, newVma: Vma): Vma {
  if (newVma.uffd === null) return newVma;
  return op.within("mremap_userfaultfd_prep", () => {
    const uffd = watcher(op, newVma, "UFFD_FEATURE_EVENT_REMAP");
    if (uffd !== null) {
      op.remapNotice = uffd.id;
      return newVma;
    }
    const after: Vma = { ...newVma, uffd: null, flags: withoutFlags(newVma.flags, VM_UFFD_MODES) };
    op.emit({ kind: "vmaChanged", before: newVma, after, what: "uffd" });
    return after;
  });
}

/** mremap_userfaultfd_complete: sends REMAP if uffdRemapPrep asked for it. */
export function uffdRemapComplete(op: Op, from: Vaddr, to: Vaddr, bytes: number): void {
  const id = op.remapNotice;
  if (id === null) return;
  op.remapNotice = null;
  op.within("mremap_userfaultfd_complete", () => {
    sendEvent(op, uffdOf(op.system, id), {
      event: "REMAP",
      fields: { from: hex(from), to: hex(to), len: bytes },
    });
  });
}

/** userfaultfd_remove: sends REMOVE before pages of [start, end) are dropped, if the context asked for it. */
export function uffdRemove(op: Op, vma: Vma, start: Vaddr, end: Vaddr): void {
  const uffd = watcher(op, vma, "UFFD_FEATURE_EVENT_REMOVE");
  if (uffd === null) return;
  op.within("userfaultfd_remove", () => {
    sendEvent(op, uffd, { event: "REMOVE", fields: { start: hex(start), end: hex(end) } });
  });
}
