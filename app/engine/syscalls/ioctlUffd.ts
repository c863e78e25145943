import { int32Arg, structArg, u64Arg } from "../args.ts";
import type { Call, CallResult, StructValue } from "../calls.ts";
import { errnoOf } from "../errno.ts";
import type { Userfaultfd } from "../machine.ts";
import type { Op } from "../op.ts";
import { inMmOf, uffdByFd } from "../uffd.ts";
import { UFFDIO } from "../uffdRequests.ts";
import { ioctlApi } from "./ioctlUffdApi.ts";
import { ioctlContinue, ioctlCopy, ioctlPoison, ioctlZeropage } from "./ioctlUffdFill.ts";
import { ioctlMove } from "./ioctlUffdMove.ts";
import { ioctlRegister, ioctlUnregister } from "./ioctlUffdRegister.ts";
import { ioctlWake, ioctlWriteprotect } from "./ioctlUffdProtect.ts";

/*
 * EBADF, ENOTTY                    no descriptor; not a userfaultfd
 * EINVAL                           anything but UFFDIO_API before UFFDIO_API succeeded; unknown request
 * EAGAIN                           a request that fills or protects, while an event waits to be read
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

/** Requests that take care not to meet a change of the mappings that the reader has not heard of. */
const WAITS_FOR_READER: ReadonlySet<bigint> = new Set([...PROGRESS.keys(), IO.UFFDIO_WRITEPROTECT]);

/** mmap_changing: a fork, mremap, munmap or madvise sleeps until its event is read. */
const whileChanging = (op: Op, uffd: Userfaultfd, request: bigint): CallResult | null => {
  if (!WAITS_FOR_READER.has(request)) return null;
  const event = uffd.queue.find((message) => message.event !== "PAGEFAULT");
  if (event === undefined) return null;
  const failure = op.fail(
    "EAGAIN",
    "no event waits to be read",
    `The event ${event.event} has not been read yet: the range may be another by now. Read it, then ask again.`,
  );
  const progress = op.switches.uffdTellsChanging ? PROGRESS.get(request) : undefined;
  return progress === undefined
    ? failure
    : { ...failure, out: { [progress]: BigInt(-(errnoOf("EAGAIN")?.number ?? 0)) } };
};

const carryOut = (op: Op, call: Call): CallResult => {
  const fd = int32Arg(call, 0);
  const request = u64Arg(call, 1);
  const entry = op.system.fds.get(fd);
  if (entry === undefined) return op.fail("EBADF", "the descriptor is open", `Descriptor ${fd} is not open.`);
  const uffd = uffdByFd(op.system, fd);
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
  return whileChanging(op, uffd, request) ?? inMmOf(op, uffd, () => run(op, uffd, arg));
};

/** ioctl on a userfaultfd. */
export const sysIoctl = (op: Op, call: Call): CallResult => {
  const result = carryOut(op, call);
  const progress = PROGRESS.get(u64Arg(call, 1));
  const lacks = progress !== undefined && result.kind === "failed" && result.out === undefined;
  return lacks ? { ...result, out: { [progress]: 0n } } : result;
};
