import { PAGE_SIZE } from "./addr.ts";
import type { Vaddr } from "./addr.ts";
import type { Machine, Mm } from "./machine.ts";
import type { Vma } from "./vma.ts";
import { permsOf } from "./vmFlags.ts";
import { vmFlagWords } from "./vmFlagWords.ts";

/** One line of /proc/PID/maps, and the VmFlags line that smaps has for it. */
export interface MapsEntry {
  readonly start: Vaddr;
  readonly end: Vaddr;
  readonly perms: string;
  /** Offset in the file in bytes; 0 for private anonymous memory. */
  readonly offset: number;
  readonly name: string;
  /** Two-letter words, blank separated. */
  readonly flagWords: string;
}

const objectName = (machine: Machine, vma: Vma): string | null => {
  const file = vma.file === null ? undefined : machine.files.get(vma.file);
  return file === undefined ? null : (machine.inodes.get(file.inode)?.name ?? null);
};

/** Since 6.6 only what lies between the start of the heap and the break; before, what touches it as well. */
const isHeap = (machine: Machine, mm: Mm, vma: Vma): boolean =>
  machine.config.kernel.switches.heapLabelTouches
    ? vma.start <= mm.brk && vma.end >= mm.startBrk
    : vma.start < mm.brk && vma.end > mm.startBrk;

/** [heap] and [stack] are no property of a mapping: they follow from where it lies. */
const nameOf = (machine: Machine, mm: Mm, vma: Vma): string => {
  const known = objectName(machine, vma) ?? vma.special;
  if (known !== null) return known;
  if (isHeap(machine, mm, vma)) return "[heap]";
  return vma.start <= mm.startStack && vma.end >= mm.startStack ? "[stack]" : "";
};

export const mapsEntry = (machine: Machine, mm: Mm, vma: Vma): MapsEntry => ({
  start: vma.start,
  end: vma.end,
  perms: permsOf(vma.flags),
  offset: vma.file === null ? 0 : vma.pgoff * PAGE_SIZE,
  name: nameOf(machine, mm, vma),
  flagWords: vmFlagWords(vma.flags, machine.config.kernel),
});

const padHex = (value: number): string => value.toString(16).padStart(8, "0");

const line = (entry: MapsEntry): string => {
  const range = `${padHex(entry.start)}-${padHex(entry.end)}`;
  const columns = `${range} ${entry.perms} ${padHex(entry.offset)} 00:00 0`;
  return entry.name === "" ? columns : `${columns.padEnd(72)} ${entry.name}`;
};

/** The line of /proc/PID/maps for one mapping; device and inode numbers are 0. */
export const mapsLine = (machine: Machine, mm: Mm, vma: Vma): string => line(mapsEntry(machine, mm, vma));

/** The whole of /proc/PID/maps. */
export const mapsText = (machine: Machine, mm: Mm): string =>
  [...mm.vmas.entries()].map(({ value }) => `${mapsLine(machine, mm, value)}\n`).join("");
