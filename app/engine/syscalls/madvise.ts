import type { Vaddr } from "../addr.ts";
import { hex } from "../addr.ts";
import { advisedFlags, changesFlags } from "../adviceFlags.ts";
import { dontneedFree, removePages } from "../adviceDrop.ts";
import { isAnonymous } from "../anonVma.ts";
import { alignUp, intArg, isAligned, toVaddr, u64Arg, wrapAdd } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { MADV } from "../constants.ts";
import { isFailure } from "../failure.ts";
import { installGuards, removeGuards } from "../guardRegions.ts";
import type { KernelSwitches } from "../kernels.ts";
import { vmaModify } from "../merge.ts";
import type { Failure, Op } from "../op.ts";
import type { Populated } from "../populate.ts";
import { faultinPageRange } from "../populate.ts";
import type { Vma } from "../vma.ts";
import { hasAnyFlag, hasFlags, VM_HUGETLB, VM_LOCKED, VM_PFNMAP, VM_SEALED, VM_WRITE } from "../vmFlags.ts";
import { findVma } from "../vmaTree.ts";

/*
 * unknown advice, unaligned address, wrapping range    EINVAL, before anything is looked at
 * length 0                                             0
 * each mapping of the range in turn                    the first error ends the call, what was done stays
 * a hole                                               passed over; ENOMEM at the very end
 */

const A = MADV.values;
const OK: CallResult = { kind: "ok", value: 0n };

/** Advice that not every release knows, with the switch that tells. */
const NEEDS: ReadonlyMap<bigint, keyof KernelSwitches> = new Map<bigint, keyof KernelSwitches>([
  [A.MADV_POPULATE_READ, "populateKnown"],
  [A.MADV_POPULATE_WRITE, "populateKnown"],
  [A.MADV_DONTNEED_LOCKED, "dontneedLockedKnown"],
  [A.MADV_COLLAPSE, "collapseKnown"],
  [A.MADV_GUARD_INSTALL, "guardKnown"],
  [A.MADV_GUARD_REMOVE, "guardKnown"],
]);

/** Advice under which a sealed, read-only anonymous mapping would lose content (is_discard). */
const DISCARDS: ReadonlySet<bigint> = new Set([
  A.MADV_FREE,
  A.MADV_DONTNEED,
  A.MADV_DONTNEED_LOCKED,
  A.MADV_REMOVE,
  A.MADV_DONTFORK,
  A.MADV_WIPEONFORK,
  A.MADV_GUARD_INSTALL,
]);

const KNOWN: ReadonlySet<bigint> = new Set(MADV.constants.map(({ value }) => value));

const isKnown = (switches: KernelSwitches, advice: bigint): boolean => {
  if (!KNOWN.has(advice)) return false;
  const needed = NEEDS.get(advice);
  return needed === undefined || switches[needed] !== false;
};

const sealedAgainst = (op: Op, vma: Vma, advice: bigint): Failure | null => {
  if (!DISCARDS.has(advice) || !hasFlags(vma.flags, VM_SEALED)) return null;
  if (!isAnonymous(vma) || hasFlags(vma.flags, VM_WRITE)) return null;
  return op.fail(
    "EPERM",
    "sealed memory keeps its content",
    `The mapping at ${hex(vma.start)} is sealed and read-only: advice that would throw its content away is refused.`,
  );
};

const updateFlags = (op: Op, vma: Vma, start: Vaddr, end: Vaddr, advice: bigint): Failure | null =>
  op.within("madvise_update_vma", () => {
    const flags = advisedFlags(op, vma, advice);
    if (isFailure(flags)) return flags;
    if (flags === vma.flags) return null;
    const changed = vmaModify(op, vma, start, end, { flags });
    // A mapping too many is reported as "try again", as if memory were short for a moment.
    return isFailure(changed)
      ? { ...changed, errno: changed.errno === "ENOMEM" ? "EAGAIN" : changed.errno }
      : null;
  });

