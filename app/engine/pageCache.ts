import type { Machine, OpenFile } from "./machine.ts";
import type { Op } from "./op.ts";
import { emptyIntervalMap } from "#base/intervalMap.ts";

/** A new object of shared anonymous memory, `pages` long, and the open file that stands for it (shmem_zero_setup). */
export function createShmemInode(op: Op, pages: number): OpenFile {
  const { next, inodes, files } = op.machine;
  const inode = {
    id: next.inode,
    kind: "shmem",
    name: "/dev/zero (deleted)",
    size: pages * 4096,
    pages: emptyIntervalMap<{ pfn: number }>(),
  } as const;
  const file = { id: next.file, inode: inode.id, readable: true, writable: true };
  op.update({
    inodes: new Map(inodes).set(inode.id, inode),
    files: new Map(files).set(file.id, file),
    next: { ...next, inode: next.inode + 1, file: next.file + 1 },
  });
  return file;
}

/** The open file behind a descriptor; null if there is none or it is not a file. */
export function openFileOf(machine: Machine, fd: number): OpenFile | null {
  const entry = machine.fds.get(fd);
  return entry?.kind === "file" ? (machine.files.get(entry.file) ?? null) : null;
}
