import type { AddrRange } from "../addr.ts";
import { hex } from "../addr.ts";
import { hasAnyBit, withoutBits } from "../argFlags.ts";
import { structMember, u64Member } from "../args.ts";
import type { CallResult, StructValue } from "../calls.ts";
import { changeUffdProtection } from "../changeProtection.ts";
import { isFailure } from "../failure.ts";
import type { Userfaultfd } from "../machine.ts";
import type { Failure, Op } from "../op.ts";
import { wakeUserfault, wpUsesMarkers } from "../uffd.ts";
import { UFFD_WRITEPROTECT_MODE } from "../uffdConstants.ts";
import { checkRange } from "../uffdRange.ts";
import type { Vma } from "../vma.ts";
import { hasFlags, VM_UFFD_WP } from "../vmFlags.ts";
import { vmaAt, vmasIn } from "../vmaTree.ts";

const { UFFDIO_WRITEPROTECT_MODE_WP: WP, UFFDIO_WRITEPROTECT_MODE_DONTWAKE: DONTWAKE } =
  UFFD_WRITEPROTECT_MODE.values;

const notRegistered = (op: Op, why: string): Failure =>
  op.fail("ENOENT", "the range is registered for write protection", why);

const protectVma = (op: Op, vma: Vma, range: AddrRange, protect: boolean): Failure | null => {
  if (!hasFlags(vma.flags, VM_UFFD_WP)) {
    return notRegistered(
      op,
      `The mapping at ${hex(vma.start)} is not registered with UFFDIO_REGISTER_MODE_WP. Mappings before it keep their new state.`,
    );
  }
  const start = Math.max(vma.start, range.start);
  const end = Math.min(vma.end, range.end);
  changeUffdProtection(op, vma, start, end, { protect, unpopulated: wpUsesMarkers(op.system, vma) });
  return null;
};

/** mwriteprotect_range: mapping by mapping since 6.4, before that one mapping only. */
const protectRange = (op: Op, range: AddrRange, protect: boolean): Failure | null =>
  op.within("mwriteprotect_range", () => {
    if (!op.switches.uffdWpManyMappings) {
      const only = vmaAt(op.mm, range.start);
      if (only === null || only.uffd === null || range.end > only.end) {
        return notRegistered(op, "Before Linux 6.4 the range had to lie in one registered mapping.");
      }
      return protectVma(op, only, range, protect);
    }
    const vmas = vmasIn(op.mm, range.start, range.end);
    if (vmas.length === 0) return notRegistered(op, `Nothing is mapped at ${hex(range.start)}.`);
    for (const vma of vmas) {
      const failure = protectVma(op, vma, range, protect);
      if (failure !== null) return failure;
    }
    return null;
  });

/** UFFDIO_WRITEPROTECT: sets or lifts the protection of single pages. */
export const ioctlWriteprotect = (op: Op, uffd: Userfaultfd, arg: StructValue): CallResult => {
  const member = structMember(arg, "range");
  const range = checkRange(op, u64Member(member, "start"), u64Member(member, "len"));
  if (isFailure(range)) return range;
  const mode = u64Member(arg, "mode");
  const protect = hasAnyBit(mode, WP);
  const silent = hasAnyBit(mode, DONTWAKE);
  if (withoutBits(mode, WP + DONTWAKE) !== 0n || (protect && silent)) {
    return op.fail(
      "EINVAL",
      "mode is known and makes sense",
      "The mode is WP to protect, or DONTWAKE when lifting; protecting wakes nobody anyway.",
    );
  }
  const failure = protectRange(op, range, protect);
  if (failure !== null) return failure;
  if (!protect && !silent) wakeUserfault(op, uffd.id, range);
  return { kind: "ok", value: 0n };
};

/** UFFDIO_WAKE: sleepers of the range try again, whether their page is there or not. */
export const ioctlWake = (op: Op, uffd: Userfaultfd, arg: StructValue): CallResult => {
  const range = checkRange(op, u64Member(arg, "start"), u64Member(arg, "len"));
  if (isFailure(range)) return range;
  wakeUserfault(op, uffd.id, range);
  return { kind: "ok", value: 0n };
};
