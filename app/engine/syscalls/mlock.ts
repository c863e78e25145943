import { PAGE_SIZE, TASK_SIZE } from "../addr.ts";
import { alignDown, alignUp, toVaddr, u64Arg, wrapAdd } from "../args.ts";
import { hasAnyBit, hasBits, withoutBits } from "../argFlags.ts";
import type { Call, CallResult } from "../calls.ts";
import { MCL, MLOCK } from "../constants.ts";
import { applyToAll, applyVmaLockFlags, lockedPagesIn } from "../mlockFixup.ts";
import type { Failure, Op } from "../op.ts";
import { populateRange } from "../populate.ts";
import type { VmFlags } from "../vmFlags.ts";
import { VM_LOCKED, VM_LOCKED_MASK, VM_LOCKONFAULT, withFlags, withoutFlags } from "../vmFlags.ts";

/*
 * mlock, mlock2    EPERM (may not lock at all), ENOMEM (limit), then apply_vma_lock_flags, then fault in
 * munlock          apply_vma_lock_flags
 * mlockall         EINVAL (flags), EPERM, ENOMEM (limit), def_flags, every mapping, then fault in
 * munlockall       def_flags, every mapping
 */

const OK: CallResult = { kind: "ok", value: 0n };

interface LockRange {
  readonly start: number;
  readonly end: number;
  readonly pages: number;
  readonly wraps: boolean;
}

/** mlock rounds outwards: from the page of the first byte to the page of the last one. */
const lockRange = (call: Call): LockRange => {
  const addr = u64Arg(call, 0);
  const start = alignDown(addr);
  const length = alignUp(wrapAdd(u64Arg(call, 1), addr - start));
  const end = wrapAdd(start, length);
  return { start: toVaddr(start), end: toVaddr(end), pages: Number(length) / PAGE_SIZE, wraps: end < start };
};

const wraps = (op: Op): Failure =>
  op.fail(
    "EINVAL",
    "start + length does not wrap",
    "The range runs past the end of the 64-bit address space.",
  );

const memlockPages = (op: Op): number => Math.floor(op.system.rlimits.memlock.soft / PAGE_SIZE);
const isPrivileged = (op: Op): boolean => op.config.capabilities.has("CAP_IPC_LOCK");

/** can_do_mlock. */
const refusesLocking = (op: Op): Failure | null => {
  if (isPrivileged(op) || op.system.rlimits.memlock.soft !== 0) return null;
  return op.fail(
    "EPERM",
    "the process may lock memory",
    "RLIMIT_MEMLOCK is 0 and the process lacks CAP_IPC_LOCK. Raise the limit.",
  );
};

const overLimit = (op: Op, range: LockRange): Failure | null => {
  const limit = memlockPages(op);
  let total = range.pages + op.mm.lockedVm;
  if (total > limit && !isPrivileged(op)) total -= lockedPagesIn(op, range.start, range.end);
  if (total <= limit || isPrivileged(op)) {
    op.passed("locked pages within RLIMIT_MEMLOCK");
    return null;
  }
  return op.fail(
    "ENOMEM",
    "locked pages within RLIMIT_MEMLOCK",
    `RLIMIT_MEMLOCK allows ${limit} pages. ${op.mm.lockedVm} are locked, and ${total - op.mm.lockedVm} more would make ${total}. Unlock something or raise the limit.`,
  );
};

/** What mlock makes of a failure to fault pages in (__mlock_posix_error_return). */
const posixError = (failure: Failure): Failure => {
  const errno = failure.errno === "EFAULT" ? "ENOMEM" : failure.errno === "ENOMEM" ? "EAGAIN" : failure.errno;
  return { ...failure, errno };
};

const doMlock = (op: Op, call: Call, lock: VmFlags): CallResult =>
  op.within("do_mlock", () => {
    const refused = refusesLocking(op);
    if (refused !== null) return refused;
    const range = lockRange(call);
    const over = overLimit(op, range);
    if (over !== null) return over;
    if (range.wraps) return wraps(op);
    const failed = applyVmaLockFlags(op, range.start, range.end, lock);
    if (failed !== null) return failed;
    const unpopulated = populateRange(op, range.start, range.end);
    if (unpopulated === null) return OK;
    return unpopulated.kind === "failed" ? posixError(unpopulated) : unpopulated;
  });

export const sysMlock = (op: Op, call: Call): CallResult => doMlock(op, call, VM_LOCKED);

export const sysMlock2 = (op: Op, call: Call): CallResult => {
  const flags = u64Arg(call, 2);
  if (withoutBits(flags, MLOCK.values.MLOCK_ONFAULT) !== 0n) {
    return op.fail("EINVAL", "flags are known", "mlock2 knows one flag, MLOCK_ONFAULT (1).");
  }
  return doMlock(op, call, flags === 0n ? VM_LOCKED : VM_LOCKED_MASK);
};

export const sysMunlock = (op: Op, call: Call): CallResult => {
  const range = lockRange(call);
  if (range.wraps) return wraps(op);
  return applyVmaLockFlags(op, range.start, range.end, 0) ?? OK;
};

/** apply_mlockall_flags: what is mapped later (def_flags) and what is mapped now. */
const applyMlockall = (op: Op, future: VmFlags | null, current: VmFlags | null): void =>
  op.within("apply_mlockall_flags", () => {
    const cleared = withoutFlags(op.mm.defFlags, VM_LOCKED_MASK);
    op.updateMm({ defFlags: withFlags(cleared, future ?? 0) });
    if (current !== null) applyToAll(op, current);
  });

const invalidMlockall = (flags: bigint): boolean => {
  const { MCL_CURRENT, MCL_FUTURE, MCL_ONFAULT } = MCL.values;
  return (
    flags === 0n || flags === MCL_ONFAULT || withoutBits(flags, MCL_CURRENT + MCL_FUTURE + MCL_ONFAULT) !== 0n
  );
};

export const sysMlockall = (op: Op, call: Call): CallResult => {
  const flags = u64Arg(call, 0);
  if (invalidMlockall(flags)) {
    return op.fail(
      "EINVAL",
      "flags are known and say when",
      "mlockall needs MCL_CURRENT, MCL_FUTURE or both; MCL_ONFAULT only changes how.",
    );
  }
  const refused = refusesLocking(op);
  if (refused !== null) return refused;
  const current = hasBits(flags, MCL.values.MCL_CURRENT);
  const limit = memlockPages(op);
  if (current && op.mm.totalVm > limit && !isPrivileged(op)) {
    return op.fail(
      "ENOMEM",
      "the whole process fits RLIMIT_MEMLOCK",
      `MCL_CURRENT would lock all ${op.mm.totalVm} pages of the process, RLIMIT_MEMLOCK allows ${limit}. Nothing was locked.`,
    );
  }
  const lock = hasAnyBit(flags, MCL.values.MCL_ONFAULT) ? withFlags(VM_LOCKED, VM_LOCKONFAULT) : VM_LOCKED;
  applyMlockall(op, hasBits(flags, MCL.values.MCL_FUTURE) ? lock : null, current ? lock : null);
  // Errors are ignored: what cannot be faulted in stays locked and absent.
  if (current) {
    const populated = populateRange(op, 0, TASK_SIZE, { ignoreErrors: true });
    if (populated?.kind === "blocked") return populated;
  }
  return OK;
};

export const sysMunlockall = (op: Op, _call: Call): CallResult => {
  applyMlockall(op, null, 0);
  return OK;
};
