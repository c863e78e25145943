import { PMD_PAGES, PTRS_PER_TABLE, type Vaddr, vpnOf } from "./addr.ts";
import { isAnonymous } from "./anonVma.ts";
import { dropEntries, dropSlice, installMarkers } from "./entries.ts";
import { splitHugePmdAt } from "./hugePmd.ts";
import { lruAddDrain } from "./lruAdd.ts";
import type { Op } from "./op.ts";
import { type PteSlice, ptesIn, withoutPteTables } from "./pageTable.ts";
import type { Vma } from "./vma.ts";
import { VM_UFFD_WP, hasFlags } from "./vmFlags.ts";
import { vmaBefore } from "./vmaTree.ts";

/**
 * Drops every entry of [start, end), markers too, with its frames and RSS, as munmap does (unmap_page_range with
 * ZAP_FLAG_DROP_MARKER). A huge entry that is covered in part is split first.
 */
export function zapRange(op: Op, start: Vaddr, end: Vaddr): void {
  op.within("unmap_page_range", () => {
    splitHugePmdAt(op, vpnOf(start));
    splitHugePmdAt(op, vpnOf(end));
    const before = op.mm.pageTable.entries;
    dropEntries(op, vpnOf(start), vpnOf(end));
    if (op.mm.pageTable.entries !== before) op.emit({ kind: "tlbFlushed", range: { start, end } });
  });
}

export interface ZapDetails {
  /** Private copies of file pages go as well (even_cows); false for a hole punched into the file. */
  readonly evenCows: boolean;
}

/** A page that a zap without even_cows passes over: a private copy, or a poisoned one. */
const isCow = ({ value }: PteSlice): boolean =>
  (value.kind === "present" && value.anon) || (value.kind === "marker" && value.poison);

const isKeptMarker = (vma: Vma, { value }: PteSlice): boolean =>
  value.kind === "marker" && (value.guard || (value.uffdWp && !isAnonymous(vma)));

/** A write-protected file page leaves its protection behind as a marker (zap_install_uffd_wp_if_needed). */
const leavesUffdWp = (vma: Vma, { value }: PteSlice): boolean =>
  value.kind === "present" && value.uffdWp && !isAnonymous(vma) && hasFlags(vma.flags, VM_UFFD_WP);

/**
 * Drops the pages of [start, end) of one mapping that stays (zap_page_range_single): guard markers remain, and so
 * does the userfaultfd write protection of file pages.
 */
export function zapVmaPages(op: Op, vma: Vma, start: Vaddr, end: Vaddr, { evenCows }: ZapDetails): void {
  op.within("zap_page_range_single", () => {
    lruAddDrain(op);
    splitHugePmdAt(op, vpnOf(start));
    splitHugePmdAt(op, vpnOf(end));
    for (const slice of ptesIn(op.mm.pageTable, vpnOf(start), vpnOf(end))) {
      if (isKeptMarker(vma, slice) || (!evenCows && isCow(slice))) continue;
      dropSlice(op, slice);
      if (leavesUffdWp(vma, slice))
        installMarkers(op, slice.start, slice.end - slice.start, { uffdWp: true });
    }
    op.emit({ kind: "tlbFlushed", range: { start, end } });
  });
}

/**
 * Frees the PTE tables below [start, end) that no mapping needs any more (free_pgtables). To be called after the
 * VMAs of the range were taken out of the tree and its entries were zapped.
 */
export function freePgtables(op: Op, start: Vaddr, end: Vaddr): void {
  const floor = vpnOf(vmaBefore(op.mm, start)?.end ?? 0);
  const above = op.mm.vmas.firstEndingAfter(start);
  const ceiling = above === null ? Infinity : vpnOf(above.start);
  const first = Math.max(Math.floor(vpnOf(start) / PTRS_PER_TABLE), Math.ceil(floor / PTRS_PER_TABLE));
  const last = Math.min(Math.ceil(vpnOf(end) / PTRS_PER_TABLE), Math.floor(ceiling / PTRS_PER_TABLE));
  op.updateMm({ pageTable: withoutPteTables(op.mm.pageTable, first, last) });
}

/** Frees the PTE tables that lie wholly in [start, end) and have become empty (try_get_and_clear_pmd). */
export function reclaimPteTables(op: Op, start: Vaddr, end: Vaddr): void {
  const first = Math.ceil(vpnOf(start) / PTRS_PER_TABLE);
  const last = Math.floor(vpnOf(end) / PTRS_PER_TABLE);
  let free = first;
  for (const { start: from, end: to } of ptesIn(op.mm.pageTable, first * PMD_PAGES, last * PMD_PAGES)) {
    op.updateMm({ pageTable: withoutPteTables(op.mm.pageTable, free, Math.floor(from / PTRS_PER_TABLE)) });
    free = Math.ceil(to / PTRS_PER_TABLE);
  }
  op.updateMm({ pageTable: withoutPteTables(op.mm.pageTable, free, last) });
}
