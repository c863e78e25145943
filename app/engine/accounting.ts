import { PAGE_SIZE } from "./addr.ts";
import type { System, Mm } from "./machine.ts";
import type { Failure, Op } from "./op.ts";
import type { VmFlags } from "./vmFlags.ts";
import { hasAnyFlag, hasFlags, VM_EXEC, VM_GROWSDOWN, VM_LOCKED, VM_SHARED, VM_WRITE } from "./vmFlags.ts";

/** Sizes a process has: the counters of mm_struct, the limits on them, and the machine-wide promise of memory. */

/** Counts in VmExe and VmLib: executable, not writable, not a stack (is_exec_mapping). */
export const isExecMapping = (flags: VmFlags): boolean =>
  hasFlags(flags, VM_EXEC) && !hasAnyFlag(flags, VM_WRITE + VM_GROWSDOWN);

/** Counts in VmStk (is_stack_mapping). */
export const isStackMapping = (flags: VmFlags): boolean => hasFlags(flags, VM_GROWSDOWN);

/** Counts in VmData and against RLIMIT_DATA: private, writable, not a stack (is_data_mapping). */
export const isDataMapping = (flags: VmFlags): boolean =>
  hasFlags(flags, VM_WRITE) && !hasAnyFlag(flags, VM_SHARED + VM_GROWSDOWN);

/** Adds pages (negative: takes away) of a mapping with these flags to the counters (vm_stat_account). */
export const statAccount = (op: Op, flags: VmFlags, pages: number): void => {
  if (pages === 0) return;
  const mm = op.mm;
  const classCounter = isExecMapping(flags)
    ? { execVm: mm.execVm + pages }
    : isStackMapping(flags)
      ? { stackVm: mm.stackVm + pages }
      : isDataMapping(flags)
        ? { dataVm: mm.dataVm + pages }
        : {};
  op.updateMm({ totalVm: mm.totalVm + pages, ...classCounter });
  if (op.log !== null) {
    op.emit({ kind: "counterChanged", counter: "total_vm", before: mm.totalVm, after: mm.totalVm + pages });
  }
};

/** Adds pages to locked_vm, what VmLck shows. */
export const addLocked = (op: Op, pages: number): void => {
  if (pages === 0) return;
  const before = op.mm.lockedVm;
  op.updateMm({ lockedVm: before + pages });
  if (op.log !== null)
    op.emit({ kind: "counterChanged", counter: "locked_vm", before, after: before + pages });
};

const limitPages = (bytes: number): number => Math.floor(bytes / PAGE_SIZE);

/** Which limit `pages` more of such a mapping would pass; null if none (may_expand_vm). `pages` may be negative. */
export const expandLimit = (
  machine: System,
  mm: Mm,
  flags: VmFlags,
  pages: number,
): "RLIMIT_AS" | "RLIMIT_DATA" | null => {
  if (mm.totalVm + pages > limitPages(machine.rlimits.as.soft)) return "RLIMIT_AS";
  const { soft, hard } = machine.rlimits.data;
  if (!isDataMapping(flags) || mm.dataVm + pages <= limitPages(soft)) return null;
  // A soft limit of 0 means "up to the hard limit": programs that run under valgrind need it.
  return soft === 0 && mm.dataVm + pages <= limitPages(hard) ? null : "RLIMIT_DATA";
};

/** ENOMEM if `pages` more of a mapping with these flags pass RLIMIT_AS or RLIMIT_DATA (may_expand_vm). */
export const mayExpandVm = (op: Op, flags: VmFlags, pages: number): Failure | null =>
  op.within("may_expand_vm", () => {
    const limit = expandLimit(op.system, op.mm, flags, pages);
    if (limit === null) {
      op.passed("size within RLIMIT_AS and RLIMIT_DATA");
      return null;
    }
    const [now, bytes] =
      limit === "RLIMIT_AS"
        ? [op.mm.totalVm, op.system.rlimits.as.soft]
        : [op.mm.dataVm, op.system.rlimits.data.soft];
    return op.fail(
      "ENOMEM",
      "size within RLIMIT_AS and RLIMIT_DATA",
      `${limit} allows ${limitPages(bytes)} pages; the process has ${now} that count and asks for ${pages} more. Raise the limit or unmap something first.`,
    );
  });

/** Whether `bytes` more may be locked (mlock_future_ok): true for a mapping that is not locked. */
export const mlockFutureOk = (machine: System, mm: Mm, flags: VmFlags, bytes: number): boolean => {
  if (!hasFlags(flags, VM_LOCKED) || machine.config.capabilities.has("CAP_IPC_LOCK")) return true;
  return mm.lockedVm + Math.floor(bytes / PAGE_SIZE) <= limitPages(machine.rlimits.memlock.soft);
};

/** Adds to the pages the kernel has promised to all processes (vm_acct_memory); negative takes back. */
export const acctMemory = (op: Op, pages: number): void => {
  if (pages === 0) return;
  op.update({ committed: op.system.committed + pages });
  if (op.log !== null) op.emit({ kind: "charged", pages });
};

/** vm.admin_reserve_kbytes and vm.user_reserve_kbytes at their defaults, in pages. */
const ADMIN_RESERVE = 2048;
const USER_RESERVE = 32768;

const overcommitAllows = (op: Op, pages: number): boolean => {
  const { overcommit, memTotal, capabilities } = op.config;
  if (overcommit === 1) return true;
  if (overcommit === 0) return pages <= memTotal;
  const admin = capabilities.has("CAP_SYS_ADMIN") ? 0 : ADMIN_RESERVE;
  const user = Math.min(Math.floor(op.mm.totalVm / 32), USER_RESERVE);
  return op.system.committed + pages < Math.floor(memTotal / 2) - admin - user;
};

/** Promises `pages` more, or ENOMEM where overcommit forbids it (security_vm_enough_memory_mm). */
export const enoughMemory = (op: Op, pages: number): Failure | null =>
  op.within("__vm_enough_memory", () => {
    if (!overcommitAllows(op, pages)) {
      return op.fail(
        "ENOMEM",
        "overcommit allows the pages",
        `The kernel would have to promise ${pages} pages, more than overcommit mode ${op.config.overcommit} allows on a machine of ${op.config.memTotal} pages. MAP_NORESERVE asks for no promise.`,
      );
    }
    op.passed("overcommit allows the pages");
    acctMemory(op, pages);
    return null;
  });

/** Sizes in kB as /proc/PID/status has them. */
export interface MmStatus {
  readonly vmSizeKb: number;
  readonly vmLckKb: number;
  readonly vmDataKb: number;
  readonly vmStkKb: number;
  /** VmExe and VmLib together. */
  readonly vmExecKb: number;
  readonly rssAnonKb: number;
  readonly rssFileKb: number;
  readonly rssShmemKb: number;
}

const KB_PER_PAGE = PAGE_SIZE / 1024;

export const statusOf = (mm: Mm): MmStatus => ({
  vmSizeKb: mm.totalVm * KB_PER_PAGE,
  vmLckKb: mm.lockedVm * KB_PER_PAGE,
  vmDataKb: mm.dataVm * KB_PER_PAGE,
  vmStkKb: mm.stackVm * KB_PER_PAGE,
  vmExecKb: mm.execVm * KB_PER_PAGE,
  rssAnonKb: mm.rss.anon * KB_PER_PAGE,
  rssFileKb: mm.rss.file * KB_PER_PAGE,
  rssShmemKb: mm.rss.shmem * KB_PER_PAGE,
});
