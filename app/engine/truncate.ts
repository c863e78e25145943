import { PAGE_SIZE, addrOf, pageAlignUp, vpnOf } from "./addr.ts";
import { frameAt, writeFrames } from "./frames.ts";
import type { InodeId } from "./machine.ts";
import { lruAddDrain } from "./lruAdd.ts";
import type { Op } from "./op.ts";
import { cachedAt, cachedIn, inodeOf, removeFromCache, replaceInode } from "./pageCache.ts";
import type { FileId, Vma } from "./vma.ts";
import { zapVmaPages } from "./zap.ts";

/** Runs `body` with another address space as the current one (rmap walks reach every process). */
function inEveryMm(op: Op, body: () => void): void {
  const current = op.mmId;
  for (const id of op.machine.mms.keys()) {
    op.mmId = id;
    body();
  }
  op.mmId = current;
}

/** Mappings of the current address space that show pages of the object. */
function mappingsOf(op: Op, id: InodeId): Vma[] {
  const found: Vma[] = [];
  for (const { value } of op.mm.vmas.entries()) {
    if (value.file !== null && op.system.files.get(value.file)?.inode === id) found.push(value);
  }
  return found;
}

/**
 * Unmaps pages [from, to) of an object wherever they are mapped (unmap_mapping_range). Truncation takes private
 * copies too (`evenCows`), a punched hole leaves them.
 */
function unmapMappingRange(op: Op, id: InodeId, from: number, to: number, evenCows: boolean): void {
  if (from >= to) return;
  op.within("unmap_mapping_range", () =>
    inEveryMm(op, () => {
      for (const vma of mappingsOf(op, id)) {
        const first = Math.max(from, vma.pgoff);
        const last = Math.min(to, vma.pgoff + vpnOf(vma.end - vma.start));
        if (first >= last) continue;
        const start = vma.start + addrOf(first - vma.pgoff);
        zapVmaPages(op, vma, start, start + addrOf(last - first), { evenCows });
      }
    }),
  );
}

/** The 64-bit number at the start of a page after bytes [from, to) of the page were cleared; little endian. */
function clearedValue(value: bigint, from: number, to: number): bigint {
  let result = value;
  for (let byte = from; byte < Math.min(to, 8); byte++) {
    const unit = 256n ** BigInt(byte);
    result -= ((result / unit) % 256n) * unit;
  }
  return result;
}

/** Clears bytes [from, to) of one cached page; other mappings of the page see it. */
function clearPartOfPage(op: Op, id: InodeId, index: number, from: number, to: number): void {
  const page = cachedAt(inodeOf(op.system, id), index);
  if (page === null) return;
  const { value } = frameAt(op.system, page.value.pfn);
  writeFrames(op, page.value.pfn, 1, clearedValue(value, from, to));
}

/** Takes the bytes [from, to) away: whole pages leave the object, ragged ends are cleared (shmem_truncate_range). */
function truncateRange(op: Op, id: InodeId, from: number, to: number): void {
  op.within("shmem_truncate_range", () => {
    const first = Math.ceil(from / PAGE_SIZE);
    const last = Math.floor(to / PAGE_SIZE);
    const head = Math.floor(from / PAGE_SIZE);
    if (head < first) clearPartOfPage(op, id, head, from - head * PAGE_SIZE, to - head * PAGE_SIZE);
    if (last >= first && last * PAGE_SIZE < to && (last !== head || head === first)) {
      clearPartOfPage(op, id, last, 0, to - last * PAGE_SIZE);
    }
    if (first >= last) return;
    // The batches in which pages are taken out drain the list first (pagevec_release).
    if (!cachedIn(inodeOf(op.system, id), first, last).next().done) lruAddDrain(op);
    removeFromCache(op, id, first, last);
  });
}

/** Changes the size of an object (shmem_setattr). What lies beyond the new end is unmapped and lost. */
export function setSize(op: Op, id: InodeId, size: number): void {
  op.within("shmem_setattr", () => {
    const inode = inodeOf(op.system, id);
    replaceInode(op, { ...inode, size });
    if (size > inode.size) return;
    if (inode.size > pageAlignUp(size))
      unmapMappingRange(op, id, pageAlignUp(size) / PAGE_SIZE, Infinity, true);
    truncateRange(op, id, size, Infinity);
  });
}

/**
 * Frees the pages of `length` bytes from `offset` on without changing the size; private copies stay
 * (fallocate with FALLOC_FL_PUNCH_HOLE, MADV_REMOVE).
 */
export function punchHole(op: Op, file: FileId, offset: number, length: number): null {
  const id = op.system.files.get(file)?.inode;
  if (id === undefined) throw new Error(`no file ${file}`);
  return op.within("shmem_fallocate", () => {
    const end = offset + length;
    unmapMappingRange(op, id, Math.ceil(offset / PAGE_SIZE), Math.floor(end / PAGE_SIZE), false);
    truncateRange(op, id, offset, end);
    return null;
  });
}
