import { PAGE_SIZE, vpnOf } from "#engine/addr.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import { VM_LOCKED, VM_UFFD_MINOR, VM_UFFD_MISSING, VM_UFFD_WP, hasFlags, permsOf } from "#engine/vmFlags.ts";
import { vmFlagWords } from "#engine/vmFlagWords.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { groupedAddress, kilobytes } from "#ui/text/numbers.ts";

export interface Row {
  readonly name: string;
  readonly value: string;
  /** A longer form, for the tooltip. */
  readonly full?: string;
}

/** Pages of a mapping that have a frame behind them (the zero page included). */
export function presentPages(mm: Mm, vma: Vma): number {
  const from = vpnOf(vma.start);
  const to = vpnOf(vma.end);
  let pages = 0;
  for (const run of mm.pageTable.entries.entries(from, to)) {
    if (run.value.kind === "marker") continue;
    pages += Math.min(run.end, to) - Math.max(run.start, from);
  }
  return pages;
}

function backingOf(machine: Machine, vma: Vma): string {
  if (vma.special !== null) return vma.special;
  if (vma.file === null) return lateWords.anonymous;
  const file = machine.files.get(vma.file);
  const inode = file === undefined ? undefined : machine.inodes.get(file.inode);
  return inode?.name ?? lateWords.anonymous;
}

const MODES: readonly (readonly [flag: number, word: string])[] = [
  [VM_UFFD_MISSING, "missing"],
  [VM_UFFD_WP, "wp"],
  [VM_UFFD_MINOR, "minor"],
];

function watcherOf(machine: Machine, vma: Vma): string | null {
  if (vma.uffd === null) return null;
  const uffd = machine.uffds.get(vma.uffd);
  const modes = MODES.filter(([flag]) => hasFlags(vma.flags, flag)).map(([, word]) => word);
  return `uffd ${uffd?.fd ?? "?"} (${modes.join(", ")})`;
}

/** What the details panel says of a mapping; the words of the flags are those of smaps. */
export function vmaRows(machine: Machine, mm: Mm, vma: Vma): readonly Row[] {
  const pages = (vma.end - vma.start) / PAGE_SIZE;
  const watcher = watcherOf(machine, vma);
  return [
    {
      name: lateWords.range,
      value: `${groupedAddress(vma.start)} – ${groupedAddress(vma.end)}`,
      full: `0x${vma.start.toString(16)}-0x${vma.end.toString(16)}`,
    },
    { name: lateWords.permissions, value: permsOf(vma.flags) },
    { name: lateWords.backing, value: backingOf(machine, vma) },
    { name: lateWords.presentPages, value: lateWords.ofPages(presentPages(mm, vma), pages) },
    { name: "Size", value: kilobytes(pages) },
    ...(hasFlags(vma.flags, VM_LOCKED) ? [{ name: "Locked", value: kilobytes(presentPages(mm, vma)) }] : []),
    { name: "VmFlags", value: vmFlagWords(vma.flags, machine.config.kernel) },
    { name: "vm_pgoff", value: groupedAddress(vma.pgoff), full: lateWords.pgoffHint },
    ...(watcher === null ? [] : [{ name: lateWords.watchedBy, value: watcher }]),
  ];
}
