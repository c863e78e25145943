import { withoutBits, hasBits } from "../argFlags.ts";
import { int32Arg, u64Arg } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import type { Failure, Op } from "../op.ts";
import { installFd, lowestFreeFd } from "../pageCache.ts";
import { startServing } from "../serve.ts";
import { uffdByFd, updateUffd } from "../uffd.ts";
import { UFFD_OPEN } from "../uffdConstants.ts";

const { O_CLOEXEC, O_NONBLOCK, UFFD_USER_MODE_ONLY } = UFFD_OPEN.values;

const refused = (op: Op, flags: bigint): Failure | null => {
  const userModeKnown = op.switches.uffdUserModeOnlyKnown;
  const known = O_CLOEXEC + O_NONBLOCK + (userModeKnown ? UFFD_USER_MODE_ONLY : 0n);
  if (withoutBits(flags, known) !== 0n) {
    return op.fail(
      "EINVAL",
      "flags are known",
      `This kernel (${op.config.kernel.label}) does not know all bits of ${flags}.`,
    );
  }
  // vm.unprivileged_userfaultfd is 0 since 5.11, when a way without privilege came along; before, it was 1.
  const allowed =
    !userModeKnown || hasBits(flags, UFFD_USER_MODE_ONLY) || op.config.capabilities.has("CAP_SYS_PTRACE");
  if (allowed) return null;
  return op.fail(
    "EPERM",
    "the process may watch faults inside the kernel",
    "Without CAP_SYS_PTRACE a process can only open a userfaultfd with UFFD_USER_MODE_ONLY.",
  );
};

/** userfaultfd(flags): a new context, which knows nothing before UFFDIO_API. */
export const sysUserfaultfd = (op: Op, call: Call): CallResult => {
  const flags = u64Arg(call, 0);
  const failure = refused(op, flags);
  if (failure !== null) return failure;
  const id = op.takeNumber("uffd");
  const fd = lowestFreeFd(op.system);
  updateUffd(op, {
    id,
    fd,
    mm: op.mmId,
    userModeOnly: hasBits(flags, UFFD_USER_MODE_ONLY),
    served: op.config.uffdMonitor === "recorder",
    ready: false,
    features: 0n,
    queue: [],
  });
  installFd(op, { kind: "uffd", uffd: id });
  return { kind: "ok", value: BigInt(fd) };
};

/** serve(fd): from now on a monitor thread reads the descriptor and answers every fault at once. */
export const sysServe = (op: Op, call: Call): CallResult => {
  const fd = int32Arg(call, 0);
  const uffd = uffdByFd(op.system, fd);
  if (uffd === null)
    return op.fail("EBADF", "the descriptor is a userfaultfd", `Descriptor ${fd} is no userfaultfd.`);
  startServing(op, uffd);
  return { kind: "ok", value: 0n };
};
