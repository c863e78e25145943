import { allocateRing } from "../aioRing.ts";
import { toVaddr, u64Arg } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { isFailure, returned } from "../failure.ts";
import type { Op } from "../op.ts";
import { touchUser, wordAt } from "../userAccess.ts";
import { copyToUser } from "../userTransfer.ts";

const WORD_BYTES = 8;
const UNSIGNED = 2n ** 32n;

/**
 * io_setup(nr_events, ctxp): a context of asynchronous I/O, whose ring is mapped into the process.
 *
 * | # | condition                                     | errno  |
 * | 1 | *ctxp cannot be read                           | EFAULT |
 * | 2 | *ctxp is not 0, or no events are asked for     | EINVAL |
 * | 3 | the ring would be larger than 256 MiB          | EINVAL |
 * | 4 | more requests than fs.aio-max-nr               | EAGAIN |
 * | 5 | the ring cannot be mapped                      | ENOMEM |
 * | 6 | *ctxp cannot be written: the context goes again | EFAULT |
 */
export const sysIoSetup = (op: Op, call: Call): CallResult => {
  const events = Number(u64Arg(call, 0) % UNSIGNED);
  const ctxp = toVaddr(u64Arg(call, 1));
  const unreadable = touchUser(op, ctxp, WORD_BYTES, "read");
  if (unreadable !== null) return unreadable;
  if (wordAt(op, ctxp) !== 0n || events === 0) {
    return op.fail(
      "EINVAL",
      "*ctxp is 0 and events are asked for",
      "The memory behind ctxp must hold 0 before the call, and there must be room for at least one event.",
    );
  }
  const before = op.machine;
  const base = allocateRing(op, events);
  if (isFailure(base)) {
    op.machine = before;
    return base;
  }
  const { stop } = copyToUser(op, ctxp, WORD_BYTES, (index) => (BigInt(base) / 256n ** BigInt(index)) % 256n);
  if (stop === null) return returned(0);
  if (stop.kind === "failed") op.machine = before;
  return stop;
};
