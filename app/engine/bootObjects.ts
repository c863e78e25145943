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
  const byKey = new Map<number | string, Inode>();
  for (const vma of vmas.filter(isObject)) {
    const key = keyOf(vma);
    const known = byKey.get(key);
    const size = Math.max(known?.size ?? 0, (vma.offset ?? 0) + vma.end - vma.start);
    const id = known?.id ?? byKey.size + 1;
    byKey.set(key, { id, kind: kindOf(vma.name), name: vma.name, size, pages: emptyIntervalMap() });
  }
  const inodes = [...byKey.values()];
  return {
    inodes: new Map(inodes.map((inode) => [inode.id, inode])),
    files: new Map(inodes.map(({ id }) => [id, { id, inode: id, readable: true, writable: true }])),
    fileOf: (vma) => (isObject(vma) ? (byKey.get(keyOf(vma))?.id ?? null) : null),
  };
};
