import { type Entry, emptyIntervalMap } from "#base/intervalMap.ts";
import { type RunRules, changeRuns, clearRuns, setRun, sliceAt, slices } from "#base/runMap.ts";
import { PAGE_SIZE } from "./addr.ts";
import { allocateFrames, releaseFromCache } from "./frames.ts";
import type { CacheRun, FdEntry, Inode, InodeId, System, OpenFile } from "./machine.ts";
import type { Op } from "./op.ts";

/** The page cache: which pages of an object exist, in which frames. An object is a memfd, shared memory, or a file. */
const cacheRules: RunRules<CacheRun> = {
  shift: (run, by) => (by === 0 ? run : { ...run, pfn: run.pfn + by }),
  continues: (left, length, right) => left.pfn + length === right.pfn && left.fallocated === right.fallocated,
};

/** Pages of an object, by index, with the frame of the first. */
export type CacheSlice = Entry<CacheRun>;

/** The object; every id that an open file holds has one (assertion). */
export function inodeOf(machine: System, id: InodeId): Inode {
  const inode = machine.inodes.get(id);
  if (inode === undefined) throw new Error(`no inode ${id}`);
  return inode;
}

export function replaceInode(op: Op, inode: Inode): void {
  op.update({ inodes: new Map(op.system.inodes).set(inode.id, inode) });
}

/** Number of pages that may be accessed: the last one may be partly beyond the end. */
export const pagesOf = (inode: Inode): number => Math.ceil(inode.size / PAGE_SIZE);

/** The page and those after it that lie in the cache side by side; null if it is not cached. */
export const cachedAt = (inode: Inode, index: number): CacheSlice | null =>
  sliceAt(inode.pages, cacheRules, index);

/** Cached pages of [from, to), ascending. */
export const cachedIn = (inode: Inode, from: number, to: number): IterableIterator<CacheSlice> =>
  slices(inode.pages, cacheRules, from, to);

/** Adds `pages` zeroed pages from `index` on, where there are none. */
export function addToCache(op: Op, id: InodeId, index: number, pages: number, fallocated = false): void {
  const { kind } = inodeOf(op.system, id);
  const frames = { kind: kind === "file" ? "file" : "shmem", value: 0n, index, inode: id } as const;
  const pfn = allocateFrames(op, pages, frames);
  const run: CacheRun = fallocated ? { pfn, fallocated: true } : { pfn };
  const inode = inodeOf(op.system, id);
  replaceInode(op, { ...inode, pages: setRun(inode.pages, cacheRules, index, index + pages, run) });
}

/** The pages are used from now on: cleared and up to date, as after a first fault. */
export function markUptodate(op: Op, id: InodeId, index: number, pages: number): void {
  const inode = inodeOf(op.system, id);
  const uptodate = changeRuns(inode.pages, cacheRules, index, index + pages, (run) =>
    run.fallocated === true ? { pfn: run.pfn } : run,
  );
  if (uptodate !== inode.pages) replaceInode(op, { ...inode, pages: uptodate });
}

/** Takes pages [from, to) out of the object; nobody maps them any more, except as private copies. */
export function removeFromCache(op: Op, id: InodeId, from: number, to: number): void {
  const inode = inodeOf(op.system, id);
  replaceInode(op, { ...inode, pages: clearRuns(inode.pages, cacheRules, from, to) });
  for (const { start, end, value } of cachedIn(inode, from, to)) releaseFromCache(op, value.pfn, end - start);
}

/** A new object of `size` bytes and an open file description for it. */
export function createObject(op: Op, kind: Inode["kind"], name: string, size: number): OpenFile {
  const inode: Inode = { id: op.takeNumber("inode"), kind, name, size, pages: emptyIntervalMap() };
  const file: OpenFile = { id: op.takeNumber("file"), inode: inode.id, readable: true, writable: true };
  op.update({
    inodes: new Map(op.system.inodes).set(inode.id, inode),
    files: new Map(op.system.files).set(file.id, file),
  });
  return file;
}

/** Shared anonymous memory of `pages` pages: an object without a name of its own (shmem_zero_setup). */
export const createShmemInode = (op: Op, pages: number): OpenFile =>
  createObject(op, "shmem", "/dev/zero (deleted)", pages * PAGE_SIZE);

/** The open file behind a descriptor; null if there is none or it is not a file. */
export function openFileOf(machine: System, fd: number): OpenFile | null {
  const entry = machine.fds.get(fd);
  return entry?.kind === "file" ? (machine.files.get(entry.file) ?? null) : null;
}

/** The lowest descriptor that is free; 0, 1 and 2 are taken by the terminal. */
export function lowestFreeFd(machine: System): number {
  let fd = 3;
  while (machine.fds.has(fd)) fd++;
  return fd;
}

/** Gives the process a descriptor. */
export function installFd(op: Op, entry: FdEntry): number {
  const fd = lowestFreeFd(op.system);
  op.update({ fds: new Map(op.system.fds).set(fd, entry) });
  return fd;
}
