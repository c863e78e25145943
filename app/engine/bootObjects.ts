import { emptyIntervalMap } from "#base/intervalMap.ts";
import type { BootVma } from "./bootOptions.ts";
import type { Inode, InodeId, OpenFile } from "./machine.ts";
import type { FileId } from "./vma.ts";

/** Files behind the mappings that a process starts with. */
export interface BootObjects {
  readonly inodes: ReadonlyMap<InodeId, Inode>;
  readonly files: ReadonlyMap<FileId, OpenFile>;
  /** The file a mapping shows; null for anonymous and special memory. */
  readonly fileOf: (vma: BootVma) => FileId | null;
}

const isObject = ({ name }: BootVma): boolean => name !== "" && !name.startsWith("[");

const kindOf = (name: string): Inode["kind"] => {
  if (name.startsWith("/memfd:")) return "memfd";
  return name.startsWith("/dev/zero") || name.startsWith("/SYSV") ? "shmem" : "file";
};

const keyOf = (vma: BootVma): number | string => vma.object ?? vma.name;

/** One inode and one open file for each object; its size is what the mappings need. */
export const bootObjects = (vmas: readonly BootVma[]): BootObjects => {
  const inodes = new Map<InodeId, Inode>();
  const files = new Map<FileId, OpenFile>();
  const idOfKey = new Map<number | string, number>();
  for (const vma of vmas.filter(isObject)) {
    const id = idOfKey.get(keyOf(vma)) ?? idOfKey.size + 1;
    idOfKey.set(keyOf(vma), id);
    const size = Math.max(inodes.get(id)?.size ?? 0, (vma.offset ?? 0) + vma.end - vma.start);
    inodes.set(id, { id, kind: kindOf(vma.name), name: vma.name, size, pages: emptyIntervalMap() });
    files.set(id, { id, inode: id, readable: true, writable: true });
  }
  return { inodes, files, fileOf: (vma) => (isObject(vma) ? (idOfKey.get(keyOf(vma)) ?? null) : null) };
};
