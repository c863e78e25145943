import { PAGE_SIZE, vpnOf } from "../addr.ts";
import { hasAnyBit, withoutBits } from "../argFlags.ts";
import { structMember, toVaddr, u64Member, wrapAdd } from "../args.ts";
import type { CallResult, StructValue } from "../calls.ts";
import { isFailure } from "../failure.ts";
import type { Userfaultfd } from "../machine.ts";
import type { Failure, Op } from "../op.ts";
import { progressResult } from "../uffdProgress.ts";
import {
  UFFD_CONTINUE_MODE,
  UFFD_COPY_MODE,
  UFFD_POISON_MODE,
  UFFD_ZEROPAGE_MODE,
} from "../uffdConstants.ts";
import { mfillAtomic } from "../uffdFill.ts";
import type { Fill } from "../uffdFill.ts";
import { checkRange, checkUnalignedRange } from "../uffdRange.ts";
import type { UserAccess } from "../userAccess.ts";
import { touchUser, wordAt } from "../userAccess.ts";
import { kernelPagesIn } from "./memory.ts";

const unknownMode = (op: Op, mode: bigint): Failure =>
  op.fail("EINVAL", "mode is known", `The mode ${mode} has bits that this request does not know.`);

const unknownRequest = (op: Op, name: string, since: string): Failure =>
  op.fail("EINVAL", "request is known", `${name} came with Linux ${since}.`);

interface Simple {
  readonly member: string;
  readonly dontwake: bigint;
  readonly known: bigint;
  readonly fill: (mode: bigint) => Fill;
}

/** What ZEROPAGE, CONTINUE and POISON have in common: a range, a mode, a count. */
const fillRange = (op: Op, uffd: Userfaultfd, arg: StructValue, request: Simple): CallResult => {
  const member = structMember(arg, "range");
  const range = checkRange(op, u64Member(member, "start"), u64Member(member, "len"));
  if (isFailure(range)) return range;
  const mode = u64Member(arg, "mode");
  if (withoutBits(mode, request.known) !== 0n) return unknownMode(op, mode);
  const filled = mfillAtomic(op, range, request.fill(mode));
  return progressResult(
    op,
    uffd,
    { range, member: request.member, wake: !hasAnyBit(mode, request.dontwake) },
    filled,
  );
};

/** UFFDIO_ZEROPAGE. */
export const ioctlZeropage = (op: Op, uffd: Userfaultfd, arg: StructValue): CallResult => {
  const dontwake = UFFD_ZEROPAGE_MODE.values.UFFDIO_ZEROPAGE_MODE_DONTWAKE;
  return fillRange(op, uffd, arg, {
    member: "zeropage",
    dontwake,
    known: dontwake,
    fill: () => ({ kind: "zeropage" }),
  });
};

/** UFFDIO_CONTINUE. */
export const ioctlContinue = (op: Op, uffd: Userfaultfd, arg: StructValue): CallResult => {
  const { switches } = op.config.kernel;
  if (!switches.uffdMinorKnown) return unknownRequest(op, "UFFDIO_CONTINUE", "5.13");
  const { UFFDIO_CONTINUE_MODE_DONTWAKE: dontwake, UFFDIO_CONTINUE_MODE_WP: wp } = UFFD_CONTINUE_MODE.values;
  return fillRange(op, uffd, arg, {
    member: "mapped",
    dontwake,
    known: dontwake + (switches.uffdWpManyMappings ? wp : 0n),
    fill: (mode) => ({ kind: "continue", wp: hasAnyBit(mode, wp) }),
  });
};

/** UFFDIO_POISON. */
export const ioctlPoison = (op: Op, uffd: Userfaultfd, arg: StructValue): CallResult => {
  if (!op.switches.uffdPoisonKnown) return unknownRequest(op, "UFFDIO_POISON", "6.6");
  const dontwake = UFFD_POISON_MODE.values.UFFDIO_POISON_MODE_DONTWAKE;
  return fillRange(op, uffd, arg, {
    member: "updated",
    dontwake,
    known: dontwake,
    fill: () => ({ kind: "poison" }),
  });
};

const checkSource = (op: Op, src: bigint, length: bigint): Failure | null => {
  if (op.switches.uffdChecksSource) return checkUnalignedRange(op, src, length);
  if (wrapAdd(src, length) > src) return null;
  return op.fail("EINVAL", "source does not wrap", "The source runs past the end of the address space.");
};

/** UFFDIO_COPY: the source is read as the process would read it, faults included. */
export const ioctlCopy = (op: Op, uffd: Userfaultfd, arg: StructValue): CallResult => {
  const length = u64Member(arg, "len");
  const src = u64Member(arg, "src");
  const range = checkRange(op, u64Member(arg, "dst"), length);
  if (isFailure(range)) return range;
  const badSource = checkSource(op, src, length);
  if (badSource !== null) return badSource;
  const { UFFDIO_COPY_MODE_DONTWAKE: dontwake, UFFDIO_COPY_MODE_WP: wp } = UFFD_COPY_MODE.values;
  const mode = u64Member(arg, "mode");
  if (withoutBits(mode, dontwake + wp) !== 0n) return unknownMode(op, mode);
  const from = toVaddr(src);
  const kernelPages = kernelPagesIn(op, vpnOf(from), vpnOf(from + range.end - range.start + PAGE_SIZE - 1));
  if (kernelPages !== null) return kernelPages;
  const asleep: Extract<UserAccess, { kind: "blocked" }>[] = [];
  const read = (offset: number): bigint | Failure => {
    const stop = touchUser(op, from + offset, PAGE_SIZE, "read");
    if (stop === null) return wordAt(op, from + offset);
    if (stop.kind === "failed") return stop;
    asleep.push(stop);
    return op.fail("EAGAIN", "the source can be read at once", stop.why);
  };
  const filled = mfillAtomic(op, range, { kind: "copy", wp: hasAnyBit(mode, wp), read });
  return (
    asleep[0] ?? progressResult(op, uffd, { range, member: "copy", wake: !hasAnyBit(mode, dontwake) }, filled)
  );
};