/** MADV_COLD and MADV_PAGEOUT: without swap private memory stays where it is; only the refusal is modelled. */
const ageing = (op: Op, vma: Vma): Failure | null =>
  hasAnyFlag(vma.flags, VM_LOCKED + VM_PFNMAP + VM_HUGETLB)
    ? op.fail("EINVAL", "the pages may be reclaimed", "Locked and special memory is never reclaimed.")
    : null;

/** madvise_vma_behavior: one mapping, or the part of it that lies in the range. */
const adviseVma = (op: Op, vma: Vma, start: Vaddr, end: Vaddr, advice: bigint): Populated => {
  const sealed = sealedAgainst(op, vma, advice);
  if (sealed !== null) return sealed;
  if (changesFlags(advice)) return updateFlags(op, vma, start, end, advice);
  switch (advice) {
    case A.MADV_DONTNEED:
    case A.MADV_DONTNEED_LOCKED:
    case A.MADV_FREE:
      return dontneedFree(op, vma, start, end, advice);
    case A.MADV_REMOVE:
      return removePages(op, vma, start, end);
    case A.MADV_GUARD_INSTALL:
      return installGuards(op, vma, start, end);
    case A.MADV_GUARD_REMOVE:
      return removeGuards(op, vma, start, end);
    case A.MADV_COLD:
    case A.MADV_PAGEOUT:
      return ageing(op, vma);
    default:
      return null;
  }
};

const hole = (op: Op, addr: Vaddr): Failure =>
  op.fail(
    "ENOMEM",
    "the range is mapped without holes",
    `Nothing is mapped at ${hex(addr)}. The mappings around the hole got the advice all the same.`,
  );

/** madvise_walk_vmas. */
const walkVmas = (op: Op, start: Vaddr, end: Vaddr, advice: bigint): Populated =>
  op.within("madvise_walk_vmas", () => {
    let firstHole: Vaddr | null = null;
    let at = start;
    while (at < end) {
      const vma = findVma(op.mm, at);
      if (vma === null || vma.start > at) firstHole ??= at;
      if (vma === null || vma.start >= end) break;
      const from = Math.max(at, vma.start);
      const to = Math.min(vma.end, end);
      const failure = op.within("madvise_vma_behavior", () => adviseVma(op, vma, from, to, advice));
      if (failure !== null) return failure;
      at = to;
    }
    return firstHole === null ? null : hole(op, firstHole);
  });

const invalid = (op: Op, rule: string, why: string): Failure => op.fail("EINVAL", rule, why);

const NOT_MODELLED: ReadonlyMap<bigint, string> = new Map([
  [A.MADV_COLLAPSE, "Collapsing into huge pages depends on the state of free memory and is not modelled."],
  [A.MADV_HWPOISON, "Hardware poison is not modelled."],
  [A.MADV_SOFT_OFFLINE, "Taking frames out of use is not modelled."],
]);

const isPopulate = (advice: bigint): boolean =>
  advice === A.MADV_POPULATE_READ || advice === A.MADV_POPULATE_WRITE;

export const sysMadvise = (op: Op, call: Call): CallResult => {
  const addr = u64Arg(call, 0);
  const length = u64Arg(call, 1);
  const advice = intArg(call, 2);
  if (!isKnown(op.switches, advice)) {
    return invalid(
      op,
      "advice is known",
      `This kernel (${op.config.kernel.label}) knows no advice ${advice}.`,
    );
  }
  if (!isAligned(addr))
    return invalid(op, "address page aligned", `${hex(addr)} is not at the start of a page.`);
  const bytes = alignUp(length);
  if ((length !== 0n && bytes === 0n) || wrapAdd(addr, bytes) < addr) {
    return invalid(op, "range does not wrap", "The range runs past the end of the address space.");
  }
  if (bytes === 0n) return OK;
  const notModelled = NOT_MODELLED.get(advice);
  if (notModelled !== undefined) return { kind: "notModelled", why: notModelled };
  const start = toVaddr(addr);
  const end = toVaddr(addr + bytes);
  if (isPopulate(advice)) {
    return faultinPageRange(op, start, end, advice === A.MADV_POPULATE_WRITE ? "write" : "read") ?? OK;
  }
  return walkVmas(op, start, end, advice) ?? OK;
};
