import { vpnOf } from "./addr.ts";
import { isAnonymous } from "./anonVma.ts";
import { framesIn, mapFrames, setExclusive } from "./frames.ts";
import type { Mm, PageTable, PteRun } from "./machine.ts";
import type { Op } from "./op.ts";
import type { PresentRun, PteSlice } from "./pageTable.ts";
import { changePtes, ptesIn, setPtes } from "./pageTable.ts";
import type { Vma } from "./vma.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_MAYBE_GUARD,
  VM_MAYWRITE,
  VM_MIXEDMAP,
  VM_PFNMAP,
  VM_SHARED,
  VM_UFFD_WP,
} from "./vmFlags.ts";

/** What a child gets at fork: entries that show the parent's pages, and what it counts of them. */
export interface ChildPages {
  readonly table: PageTable;
  readonly rss: Mm["rss"];
}

/** Entries that a fault would bring back are not copied (vma_needs_copy). */
const needsCopy = (parent: Vma, child: Vma): boolean =>
  hasFlags(child.flags, VM_UFFD_WP) ||
  hasAnyFlag(parent.flags, VM_PFNMAP + VM_MIXEDMAP) ||
  hasFlags(parent.flags, VM_MAYBE_GUARD) ||
  parent.anonVma !== null;

/** Private memory that may be written: shared from now on, copied by whoever writes first. */
const isCow = (vma: Vma): boolean => hasFlags(vma.flags, VM_MAYWRITE) && !hasFlags(vma.flags, VM_SHARED);

const readOnly = (run: PteRun): PteRun =>
  run.kind === "present" && run.write ? { ...run, write: false } : run;

/** The child's entry for a run of the parent; null if it starts without one (copy_nonpresent_pte, copy_present_pte). */
const childRun = (child: Vma, run: PteRun): PteRun | null => {
  const watched = hasFlags(child.flags, VM_UFFD_WP);
  if (run.kind === "marker") {
    const uffdWp = run.uffdWp && watched;
    return run.guard || run.poison || uffdWp ? { ...run, uffdWp } : null;
  }
  if (run.huge && !isAnonymous(child)) return null;
  const uffdWp = run.uffdWp && watched;
  const kept = run.uffdWp === uffdWp ? run : { ...run, uffdWp };
  return isCow(child) ? readOnly(kept) : kept;
};

/** The child maps the frames too: nobody owns them alone any more (folio_try_dup_anon_rmap). */
const shareFrames = (op: Op, run: PresentRun, pages: number, rss: Mm["rss"]): Mm["rss"] => {
  const counts = { ...rss };
  for (const { start, end, value } of framesIn(op.system, run.pfn, pages)) counts[value.kind] += end - start;
  mapFrames(op, run.pfn, pages);
  if (run.anon) setExclusive(op, run.pfn, pages, false);
  return counts;
};

const copySlice = (op: Op, child: Vma, { start, end, value }: PteSlice, so: ChildPages): ChildPages => {
  const run = childRun(child, value);
  if (run === null) return so;
  const rss = run.kind === "present" ? shareFrames(op, run, end - start, so.rss) : so.rss;
  return { table: setPtes(so.table, start, end - start, run), rss };
};

const protectParent = (op: Op, vma: Vma): void => {
  const before = op.mm.pageTable;
  const pageTable = changePtes(before, vpnOf(vma.start), vpnOf(vma.end), readOnly);
  if (pageTable === before) return;
  op.updateMm({ pageTable });
  op.emit({ kind: "ptesChanged", range: { start: vma.start, end: vma.end }, what: "write-protected" });
};

/** copy_page_range for one mapping; the parent's private pages become read-only on the way. */
export const copyPageRange = (op: Op, parent: Vma, child: Vma, so: ChildPages): ChildPages => {
  if (!needsCopy(parent, child)) return so;
  return op.within("copy_page_range", () => {
    let pages = so;
    const slices = [...ptesIn(op.mm.pageTable, vpnOf(parent.start), vpnOf(parent.end))];
    for (const slice of slices) pages = copySlice(op, child, slice, pages);
    if (isCow(parent)) protectParent(op, parent);
    return pages;
  });
};
