/** vma->vm_flags as /proc/PID/smaps writes them: two letters a flag (fs/proc/task_mmu.c, show_smap_vma_flags). */
import type { KernelProfile } from "./kernels.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  VM_ACCOUNT,
  VM_DENYWRITE,
  VM_DONTCOPY,
  VM_DONTDUMP,
  VM_DONTEXPAND,
  VM_EXEC,
  VM_GROWSDOWN,
  VM_HUGEPAGE,
  VM_HUGETLB,
  VM_IO,
  VM_LOCKED,
  VM_LOCKONFAULT,
  VM_MAYBE_GUARD,
  VM_MAYEXEC,
  VM_MAYREAD,
  VM_MAYSHARE,
  VM_MAYWRITE,
  VM_MERGEABLE,
  VM_MIXEDMAP,
  VM_NOHUGEPAGE,
  VM_NORESERVE,
  VM_PFNMAP,
  VM_RAND_READ,
  VM_READ,
  VM_SEALED,
  VM_SEQ_READ,
  VM_SHARED,
  VM_SOFTDIRTY,
  VM_UFFD_MINOR,
  VM_UFFD_MISSING,
  VM_UFFD_WP,
  VM_WIPEONFORK,
  VM_WRITE,
  hasFlags,
  withFlags,
} from "./vmFlags.ts";

/** The words of the VmFlags line, in the order in which smaps prints them. */
const VM_FLAG_WORDS: readonly (readonly [flag: VmFlags, word: string])[] = [
  [VM_READ, "rd"],
  [VM_WRITE, "wr"],
  [VM_EXEC, "ex"],
  [VM_SHARED, "sh"],
  [VM_MAYREAD, "mr"],
  [VM_MAYWRITE, "mw"],
  [VM_MAYEXEC, "me"],
  [VM_MAYSHARE, "ms"],
  [VM_GROWSDOWN, "gd"],
  [VM_UFFD_MISSING, "um"],
  [VM_PFNMAP, "pf"],
  [VM_DENYWRITE, "dw"],
  [VM_MAYBE_GUARD, "gu"],
  [VM_UFFD_WP, "uw"],
  [VM_LOCKED, "lo"],
  [VM_IO, "io"],
  [VM_SEQ_READ, "sr"],
  [VM_RAND_READ, "rr"],
  [VM_DONTCOPY, "dc"],
  [VM_DONTEXPAND, "de"],
  [VM_LOCKONFAULT, "lf"],
  [VM_ACCOUNT, "ac"],
  [VM_NORESERVE, "nr"],
  [VM_HUGETLB, "ht"],
  [VM_WIPEONFORK, "wf"],
  [VM_DONTDUMP, "dd"],
  [VM_SOFTDIRTY, "sd"],
  [VM_MIXEDMAP, "mm"],
  [VM_HUGEPAGE, "hg"],
  [VM_NOHUGEPAGE, "nh"],
  [VM_MERGEABLE, "mg"],
  [VM_UFFD_MINOR, "ui"],
  [VM_SEALED, "sl"],
];

/** What smaps prints for a flag without a word. */
const NO_WORD = "??";

/** Two flags that never met in one kernel share a bit here: the word that this kernel does not have. */
const unknownWord = ({ switches }: KernelProfile): string => (switches.guardFlagged ? "dw" : "gu");

/** The VmFlags line of smaps as this kernel prints it: two-letter words, blank separated. */
export const vmFlagWords = (flags: VmFlags, kernel: KernelProfile): string =>
  VM_FLAG_WORDS.filter(([flag, word]) => hasFlags(flags, flag) && word !== unknownWord(kernel))
    .map(([flag, word]) => (flag === VM_LOCKONFAULT && !kernel.switches.lockOnFaultWord ? NO_WORD : word))
    .join(" ");

const FLAG_OF_WORD: ReadonlyMap<string, VmFlags> = new Map(VM_FLAG_WORDS.map(([flag, word]) => [word, flag]));

/** A VmFlags line read back; words that are not modelled are passed over. */
export const vmFlagsOfWords = (words: string): VmFlags =>
  words.split(" ").reduce((flags, word) => withFlags(flags, FLAG_OF_WORD.get(word) ?? 0), 0);
