import { addLocked, enoughMemory, mayExpandVm, mlockFutureOk, statAccount } from "../accounting.ts";
import type { Vaddr } from "../addr.ts";
import { hex, PAGE_SIZE, pageAlignUp, TASK_SIZE } from "../addr.ts";
import { u64Arg, toVaddr } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { returned } from "../failure.ts";
import { mergeNewRange } from "../merge.ts";
import { doMunmap } from "../munmap.ts";
import type { Failure, Op } from "../op.ts";
import { populateThen } from "../populateThen.ts";
import { takeUnmapNotices, uffdUnmapComplete } from "../uffdEvents.ts";
import type { Vma } from "../vma.ts";
import type { VmFlags } from "../vmFlags.ts";
import {
  hasFlags,
  VM_ACCOUNT,
  VM_GROWSDOWN,
  VM_LOCKED,
  VM_MAYEXEC,
  VM_MAYREAD,
  VM_MAYWRITE,
  VM_READ,
  VM_SOFTDIRTY,
  VM_WRITE,
  withFlags,
} from "../vmFlags.ts";
import { findVma, insertVma, newVmaId, replaceVma, vmaBefore } from "../vmaTree.ts";

/*
 * brk never fails with an errno: it gives the break that holds afterwards, the old one if it refused.
 *
 * below start_brk, over RLIMIT_DATA      refused
 * same page                              only the number changes
 * shrink                                 munmap of the tail
 * grow                                   free for one page more than asked, limits, then do_brk_flags
 */

/** stack_guard_gap in bytes: 256 pages below a mapping that grows downwards. */
const GUARD_GAP = 256 * PAGE_SIZE;
/** VM_DATA_DEFAULT_FLAGS without VM_EXEC, and VM_ACCOUNT. */
const HEAP_FLAGS: VmFlags = VM_READ + VM_WRITE + VM_MAYREAD + VM_MAYWRITE + VM_MAYEXEC + VM_ACCOUNT;

const refuse = (op: Op, rule: string, why: string): Failure => op.fail("ENOMEM", rule, why);

/** vm_start_gap: where a mapping starts, its guard gap included. */
const startGap = (vma: Vma): Vaddr =>
  hasFlags(vma.flags, VM_GROWSDOWN) ? Math.max(0, vma.start - GUARD_GAP) : vma.start;

/** Room for the new pages and one more (the page that keeps the heap off its neighbour). */
const roomAbove = (op: Op, oldEnd: Vaddr, newEnd: Vaddr): Failure | null => {
  const next = findVma(op.mm, oldEnd);
  if (next === null || newEnd + PAGE_SIZE <= startGap(next)) return null;
  return refuse(
    op,
    "one free page above the new break",
    `The heap would end at ${hex(newEnd)}, but the mapping at ${hex(next.start)} must stay a page${hasFlags(next.flags, VM_GROWSDOWN) ? " and its guard gap" : ""} away.`,
  );
};

const checkBrkLimits = (op: Op, oldEnd: Vaddr, newEnd: Vaddr): Failure | null =>
  op.within("check_brk_limits", () => {
    if (newEnd > TASK_SIZE)
      return refuse(op, "the heap stays in user space", "The new break is no user address.");
    if (mlockFutureOk(op.system, op.mm, op.mm.defFlags, newEnd - oldEnd)) return null;
    return op.fail(
      "EAGAIN",
      "locked pages within RLIMIT_MEMLOCK",
      "mlockall(MCL_FUTURE) locks new heap pages too, and they would pass RLIMIT_MEMLOCK.",
    );
  });

/** Since 6.1 the heap never joins what lies below its start, the program's own data. */
const notTheHeap = (op: Op, start: Vaddr): Vma | undefined => {
  if (!op.switches.heapStaysApart) return undefined;
  const before = vmaBefore(op.mm, start);
  return before !== null && before.end <= op.mm.startBrk ? before : undefined;
};

