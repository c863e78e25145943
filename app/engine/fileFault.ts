import { type Vpn, vpnOf } from "./addr.ts";
import { prepareAnonVma } from "./anonVma.ts";
import { installFrames, sliceFrom } from "./entries.ts";
import { faultAround } from "./faultAround.ts";
import { type FaultRequest, type FaultResult, askUffd, pageIndex, placeIn, signal } from "./faultRequest.ts";
import { allocateFrames, framesIn } from "./frames.ts";
import type { Inode, InodeId } from "./machine.ts";
import type { Op } from "./op.ts";
import { addToCache, cachedAt, inodeOf, markUptodate, pagesOf } from "./pageCache.ts";
import { emptyPagesFrom, pteAt } from "./pageTable.ts";
import type { Vma } from "./vma.ts";
import {
  VM_SHARED,
  VM_UFFD_MINOR,
  VM_UFFD_MODES,
  VM_UFFD_WP,
  VM_WRITE,
  hasAnyFlag,
  hasFlags,
} from "./vmFlags.ts";

/** What the object of the mapping gives for a stretch of pages. */
interface ObjectPages {
  readonly index: number;
  readonly pages: number;
  /** The empty entries were markers of userfaultfd write protection, which the new ones inherit. */
  readonly uffdWp: boolean;
}

const isShared = (vma: Vma): boolean => hasFlags(vma.flags, VM_SHARED);

/** Pages from the faulting one on that have no entry yet; one at a time where a userfaultfd may be asked. */
function emptyPages(op: Op, vma: Vma, { vpn, limit }: FaultRequest): number {
  if (hasAnyFlag(vma.flags, VM_UFFD_MODES)) return 1;
  return Math.max(1, emptyPagesFrom(op.mm.pageTable, vpn, Math.min(limit, vpnOf(vma.end))));
}

/** Pages from `index` on that are all cached side by side, or all not cached. */
function sameInCache(inode: Inode, index: number, pages: number): number {
  const cached = cachedAt(inode, index);
  if (cached !== null) return Math.min(pages, cached.end - index);
  const next = inode.pages.firstEndingAfter(index);
  return next === null ? pages : Math.min(pages, next.start - index);
}

/**
 * Brings the faulting page into the page cache (shmem_fault): beyond the end of the object there is nothing to
 * show; a hole is filled with zeros, also for a read. Gives the pages that are there now.
 */
function shmemFault(
  op: Op,
  id: InodeId,
  vma: Vma,
  request: FaultRequest,
): ObjectPages | { stop: FaultResult } {
  return op.within("shmem_fault", () => {
    const inode = inodeOf(op.system, id);
    const index = pageIndex(vma, request.vpn);
    const left = pagesOf(inode) - index;
    if (left <= 0) return { stop: beyondEnd(op, inode, request.vpn) };
    const pages = sameInCache(inode, index, Math.min(left, emptyPages(op, vma, request)));
    const cached = cachedAt(inode, index) !== null;
    if (!cached || hasFlags(vma.flags, VM_UFFD_MINOR)) {
      const answer = askUffd(op, vma, request, cached ? "minor" : "missing");
      if (answer !== "go") return { stop: answer };
    }
    if (cached) markUptodate(op, id, index, pages);
    else addToCache(op, id, index, pages);
    const uffdWp = hasFlags(vma.flags, VM_UFFD_WP) && sliceFrom(op, request.vpn, request.vpn + 1) !== null;
    return { index, pages, uffdWp };
  });
}

function beyondEnd(op: Op, inode: Inode, vpn: Vpn): FaultResult {
  const why = `The mapping is longer than its object: ${inode.name} has ${inode.size} bytes, and this page lies beyond them. ftruncate can make the object longer.`;
  return signal(op, vpn, "BUS_ADRERR", why);
}

/** Maps the cached pages themselves, not copies. */
function mapCached(op: Op, id: InodeId, vma: Vma, vpn: Vpn, found: ObjectPages, written: boolean): void {
  const cached = cachedAt(inodeOf(op.system, id), found.index);
  if (cached === null) return;
  const write = isShared(vma) && hasFlags(vma.flags, VM_WRITE) && !found.uffdWp;
  const { uffdWp } = found;
  installFrames(op, vpn, found.pages, cached.value.pfn, { write, dirty: written, anon: false, uffdWp });
}

/** First read of a page of an object (do_read_fault): cached neighbours are mapped along with it. */
function doReadFault(op: Op, id: InodeId, vma: Vma, request: FaultRequest): FaultResult {
  return op.within("do_read_fault", () => {
    if (!hasAnyFlag(vma.flags, VM_UFFD_WP + VM_UFFD_MINOR)) {
      faultAround(op, id, vma, request.vpn, request.vpn + emptyPages(op, vma, request));
      if (pteAt(op.mm.pageTable, request.vpn)?.value.kind === "present") return null;
    }
    const found = shmemFault(op, id, vma, request);
    if ("stop" in found) return found.stop;
    mapCached(op, id, vma, request.vpn, found, false);
    return null;
  });
}

/** First write to a page of a shared mapping (do_shared_fault): the page of the object itself is written. */
function doSharedFault(op: Op, id: InodeId, vma: Vma, request: FaultRequest): FaultResult {
  return op.within("do_shared_fault", () => {
    const found = shmemFault(op, id, vma, request);
    if ("stop" in found) return found.stop;
    mapCached(op, id, vma, request.vpn, found, true);
    return null;
  });
}

/** First write to a page of a private mapping (do_cow_fault): the object keeps its page, the process gets a copy. */
function doCowFault(op: Op, id: InodeId, vma: Vma, request: FaultRequest): FaultResult {
  return op.within("do_cow_fault", () => {
    const owner = prepareAnonVma(op, vma);
    const found = shmemFault(op, id, owner, request);
    if ("stop" in found) return found.stop;
    const cached = cachedAt(inodeOf(op.system, id), found.index);
    if (cached === null) return null;
    let { vpn } = request;
    for (const { start, end, value } of framesIn(op.system, cached.value.pfn, found.pages)) {
      const pages = end - start;
      const copy = { kind: "anon", value: value.value, index: placeIn(owner, vpn), inode: null } as const;
      const pfn = allocateFrames(op, pages, copy);
      op.emit({ kind: "frameCopied", from: start, to: pfn, pages });
      const { uffdWp } = found;
      installFrames(op, vpn, pages, pfn, { write: !uffdWp, dirty: true, anon: true, uffdWp });
      vpn += pages;
    }
    return null;
  });
}

/** First access to a page of a mapping with an object (do_fault). */
export function doFault(op: Op, vma: Vma, request: FaultRequest): FaultResult {
  const file = vma.file === null ? undefined : op.system.files.get(vma.file);
  if (file === undefined) return signal(op, request.vpn, "BUS_ADRERR", "Nothing stands behind this mapping.");
  if (request.access === "read") return doReadFault(op, file.inode, vma, request);
  return isShared(vma)
    ? doSharedFault(op, file.inode, vma, request)
    : doCowFault(op, file.inode, vma, request);
}
