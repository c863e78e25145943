import { emptyIntervalMap } from "#base/intervalMap.ts";
import { enoughMemory, isDataMapping, isExecMapping, isStackMapping } from "./accounting.ts";
import { PAGE_SIZE, TASK_SIZE } from "./addr.ts";
import { forkAnonVma } from "./anonVma.ts";
import { copyPageRange } from "./copyPageRange.ts";
import type { ChildPages } from "./copyPageRange.ts";
import type { Mm, MmId, PteRun } from "./machine.ts";
import type { Failure, Op } from "./op.ts";
import type { ForkedContexts } from "./uffdFork.ts";
import type { Vma } from "./vma.ts";
import {
  hasFlags,
  VM_ACCOUNT,
  VM_DONTCOPY,
  VM_LOCKED_MASK,
  VM_NOHUGEPAGE,
  VM_WIPEONFORK,
  withoutFlags,
} from "./vmFlags.ts";
import { newVmaId } from "./vmaTree.ts";

/** dup_mmap: the address space of a child. Mappings are copied, pages are shared until one of the two writes. */

const pagesOf = (vma: Vma): number => (vma.end - vma.start) / PAGE_SIZE;

/** The counters of a child that does not get this mapping (vm_stat_account). */
const without = (mm: Mm, { flags, ...vma }: Vma): Mm => {
  const pages = (vma.end - vma.start) / PAGE_SIZE;
  const less = (counts: boolean): number => (counts ? pages : 0);
  return {
    ...mm,
    totalVm: mm.totalVm - pages,
    execVm: mm.execVm - less(isExecMapping(flags)),
    stackVm: mm.stackVm - less(isStackMapping(flags)),
    dataVm: mm.dataVm - less(isDataMapping(flags)),
  };
};

/** The child's copy of a mapping: unlocked, with its own anon_vma, watched only if the parent's context follows children. */
const dupVma = (op: Op, parent: Vma, contexts: ForkedContexts): Vma => {
  const copy: Vma = { ...parent, id: newVmaId(op), flags: withoutFlags(parent.flags, VM_LOCKED_MASK) };
  const watched = contexts.dup(op, copy);
  return hasFlags(watched.flags, VM_WIPEONFORK)
    ? { ...watched, anonVma: null, anonVmaChain: [] }
    : forkAnonVma(op, watched, parent);
};

const emptyChild = (op: Op, id: MmId): Mm => ({
  ...op.mm,
  id,
  vmas: emptyIntervalMap<Vma>(),
  pageTable: { entries: emptyIntervalMap<PteRun>(), pteTables: emptyIntervalMap<true>() },
  lockedVm: 0,
  rss: { anon: 0, file: 0, shmem: 0 },
  mapCount: 0,
  defFlags: hasFlags(op.mm.defFlags, VM_NOHUGEPAGE) ? VM_NOHUGEPAGE : 0,
});

/** A child's mm, put beside the parent's; null means ENOMEM, with the reason. */
export const dupMmap = (op: Op, contexts: ForkedContexts): MmId | Failure =>
  op.within("dup_mmap", () => {
    const id = op.takeNumber("mm");
    let child = emptyChild(op, id);
    let pages: ChildPages = { table: child.pageTable, rss: child.rss };
    for (const { value: parent } of op.rounds(op.mm.vmas.entries(0, TASK_SIZE))) {
      if (hasFlags(parent.flags, VM_DONTCOPY)) {
        child = without(child, parent);
        continue;
      }
      const charged = hasFlags(parent.flags, VM_ACCOUNT) ? enoughMemory(op, pagesOf(parent)) : null;
      if (charged !== null) return charged;
      const copy = dupVma(op, parent, contexts);
      child = { ...child, vmas: child.vmas.insert(copy.start, copy.end, copy), mapCount: child.mapCount + 1 };
      if (!hasFlags(copy.flags, VM_WIPEONFORK)) pages = copyPageRange(op, parent, copy, pages);
    }
    op.emit({ kind: "tlbFlushed", range: { start: 0, end: TASK_SIZE } });
    const mm: Mm = { ...child, pageTable: pages.table, rss: pages.rss };
    op.addMm(mm);
    return id;
  });
