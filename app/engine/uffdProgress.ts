import type { AddrRange } from "./addr.ts";
import type { CallResult } from "./calls.ts";
import { errnoOf } from "./errno.ts";
import type { Userfaultfd } from "./machine.ts";
import type { Op } from "./op.ts";
import { wakeUserfault } from "./uffd.ts";
import type { Filled } from "./uffdFill.ts";

export interface Progress {
  /** What was asked for. */
  readonly range: AddrRange;
  /** The member of the structure that gets the number of bytes or a negative errno. */
  readonly member: string;
  /** Whether sleepers in the part that was done are woken. */
  readonly wake: boolean;
}

/** How a request that fills pages comes back: all, a part (EAGAIN with the bytes done), or nothing (the errno). */
export const progressResult = (op: Op, uffd: Userfaultfd, progress: Progress, filled: Filled): CallResult => {
  const { range, member } = progress;
  const { bytes, failure } = filled;
  if (failure !== null && bytes === 0) {
    return { ...failure, out: { [member]: BigInt(-(errnoOf(failure.errno)?.number ?? 0)) } };
  }
  if (progress.wake) wakeUserfault(op, uffd.id, { start: range.start, end: range.start + bytes });
  const out = { [member]: BigInt(bytes) };
  if (failure === null) return { kind: "ok", value: 0n, out };
  const why = `${bytes} of ${range.end - range.start} bytes were done; then: ${failure.why} Ask again for the rest.`;
  return { kind: "failed", errno: "EAGAIN", why, where: failure.where, out };
};
