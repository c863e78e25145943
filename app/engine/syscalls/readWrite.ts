import { int32Arg, intArg, toVaddr, u64Arg } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { returned } from "../failure.ts";
import type { OpenFile, Userfaultfd } from "../machine.ts";
import type { Failure, Op } from "../op.ts";
import { inodeOf, openFileOf } from "../pageCache.ts";
import { readMessages } from "../serve.ts";
import { uffdByFd } from "../uffd.ts";
import { copyToObject, copyToUser, objectByte } from "../userTransfer.ts";
import type { Transferred } from "../userTransfer.ts";

/*
 * read, pread64, write, pwrite64: the kernel touches the buffer, so bad memory is EFAULT, never a signal, and a
 * userfaultfd can hold the call up. What was carried before the bad page counts: the call gives that many bytes.
 */

/** MAX_RW_COUNT: no call carries more. */
const MAX_BYTES = 0x7fff_f000;

const counted = ({ bytes, stop }: Transferred): CallResult => {
  if (stop?.kind === "blocked") return stop;
  return bytes === 0 && stop !== null ? stop : returned(bytes);
};

const badFd = (op: Op, fd: number, use: string): Failure =>
  op.fail("EBADF", `the descriptor is open for ${use}`, `Descriptor ${fd} is not open for ${use}.`);

const countOf = (call: Call): number => Math.min(Number(u64Arg(call, 2)), MAX_BYTES);

const moveTo = (op: Op, file: OpenFile, pos: number): void => {
  op.update({ files: new Map(op.system.files).set(file.id, { ...file, pos }) });
};

const readObject = (op: Op, call: Call, file: OpenFile, pos: number): Transferred => {
  const { size } = inodeOf(op.system, file.inode);
  const length = Math.max(0, Math.min(countOf(call), size - pos));
  return copyToUser(op, toVaddr(u64Arg(call, 1)), length, (i) => objectByte(op, file.inode, pos + i));
};

/** Size of struct uffd_msg. */
const MESSAGE_BYTES = 32;
const EVENT_NUMBERS = { PAGEFAULT: 0x12n, FORK: 0x13n, REMAP: 0x14n, REMOVE: 0x15n, UNMAP: 0x16n } as const;

/** userfaultfd_read: as many messages as fit; the first byte of each says which event it is. */
const readUffd = (op: Op, call: Call, uffd: Userfaultfd): CallResult => {
  if (!uffd.ready)
    return op.fail("EINVAL", "UFFDIO_API came first", "The features have not been agreed on yet.");
  const fitting = Math.floor(countOf(call) / MESSAGE_BYTES);
  if (fitting === 0) return op.fail("EINVAL", "a message fits", `A message has ${MESSAGE_BYTES} bytes.`);
  const waiting = uffd.queue.slice(0, fitting);
  if (waiting.length === 0) {
    return op.fail("EAGAIN", "a message is there", "Nothing has happened that the descriptor would tell of.");
  }
  const copied = copyToUser(op, toVaddr(u64Arg(call, 1)), waiting.length * MESSAGE_BYTES, (i) => {
    const event = i % MESSAGE_BYTES === 0 ? waiting[i / MESSAGE_BYTES]?.event : undefined;
    return event === undefined ? 0n : EVENT_NUMBERS[event];
  });
  if (copied.stop !== null) return counted({ ...copied, bytes: 0 });
  readMessages(op, uffd, waiting.length);
  return returned(copied.bytes);
};

export const sysRead = (op: Op, call: Call): CallResult => {
  const fd = int32Arg(call, 0);
  const uffd = uffdByFd(op.system, fd);
  if (uffd !== null) return readUffd(op, call, uffd);
  const file = openFileOf(op.system, fd);
  if (file === null || !file.readable) return badFd(op, fd, "reading");
  const pos = file.pos ?? 0;
  const done = readObject(op, call, file, pos);
  if (done.stop?.kind !== "blocked") moveTo(op, file, pos + done.bytes);
  return counted(done);
};

const offsetArg = (op: Op, call: Call): number | Failure => {
  const offset = BigInt.asIntN(64, intArg(call, 3));
  return offset < 0n ? op.fail("EINVAL", "offset >= 0", `${offset} lies before the file.`) : toVaddr(offset);
};

export const sysPread64 = (op: Op, call: Call): CallResult => {
  const fd = int32Arg(call, 0);
  const pos = offsetArg(op, call);
  if (typeof pos !== "number") return pos;
  if (uffdByFd(op.system, fd) !== null)
    return op.fail("ESPIPE", "the descriptor has places", `Descriptor ${fd} cannot be read at a place.`);
  const file = openFileOf(op.system, fd);
  if (file === null || !file.readable) return badFd(op, fd, "reading");
  return counted(readObject(op, call, file, pos));
};

const writeObject = (op: Op, call: Call, file: OpenFile, pos: number): Transferred =>
  copyToObject(op, file.inode, pos, toVaddr(u64Arg(call, 1)), countOf(call));

const writableFile = (op: Op, fd: number): OpenFile | Failure => {
  if (uffdByFd(op.system, fd) !== null)
    return op.fail(
      "EINVAL",
      "the descriptor can be written",
      "A userfaultfd is answered with ioctl, not written.",
    );
  const file = openFileOf(op.system, fd);
  return file === null || !file.writable ? badFd(op, fd, "writing") : file;
};

export const sysWrite = (op: Op, call: Call): CallResult => {
  const file = writableFile(op, int32Arg(call, 0));
  if ("kind" in file) return file;
  const pos = file.pos ?? 0;
  const done = writeObject(op, call, file, pos);
  if (done.stop?.kind !== "blocked") moveTo(op, file, pos + done.bytes);
  return counted(done);
};

export const sysPwrite64 = (op: Op, call: Call): CallResult => {
  const pos = offsetArg(op, call);
  if (typeof pos !== "number") return pos;
  const file = writableFile(op, int32Arg(call, 0));
  if ("kind" in file) return file;
  return counted(writeObject(op, call, file, pos));
};