/** Extends the heap's last mapping or makes a new one behind it; the pages are not counted here. */
const growHeap = (op: Op, start: Vaddr, end: Vaddr, flags: VmFlags): void => {
  const pgoff = start / PAGE_SIZE;
  const fresh = {
    start,
    end,
    flags,
    pgoff,
    anonPgoff: pgoff,
    file: null,
    uffd: null,
    anonVma: null,
    anonVmaChain: [],
  };
  const merged = mergeNewRange(
    op,
    { ...fresh, origin: "new" },
    { leftOnly: true, without: notTheHeap(op, start) },
  );
  const dirty: VmFlags = op.config.softDirty ? VM_SOFTDIRTY : 0;
  if (merged !== null) {
    const marked = withFlags(merged.flags, dirty);
    if (marked !== merged.flags) replaceVma(op, merged, { ...merged, flags: marked });
    return;
  }
  const vma: Vma = { ...fresh, flags: withFlags(flags, dirty), id: newVmaId(op), special: null };
  insertVma(op, vma);
  op.emit({ kind: "vmaCreated", vma });
};

const doBrkFlags = (op: Op, start: Vaddr, end: Vaddr): Failure | null =>
  op.within("do_brk_flags", () => {
    const flags = withFlags(HEAP_FLAGS, op.mm.defFlags);
    const pages = (end - start) / PAGE_SIZE;
    const over = mayExpandVm(op, flags, pages);
    if (over !== null) return over;
    if (op.mm.mapCount > op.config.maxMapCount) {
      return refuse(
        op,
        "map_count within max_map_count",
        `The process already has ${op.mm.mapCount} mappings, vm.max_map_count is ${op.config.maxMapCount}.`,
      );
    }
    const noMemory = enoughMemory(op, pages);
    if (noMemory !== null) return noMemory;
    growHeap(op, start, end, flags);
    statAccount(op, flags, pages);
    if (hasFlags(flags, VM_LOCKED)) addLocked(op, pages);
    return null;
  });

const grow = (op: Op, oldEnd: Vaddr, newEnd: Vaddr): Failure | null =>
  checkBrkLimits(op, oldEnd, newEnd) ?? roomAbove(op, oldEnd, newEnd) ?? doBrkFlags(op, oldEnd, newEnd);

/** Since 6.1 there must be something mapped in the part that goes; before, a hole shrinks as well. */
const shrink = (op: Op, newEnd: Vaddr, oldEnd: Vaddr): Failure | null => {
  const first = findVma(op.mm, newEnd);
  if (op.switches.brkShrinkNeedsMapping && (first === null || first.start >= oldEnd)) {
    return refuse(op, "something is mapped in the part that goes", "The heap's tail was unmapped already.");
  }
  return doMunmap(op, newEnd, oldEnd - newEnd);
};

const dataLimit = (op: Op, brk: Vaddr): Failure | null => {
  const { soft } = op.system.rlimits.data;
  const heap = brk - op.mm.startBrk;
  if (heap <= soft) return null;
  return refuse(
    op,
    "heap within RLIMIT_DATA",
    `The heap alone would have ${heap} bytes, RLIMIT_DATA allows ${soft}.`,
  );
};

const resize = (op: Op, oldEnd: Vaddr, newEnd: Vaddr): Failure | null => {
  if (oldEnd === newEnd) return null;
  return newEnd < oldEnd ? shrink(op, newEnd, oldEnd) : grow(op, oldEnd, newEnd);
};

export const sysBrk = (op: Op, call: Call): CallResult => {
  const brk = toVaddr(u64Arg(call, 0));
  const { brk: old, startBrk } = op.mm;
  const unchanged: CallResult = { kind: "ok", value: BigInt(old) };
  if (brk < startBrk) {
    op.emit({ kind: "checkPassed", rule: "below the start of the heap: only asks where the break is" });
    return unchanged;
  }
  const oldEnd = pageAlignUp(old);
  const newEnd = pageAlignUp(brk);
  if (dataLimit(op, brk) !== null || resize(op, oldEnd, newEnd) !== null) return unchanged;
  op.updateMm({ brk });
  uffdUnmapComplete(op, takeUnmapNotices(op));
  const done = returned(brk);
  const populates = newEnd > oldEnd && hasFlags(op.mm.defFlags, VM_LOCKED);
  return populates ? populateThen(op, { start: oldEnd, length: newEnd - oldEnd }, done) : done;
};
