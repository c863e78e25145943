import { acctMemory } from "./accounting.ts";
import type { InodeId, Machine, System } from "./machine.ts";
import type { Op } from "./op.ts";
import { inodeOf, removeFromCache } from "./pageCache.ts";
import type { FileId } from "./vma.ts";

/** The end of open files and of objects in memory that nobody holds any more. */

const isMapped = (machine: Machine, file: FileId): boolean => {
  for (const mm of machine.mms.values()) {
    for (const { value } of mm.vmas.entries()) if (value.file === file) return true;
  }
  return false;
};

const hasDescriptor = (machine: System, file: FileId): boolean =>
  [...machine.fds.values()].some((entry) => entry.kind === "file" && entry.file === file);

/** To be called when a mapping or descriptor of the file went: the last one closes it (fput). */
export const releaseFile = (op: Op, id: FileId): void => {
  const file = op.system.files.get(id);
  if (file === undefined || hasDescriptor(op.system, id) || isMapped(op.machine, id)) return;
  const files = new Map(op.system.files);
  files.delete(id);
  op.update({ files });
  const stillOpen = [...files.values()].some(({ inode }) => inode === file.inode);
  // Files on disk outlive their users; memory does not.
  if (!stillOpen && inodeOf(op.system, file.inode).kind !== "file") evictInode(op, file.inode);
};

/** The object goes with its pages and its charge (shmem_evict_inode). */
const evictInode = (op: Op, id: InodeId): void =>
  op.within("shmem_evict_inode", () => {
    const { charged = 0 } = inodeOf(op.system, id);
    removeFromCache(op, id, 0, Infinity);
    const inodes = new Map(op.system.inodes);
    inodes.delete(id);
    op.update({ inodes });
    acctMemory(op, -charged);
  });
