import { emptyIntervalMap } from "#base/intervalMap.ts";
import type { Vaddr } from "#engine/addr.ts";
import { createMachine } from "#engine/boot.ts";
import type { BootVma } from "#engine/bootOptions.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Inode, Machine, Mm, OpenFile } from "#engine/machine.ts";
import type { LogFile } from "./logProcess.ts";

/** A log does not say how long a file is: long enough for every mapping. */
const UNKNOWN_SIZE = 2 ** 46;

export interface LogStart {
  readonly kernel: KernelProfile;
  /** Mappings at the start; null if they are not known. */
  readonly maps: readonly BootVma[] | null;
  /** The start of the heap, from the log's first brk(NULL); null if there is none. */
  readonly brk: number | null;
}

/** The machine that a log starts with. Without maps nothing is mapped, and nothing can be predicted. */
export function bootForLog({ kernel, maps, brk }: LogStart): Machine {
  const vmas = maps ?? [];
  const machine = createMachine({ kernel, vmas, uffdMonitor: "recorder", ...(brk === null ? {} : { brk }) });
  const stack = vmas.findLast((vma) => vma.name === "[stack]");
  const below = vmas.filter((vma) => stack === undefined || vma.end <= stack.start).at(-1);
  if (stack === undefined || below === undefined) return machine;
  // The first mappings of a program (its loader, the kernel's own) lie right under the top of the mmap area.
  return withMmapBase(machine, below.end);
}

/** The machine whose highest place for mappings ends where the mapping at `address` does. */
export function withTopAt(machine: Machine, address: Vaddr): Machine {
  const [mm] = machine.mms.values();
  const placed = mm?.vmas.at(address);
  return placed === undefined || placed === null ? machine : withMmapBase(machine, placed.end);
}

/** The machine with an empty heap that begins at `brk`. */
export const withHeapAt = (machine: Machine, brk: Vaddr): Machine => patched(machine, { startBrk: brk, brk });

const withMmapBase = (machine: Machine, mmapBase: Vaddr): Machine => patched(machine, { mmapBase });

function patched(machine: Machine, patch: Partial<Mm>): Machine {
  const mms = [...machine.mms].map(([id, mm]) => [id, { ...mm, ...patch }] as const);
  return { ...machine, mms: new Map(mms) };
}

/** The machine with a file open as descriptor `fd`. Paths are objects: two opens of one path show the same one. */
export function withOpenFile(machine: Machine, fd: number, { path, readable, writable }: LogFile): Machine {
  const known = [...machine.inodes.values()].find((inode) => inode.kind === "file" && inode.name === path);
  const number: number = machine.next.inode;
  const inode: Inode =
    known === undefined
      ? { id: number, kind: "file", name: path, size: UNKNOWN_SIZE, pages: emptyIntervalMap() }
      : { ...known, size: UNKNOWN_SIZE };
  const file: OpenFile = { id: machine.next.file, inode: inode.id, readable, writable };
  return {
    ...machine,
    inodes: new Map(machine.inodes).set(inode.id, inode),
    files: new Map(machine.files).set(file.id, file),
    fds: new Map(machine.fds).set(fd, { kind: "file", file: file.id }),
    next: { ...machine.next, inode: number + 1, file: machine.next.file + 1 },
  };
}

/** The machine with a second descriptor for what `from` leads to. */
export function withDuplicate(machine: Machine, from: number, to: number): Machine {
  const entry = machine.fds.get(from);
  return entry === undefined
    ? withoutDescriptor(machine, to)
    : { ...machine, fds: new Map(machine.fds).set(to, entry) };
}

/** The machine without the descriptor. */
export function withoutDescriptor(machine: Machine, fd: number): Machine {
  if (!machine.fds.has(fd)) return machine;
  const fds = new Map(machine.fds);
  fds.delete(fd);
  return { ...machine, fds };
}

/** The machine with what the engine opened as `from` under the number that the log has. */
export function withDescriptorMoved(machine: Machine, from: number, to: number): Machine {
  const entry = machine.fds.get(from);
  if (entry === undefined || from === to) return machine;
  const fds = new Map(machine.fds);
  fds.delete(from);
  fds.set(to, entry);
  if (entry.kind === "file") return { ...machine, fds };
  const uffd = machine.uffds.get(entry.uffd);
  if (uffd === undefined) return { ...machine, fds };
  return { ...machine, fds, uffds: new Map(machine.uffds).set(uffd.id, { ...uffd, fd: to }) };
}

/** The memory of the process that a machine of a log has. */
export const mmOf = (machine: Machine): Mm | null => {
  const [mm] = machine.mms.values();
  return mm ?? null;
};
