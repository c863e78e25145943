import { vpnOf } from "#engine/addr.ts";
import type { Inode, Machine, Mm } from "#engine/machine.ts";
import {
  hasAnyFlag,
  hasFlags,
  permsOf,
  VM_DONTCOPY,
  VM_GROWSDOWN,
  VM_HUGEPAGE,
  VM_LOCKED,
  VM_MAYSHARE,
  VM_SEALED,
  VM_UFFD_MODES,
  VM_WIPEONFORK,
} from "#engine/vmFlags.ts";
import type { Vma } from "#engine/vma.ts";

/**
 * Variables of the program: names for addresses; of equals the last counts. A map will do. Descriptors among
 * them do no harm, no mapping lies that low.
 */
export type Names = Iterable<readonly [name: string, value: bigint]>;

const inodeOf = (machine: Machine, vma: Vma): Inode | null => {
  const file = vma.file === null ? undefined : machine.files.get(vma.file);
  return file === undefined ? null : (machine.inodes.get(file.inode) ?? null);
};

const shortPath = (name: string): string => (name.replace(" (deleted)", "").split("/").at(-1) ?? name).trim();

/** What stands behind a mapping: "anon", "memfd:a", "shared anon", "zygote.art". */
const backingOf = (machine: Machine, vma: Vma): string => {
  const inode = inodeOf(machine, vma);
  if (inode === null) return "anon";
  return inode.name.startsWith("/dev/zero") ? "shared anon" : shortPath(inode.name);
};

const PAGES_AFTER = 4096;

/**
 * Whether a mapping once was one with what now stands at `address`: file and offset run on. Where something else was
 * put in the place of its beginning (MAP_FIXED, MREMAP_FIXED), the newcomer's variable is not its name.
 */
const sameOrigin = (mm: Mm, address: number, vma: Vma): boolean => {
  const head = mm.vmas.at(address)?.value;
  if (head === undefined) return true;
  return head.file === vma.file && head.pgoff + vpnOf(vma.start - head.start) === vma.pgoff;
};

/** "heap" for a mapping that starts where the variable points, "heap+4" for one that starts four pages above. */
const variableOf = (mm: Mm, vma: Vma, names: Names): string | null => {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const [name, value] of names) {
    const address = Number(value);
    const distance = Math.floor((vma.start - address) / 4096);
    const inside = address >= vma.start && address < vma.end;
    if (!inside && (distance <= 0 || distance > PAGES_AFTER)) continue;
    if (!inside && best?.distance === distance && !sameOrigin(mm, address, vma)) continue;
    const rank: number = inside ? Math.abs(vma.start - address) / 4096 / PAGES_AFTER : distance;
    if (best === undefined || rank <= best.distance)
      best = { name: inside ? name : `${name}+${distance}`, distance: rank };
  }
  return best?.name ?? null;
};

/** The name in a block's tab. */
export const vmaName = (machine: Machine, mm: Mm, vma: Vma, names: Names): string => {
  if (vma.special !== null) return vma.special;
  const variable = variableOf(mm, vma, names);
  if (variable !== null) return variable;
  if (vma.file === null && vma.start < mm.brk && vma.end > mm.startBrk) return "[heap]";
  if (vma.start <= mm.startStack && vma.end > mm.startStack) return "[stack]";
  return vma.file === null ? "anon" : backingOf(machine, vma);
};

const FLAG_BADGES: readonly (readonly [flag: number, word: string])[] = [
  [VM_LOCKED, "locked"],
  [VM_SEALED, "sealed"],
  [VM_HUGEPAGE, "huge"],
  [VM_DONTCOPY, "no fork"],
  [VM_WIPEONFORK, "wiped at fork"],
  [VM_GROWSDOWN, "grows down"],
];

/** What sets a mapping apart, in a word each. */
const badgesOf = (machine: Machine, vma: Vma): readonly string[] => {
  const badges: string[] = [];
  const uffd = vma.uffd === null ? undefined : machine.uffds.get(vma.uffd);
  if (uffd !== undefined && hasAnyFlag(vma.flags, VM_UFFD_MODES)) badges.push(`uffd ${uffd.fd}`);
  if (hasFlags(vma.flags, VM_MAYSHARE)) badges.push("shared");
  for (const [flag, word] of FLAG_BADGES) if (hasFlags(vma.flags, flag)) badges.push(word);
  return badges;
};

/** Entries of a mapping that are set. */
const entriesIn = (mm: Mm, vma: Vma): number => {
  const from = vpnOf(vma.start);
  const to = vpnOf(vma.end);
  let count = 0;
  for (const { start, end } of mm.pageTable.entries.entries(from, to)) {
    count += Math.min(end, to) - Math.max(start, from);
  }
  return count;
};

/** Everything a tab can say, from which the tab takes what fits. */
export interface VmaWords {
  readonly name: string;
  readonly perms: string;
  readonly backing: string;
  readonly set: number;
  readonly pages: number;
  readonly badges: readonly string[];
  readonly fresh: boolean;
}

export const vmaWords = (machine: Machine, mm: Mm, vma: Vma, names: Names, fresh: boolean): VmaWords => ({
  name: vmaName(machine, mm, vma, names),
  perms: permsOf(vma.flags),
  backing: backingOf(machine, vma),
  set: entriesIn(mm, vma),
  pages: vpnOf(vma.end) - vpnOf(vma.start),
  badges: badgesOf(machine, vma),
  fresh,
});
