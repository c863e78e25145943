import { hasAnyBit, joinBits, withoutBits } from "../argFlags.ts";
import { structMember, u64Member } from "../args.ts";
import type { CallResult, StructValue } from "../calls.ts";
import { isFailure } from "../failure.ts";
import type { KernelSwitches } from "../kernels.ts";
import type { Userfaultfd } from "../machine.ts";
import type { Op } from "../op.ts";
import { UFFD_REGISTER_MODE } from "../uffdConstants.ts";
import { UFFDIO } from "../uffdRequests.ts";
import { checkRange } from "../uffdRange.ts";
import { registerRange, unregisterRange } from "../uffdRegister.ts";
import type { VmFlags } from "../vmFlags.ts";
import { VM_UFFD_MINOR, VM_UFFD_MISSING, VM_UFFD_WP } from "../vmFlags.ts";

const M = UFFD_REGISTER_MODE.values;
const IO = UFFDIO.values;

const knownModes = (switches: KernelSwitches): bigint =>
  joinBits(
    M.UFFDIO_REGISTER_MODE_MISSING,
    M.UFFDIO_REGISTER_MODE_WP,
    switches.uffdMinorKnown ? M.UFFDIO_REGISTER_MODE_MINOR : 0n,
  );

const flagsOf = (mode: bigint): VmFlags =>
  (hasAnyBit(mode, M.UFFDIO_REGISTER_MODE_MISSING) ? VM_UFFD_MISSING : 0) +
  (hasAnyBit(mode, M.UFFDIO_REGISTER_MODE_WP) ? VM_UFFD_WP : 0) +
  (hasAnyBit(mode, M.UFFDIO_REGISTER_MODE_MINOR) ? VM_UFFD_MINOR : 0);

/** The bit by which a request is announced: its number in the low byte. */
const bitOf = (request: bigint): bigint => 2n ** BigInt.asUintN(8, request);

/** What can be asked of the range from now on (UFFD_API_RANGE_IOCTLS, less what the modes do not need). */
const rangeIoctls = (switches: KernelSwitches, mode: bigint): bigint =>
  joinBits(
    bitOf(IO.UFFDIO_WAKE),
    bitOf(IO.UFFDIO_COPY),
    bitOf(IO.UFFDIO_ZEROPAGE),
    switches.uffdMoveKnown ? bitOf(IO.UFFDIO_MOVE) : 0n,
    switches.uffdPoisonKnown ? bitOf(IO.UFFDIO_POISON) : 0n,
    hasAnyBit(mode, M.UFFDIO_REGISTER_MODE_WP) ? bitOf(IO.UFFDIO_WRITEPROTECT) : 0n,
    hasAnyBit(mode, M.UFFDIO_REGISTER_MODE_MINOR) ? bitOf(IO.UFFDIO_CONTINUE) : 0n,
  );

/** UFFDIO_REGISTER_MODE_RWP of Linux 7.3. */
const MODE_RWP = 8n;

/** UFFDIO_REGISTER. */
export const ioctlRegister = (op: Op, uffd: Userfaultfd, arg: StructValue): CallResult => {
  const { switches } = op.config.kernel;
  const mode = u64Member(arg, "mode");
  if (switches.uffdRwpKnown && hasAnyBit(mode, MODE_RWP)) {
    return { kind: "notModelled", why: "Watching reads and writes (RWP, Linux 7.3) is not modelled." };
  }
  if (mode === 0n || withoutBits(mode, knownModes(switches)) !== 0n) {
    return op.fail(
      "EINVAL",
      "mode is known",
      "The mode says what to watch: MISSING, WP, MINOR (since 5.13) or several of them.",
    );
  }
  const member = structMember(arg, "range");
  const range = checkRange(op, u64Member(member, "start"), u64Member(member, "len"));
  if (isFailure(range)) return range;
  const failure = registerRange(op, uffd, range, flagsOf(mode));
  return failure ?? { kind: "ok", value: 0n, out: { ioctls: rangeIoctls(switches, mode) } };
};

/** UFFDIO_UNREGISTER. */
export const ioctlUnregister = (op: Op, uffd: Userfaultfd, arg: StructValue): CallResult => {
  const range = checkRange(op, u64Member(arg, "start"), u64Member(arg, "len"));
  if (isFailure(range)) return range;
  return unregisterRange(op, uffd, range) ?? { kind: "ok", value: 0n };
};
