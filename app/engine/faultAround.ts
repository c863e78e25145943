import { type Vpn, vpnOf } from "./addr.ts";
import { installFrames } from "./entries.ts";
import { pageIndex } from "./faultRequest.ts";
import type { InodeId } from "./machine.ts";
import type { Op } from "./op.ts";
import { cachedIn, inodeOf, pagesOf } from "./pageCache.ts";
import { emptyPagesFrom, pmdEnd, pmdStart, pteAt } from "./pageTable.ts";
import type { Vma } from "./vma.ts";
import { VM_SHARED, VM_WRITE, hasFlags } from "./vmFlags.ts";

/** fault_around_bytes / PAGE_SIZE, the kernel's default. */
const FAULT_AROUND_PAGES = 16;

/**
 * The pages that a read fault at `vpn` may map along: a naturally aligned window of 16, moved up to the start of
 * the mapping, and never past the end of mapping or PTE table.
 */
function faultAroundWindow(vma: Vma, vpn: Vpn): { readonly from: Vpn; readonly to: Vpn } {
  const aligned = vpn - (vpn % FAULT_AROUND_PAGES);
  const from = Math.max(aligned, vpnOf(vma.start), pmdStart(vpn));
  return { from, to: Math.min(from + FAULT_AROUND_PAGES, pmdEnd(vpn), vpnOf(vma.end)) };
}

/** Maps cached pages of [from, to) whose entries are empty (filemap_map_pages). */
function mapPages(op: Op, id: InodeId, vma: Vma, from: Vpn, to: Vpn): void {
  const inode = inodeOf(op.system, id);
  const first = pageIndex(vma, from);
  const last = Math.min(first + to - from, pagesOf(inode));
  const write = hasFlags(vma.flags, VM_SHARED) && hasFlags(vma.flags, VM_WRITE);
  for (const { start, end, value } of cachedIn(inode, first, last)) {
    if (value.fallocated === true) continue;
    const base = from + start - first;
    const limit = from + end - first;
    let vpn = base;
    while (vpn < limit) {
      const pages = emptyPagesFrom(op.mm.pageTable, vpn, limit);
      if (pages > 0) {
        installFrames(op, vpn, pages, value.pfn + vpn - base, { write, dirty: false, anon: false });
      }
      vpn = op.mm.pageTable.entries.at(vpn + pages)?.end ?? limit;
    }
  }
}

const nextBlock = (vpn: Vpn): Vpn => vpn - (vpn % FAULT_AROUND_PAGES) + FAULT_AROUND_PAGES;

/** The first page from `vpn` on, below `to`, whose window can reach a cached page; `to` if there is none. */
function nextUseful(op: Op, id: InodeId, vma: Vma, vpn: Vpn, to: Vpn): Vpn {
  const window = faultAroundWindow(vma, vpn);
  const cached = inodeOf(op.system, id).pages.firstEndingAfter(pageIndex(vma, window.from));
  if (cached === null) return to;
  if (cached.start < pageIndex(vma, window.to)) return Math.min(vpn, to);
  const there = vpn + cached.start - pageIndex(vma, vpn);
  return Math.min(to, Math.max(vpn, there - (there % FAULT_AROUND_PAGES)));
}

/**
 * Maps what is already cached around the pages [from, to) that are about to be read one after the other
 * (do_fault_around). All pages of a block of 16 have the same window; a page that the window of an earlier one
 * has mapped does not fault any more.
 */
export function faultAround(op: Op, id: InodeId, vma: Vma, from: Vpn, to: Vpn): void {
  op.within("do_fault_around", () => {
    let vpn = nextUseful(op, id, vma, from, to);
    while (vpn < to) {
      const window = faultAroundWindow(vma, vpn);
      if (pteAt(op.mm.pageTable, vpn) === null) mapPages(op, id, vma, window.from, window.to);
      const mapped = pteAt(op.mm.pageTable, vpn);
      vpn = nextUseful(op, id, vma, mapped === null ? nextBlock(vpn) : Math.max(mapped.end, vpn + 1), to);
    }
  });
}
