import { int32Arg, structArg, toVaddr, u64Arg, u64Member } from "../args.ts";
import type { Call, CallResult, StructValue } from "../calls.ts";
import { returned } from "../failure.ts";
import type { MmId } from "../machine.ts";
import type { Failure, Op } from "../op.ts";
import { touchUser } from "../userAccess.ts";
import type { UserAccess } from "../userAccess.ts";
import { copyToUser, piecesOf, userByte } from "../userTransfer.ts";

interface Iovec {
  readonly base: number;
  readonly length: number;
}

const iovecOf = (struct: StructValue): Iovec => ({
  base: toVaddr(u64Member(struct, "iov_base")),
  length: toVaddr(u64Member(struct, "iov_len")),
});

const mmOfPid = (op: Op, pid: number): MmId | Failure => {
  const task = op.system.tasks.get(pid);
  return task?.mm ?? op.fail("ESRCH", "the process exists", `There is no process ${pid}.`);
};

/** Runs `body` with the memory of another process as the current one. */
const inMm = <T>(op: Op, mm: MmId, body: () => T): T => {
  const own = op.mmId;
  op.mmId = mm;
  try {
    return body();
  } finally {
    op.mmId = own;
  }
};

/** Faults the remote pages in; gives the bytes that can be read before the first bad page (pin_user_pages_remote). */
const readable = (op: Op, mm: MmId, remote: Iovec): { readonly bytes: number; readonly stop: UserAccess } =>
  inMm(op, mm, () => {
    for (const { start, from, to } of piecesOf(remote.base, remote.length)) {
      const stop = touchUser(op, remote.base + start + from, to - from, "read");
      if (stop !== null) return { bytes: Math.max(0, start), stop };
    }
    return { bytes: remote.length, stop: null };
  });

/** process_vm_readv with one vector on each side: the kernel reads the other process's pages, no signal, no mapping. */
export const sysProcessVmReadv = (op: Op, call: Call): CallResult => {
  if (u64Arg(call, 5) !== 0n) return op.fail("EINVAL", "flags are 0", "process_vm_readv knows no flags.");
  const [local, remote] = [structArg(call, 1), structArg(call, 3)];
  if (local === null || remote === null) {
    return op.fail("EFAULT", "the vectors can be read", "Both vectors must be given, not NULL.");
  }
  const mm = mmOfPid(op, int32Arg(call, 0));
  if (typeof mm !== "number") return mm;
  const [to, from] = [iovecOf(local), iovecOf(remote)];
  const length = Math.min(to.length, from.length);
  const source = readable(op, mm, { ...from, length });
  if (source.stop?.kind === "blocked") return source.stop;
  if (source.bytes === 0 && source.stop !== null) return source.stop;
  const copied = copyToUser(op, to.base, source.bytes, (i) =>
    inMm(op, mm, () => userByte(op, from.base + i)),
  );
  if (copied.stop?.kind === "blocked") return copied.stop;
  return copied.bytes === 0 && copied.stop !== null ? copied.stop : returned(copied.bytes);
};
