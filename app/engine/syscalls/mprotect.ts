import type { Vaddr } from "../addr.ts";
import { hex, PAGE_SIZE } from "../addr.ts";
import { hasBits, joinBits, onlyBits, withoutBits } from "../argFlags.ts";
import { alignUp, isAligned, u64Arg, wrapAdd } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { PROT } from "../constants.ts";
import { isFailure, returned } from "../failure.ts";
import { deniedAccess, protToVmFlags, withAccess } from "../mmapProtFlags.ts";
import { mprotectFixup } from "../mprotectFixup.ts";
import type { Failure, Op } from "../op.ts";
import type { Vma } from "../vma.ts";
import { hasFlags, permsOf, VM_GROWSDOWN } from "../vmFlags.ts";
import { findVma } from "../vmaTree.ts";

const { PROT_EXEC, PROT_GROWSDOWN, PROT_GROWSUP, PROT_READ, PROT_SEM, PROT_WRITE } = PROT.values;
const GROWS = joinBits(PROT_GROWSDOWN, PROT_GROWSUP);

/** mprotect(addr, length, prot): what was changed before a failing mapping stays changed. */
export const sysMprotect = (op: Op, call: Call): CallResult =>
  op.within("do_mprotect_pkey", () => {
    const range = checkArguments(op, call);
    if (isFailure(range)) return range;
    if (range === null) return returned(0);
    op.emit({ kind: "lockTaken", lock: "mmap_lock", mode: "write" });
    const failed = protectRange(op, range, u64Arg(call, 2));
    op.emit({ kind: "lockReleased", lock: "mmap_lock" });
    return failed ?? returned(0);
  });

interface Range {
  readonly start: Vaddr;
  readonly end: Vaddr;
}

/** The checks that need no mapping, in order; null for a length of 0, which always succeeds. */
const checkArguments = (op: Op, call: Call): Range | Failure | null => {
  const start = u64Arg(call, 0);
  const prot = u64Arg(call, 2);
  if (hasBits(prot, GROWS)) {
    return op.fail(
      "EINVAL",
      "one direction of growth",
      "PROT_GROWSDOWN and PROT_GROWSUP exclude each other.",
    );
  }
  if (!isAligned(start)) {
    return op.fail("EINVAL", "address is page aligned", `${hex(start)} is not a multiple of ${PAGE_SIZE}.`);
  }
  if (u64Arg(call, 1) === 0n) return null;
  const end = wrapAdd(start, alignUp(u64Arg(call, 1)));
  if (end <= start) {
    return op.fail("ENOMEM", "range does not wrap", "Address and length together do not fit in 64 bits.");
  }
  const known = joinBits(PROT_READ, PROT_WRITE, PROT_EXEC, PROT_SEM, GROWS);
  const unknown = withoutBits(prot, known);
  if (unknown !== 0n) {
    return op.fail("EINVAL", "protection is known", `No protection has the bits ${hex(unknown)}.`);
  }
  op.passed("range is page aligned and does not wrap, protection is known");
  return { start: Number(start), end: Number(end) };
};

const hole = (op: Op, at: Vaddr): Failure =>
  op.fail(
    "ENOMEM",
    "no hole in the range",
    `Nothing is mapped at ${hex(at)}. The mappings below it have been changed already and stay so.`,
  );

/** PROT_GROWSDOWN starts at the bottom of a stack mapping. */
const firstStart = (op: Op, vma: Vma, start: Vaddr, prot: bigint): Vaddr | Failure => {
  const grows = onlyBits(prot, GROWS);
  if (grows === PROT_GROWSDOWN) {
    if (hasFlags(vma.flags, VM_GROWSDOWN)) return vma.start;
    return op.fail(
      "EINVAL",
      "PROT_GROWSDOWN: mapping grows downwards",
      "The mapping was not made with MAP_GROWSDOWN.",
    );
  }
  if (vma.start > start) return hole(op, start);
  if (grows === PROT_GROWSUP) {
    return op.fail("EINVAL", "PROT_GROWSUP: mapping grows upwards", "On x86 no mapping grows upwards.");
  }
  return start;
};

/** Where each part of [start, end) begins; what follows a mapping is looked up before it may have been joined. */
function* startsIn(op: Op, start: Vaddr, end: Vaddr): Generator<Vaddr> {
  for (let at = start; at < end;) {
    const stop = Math.min(findVma(op.mm, at)?.end ?? end, end);
    yield at;
    at = stop;
  }
}

const protectRange = (op: Op, { start, end }: Range, prot: bigint): Failure | null => {
  const first = findVma(op.mm, start);
  if (first === null || first.start >= end) return hole(op, start);
  const from = firstStart(op, first, start, prot);
  if (isFailure(from)) return from;
  for (const at of op.rounds(startsIn(op, from, end))) {
    const vma = findVma(op.mm, at);
    if (vma === null || vma.start > at) return hole(op, at);
    const failed = protectOne(op, vma, at, Math.min(vma.end, end), prot);
    if (failed !== null) return failed;
  }
  return null;
};

const protectOne = (op: Op, vma: Vma, start: Vaddr, end: Vaddr, prot: bigint): Failure | null => {
  const access = protToVmFlags(prot);
  if (deniedAccess(access, vma.flags)) {
    return op.fail(
      "EACCES",
      "permission was granted at mmap",
      `The mapping at ${hex(vma.start)} (${permsOf(vma.flags)}) may never get that permission: its file was not opened for it.`,
    );
  }
  return mprotectFixup(op, vma, start, end, withAccess(vma.flags, access));
};
