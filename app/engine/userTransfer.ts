import type { Vaddr } from "./addr.ts";
import { addrOf, PAGE_SIZE, vpnOf } from "./addr.ts";
import { frameAt, writeFrames } from "./frames.ts";
import type { InodeId } from "./machine.ts";
import type { Op } from "./op.ts";
import { addToCache, cachedAt, inodeOf, markUptodate, replaceInode } from "./pageCache.ts";
import { pteAt } from "./pageTable.ts";
import type { UserAccess } from "./userAccess.ts";
import { touchUser, valueAt } from "./userAccess.ts";

/**
 * Bytes carried by the kernel between files and memory. Pages hold a 64-bit number at their start and nothing else
 * that is modelled, so of every page that is written only those eight bytes are worked out.
 */
export type ByteSource = (index: number) => bigint;

const WORD_BYTES = 8;

/** Byte number `index` of a page that starts with the number, little endian. */
const byteOf = (word: bigint, index: number): bigint =>
  index >= WORD_BYTES ? 0n : (word / 256n ** BigInt(index)) % 256n;

/** The number at the start of a page after bytes [from, to) of the page were written. */
const writtenWord = (old: bigint, from: number, to: number, source: ByteSource): bigint => {
  let word = 0n;
  for (let i = WORD_BYTES - 1; i >= 0; i--) {
    word = word * 256n + (i >= from && i < to ? source(i) : byteOf(old, i));
  }
  return word;
};

export interface Transferred {
  /** Bytes done before `stop`. */
  readonly bytes: number;
  readonly stop: UserAccess;
}

interface Piece {
  /** Where the page starts, relative to the first byte of the transfer; negative for a first page entered in its middle. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** The pages that `length` bytes from `offset` on overlap, each with the part of it that is meant. */
export function* piecesOf(
  offset: number,
  length: number,
): IterableIterator<Piece & { readonly page: number }> {
  for (let page = Math.floor(offset / PAGE_SIZE); page * PAGE_SIZE < offset + length; page++) {
    const start = page * PAGE_SIZE - offset;
    yield { page, start, from: Math.max(0, -start), to: Math.min(PAGE_SIZE, length - start) };
  }
}

/** copy_to_user: writes the bytes page by page, up to the first page that cannot be written. */
export const copyToUser = (op: Op, addr: Vaddr, length: number, source: ByteSource): Transferred => {
  for (const { page, start, from, to } of piecesOf(addr, length)) {
    const stop = touchUser(op, addrOf(page) + from, 1, "write");
    if (stop !== null) return { bytes: Math.max(0, start), stop };
    const run = pteAt(op.mm.pageTable, page)?.value;
    if (run?.kind !== "present") continue;
    const word = writtenWord(frameAt(op.system, run.pfn).value, from, to, (i) => source(start + i));
    writeFrames(op, run.pfn, 1, word);
    op.emit({ kind: "contentWritten", vpn: page, pages: 1, value: word });
  }
  return { bytes: length, stop: null };
};

/** A byte of the process's memory whose page is there. */
export const userByte = (op: Op, addr: Vaddr): bigint =>
  byteOf(valueAt(op, addr), addr - addrOf(vpnOf(addr)));

/** A byte of an object; what was never written is 0. */
export const objectByte = (op: Op, id: InodeId, offset: number): bigint => {
  const cached = cachedAt(inodeOf(op.system, id), Math.floor(offset / PAGE_SIZE));
  return cached === null ? 0n : byteOf(frameAt(op.system, cached.value.pfn).value, offset % PAGE_SIZE);
};

/** Writes memory of the process into an object, page by page of the object; the object grows with it (generic_perform_write). */
export const copyToObject = (
  op: Op,
  id: InodeId,
  offset: number,
  addr: Vaddr,
  length: number,
): Transferred => {
  for (const { page, start, from, to } of piecesOf(offset, length)) {
    const stop = touchUser(op, addr + start + from, to - from, "read");
    if (stop !== null) return { bytes: Math.max(0, start), stop };
    if (cachedAt(inodeOf(op.system, id), page) === null) addToCache(op, id, page, 1);
    markUptodate(op, id, page, 1);
    const inode = inodeOf(op.system, id);
    const cached = cachedAt(inode, page);
    if (cached === null) continue;
    const old = frameAt(op.system, cached.value.pfn).value;
    writeFrames(
      op,
      cached.value.pfn,
      1,
      writtenWord(old, from, to, (i) => userByte(op, addr + start + i)),
    );
    const end = offset + start + to;
    if (end > inode.size) replaceInode(op, { ...inode, size: end });
  }
  return { bytes: length, stop: null };
};
