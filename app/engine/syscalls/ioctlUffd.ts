import { int32Arg, structArg, u64Arg } from "../args.ts";
import type { Call, CallResult, StructValue } from "../calls.ts";
import type { Userfaultfd } from "../machine.ts";
import type { Op } from "../op.ts";
import { inMmOf, uffdByFd } from "../uffd.ts";
import { UFFDIO } from "../uffdConstants.ts";
import { ioctlApi } from "./ioctlUffdApi.ts";
import { ioctlContinue, ioctlCopy, ioctlPoison, ioctlZeropage } from "./ioctlUffdFill.ts";
import { ioctlMove } from "./ioctlUffdMove.ts";
import { ioctlRegister, ioctlUnregister } from "./ioctlUffdRegister.ts";
import { ioctlWake, ioctlWriteprotect } from "./ioctlUffdProtect.ts";

/*
 * EBADF, ENOTTY                    no descriptor; not a userfaultfd
 * EINVAL                           anything but UFFDIO_API before UFFDIO_API succeeded; unknown request
 * else                             the request decides
 */

type Request = (op: Op, uffd: Userfaultfd, arg: StructValue) => CallResult;

const IO = UFFDIO.values;

const REQUESTS: ReadonlyMap<bigint, Request> = new Map<bigint, Request>([
  [IO.UFFDIO_API, ioctlApi],
  [IO.UFFDIO_REGISTER, ioctlRegister],
  [IO.UFFDIO_UNREGISTER, ioctlUnregister],
  [IO.UFFDIO_WAKE, ioctlWake],
  [IO.UFFDIO_COPY, ioctlCopy],
  [IO.UFFDIO_ZEROPAGE, ioctlZeropage],
  [IO.UFFDIO_MOVE, ioctlMove],
  [IO.UFFDIO_WRITEPROTECT, ioctlWriteprotect],
  [IO.UFFDIO_CONTINUE, ioctlContinue],
  [IO.UFFDIO_POISON, ioctlPoison],
]);

/** The member through which a request tells how far it got; the caller finds 0 in it if the kernel never wrote it. */
const PROGRESS: ReadonlyMap<bigint, string> = new Map([
  [IO.UFFDIO_COPY, "copy"],
  [IO.UFFDIO_ZEROPAGE, "zeropage"],
  [IO.UFFDIO_MOVE, "move"],
  [IO.UFFDIO_CONTINUE, "mapped"],
  [IO.UFFDIO_POISON, "updated"],
]);

const carryOut = (op: Op, call: Call): CallResult => {
  const fd = int32Arg(call, 0);
  const request = u64Arg(call, 1);
  const entry = op.machine.fds.get(fd);
  if (entry === undefined) return op.fail("EBADF", "the descriptor is open", `Descriptor ${fd} is not open.`);
  const uffd = uffdByFd(op.machine, fd);
  if (uffd === null) {
    return op.fail(
      "ENOTTY",
      "the descriptor is a userfaultfd",
      `Descriptor ${fd} is a file and knows no such request.`,
    );
  }
  if (!uffd.ready && request !== IO.UFFDIO_API) {
    return op.fail(
      "EINVAL",
      "UFFDIO_API came first",
      "A userfaultfd takes no other request before UFFDIO_API has succeeded.",
    );
  }
  const run = REQUESTS.get(request);
  if (run === undefined) {
    return op.fail("EINVAL", "request is known", `A userfaultfd knows no request ${request}.`);
  }
  const arg = structArg(call, 2);
  if (arg === null)
    return op.fail("EFAULT", "the argument can be read", "The request needs a structure, not NULL.");
  return inMmOf(op, uffd, () => run(op, uffd, arg));
};

/** ioctl on a userfaultfd. */
export const sysIoctl = (op: Op, call: Call): CallResult => {
  const result = carryOut(op, call);
  const progress = PROGRESS.get(u64Arg(call, 1));
  const lacks = progress !== undefined && result.kind === "failed" && result.out === undefined;
  return lacks ? { ...result, out: { [progress]: 0n } } : result;
};
