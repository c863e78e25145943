import { isDataMapping, isExecMapping, isStackMapping } from "./accounting.ts";
import { hex, isPageAligned, TASK_SIZE } from "./addr.ts";
import { isAnonymous } from "./anonVma.ts";
import type { Machine, Mm } from "./machine.ts";
import { pagesOf } from "./mergeRules.ts";
import { pageViolations } from "./pageInvariants.ts";
import type { Vma } from "./vma.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_ACCOUNT,
  VM_LOCKED,
  VM_MAYSHARE,
  VM_SHARED,
  VM_UFFD_MODES,
} from "./vmFlags.ts";

/**
 * What always holds, recomputed the slow way after a call: each sentence names what is wrong and where. Empty if
 * nothing is. For tests.
 */
export const checkInvariants = (machine: Machine): string[] => [
  ...[...machine.mms.values()].flatMap((mm) => [
    ...counterViolations(machine, mm),
    ...[...mm.vmas.entries()].flatMap(({ start, end, value }) => [
      ...boundsViolations(value, start, end),
      ...propertyViolations(machine, value),
    ]),
  ]),
  ...commitViolations(machine),
  ...pageViolations(machine),
];

/**
 * Every charged mapping or object has had its pages promised. There may be more: a stack that may not be written is
 * charged as it grows, and nobody gives that back.
 */
const commitViolations = (machine: Machine): string[] => {
  const { switches } = machine.config.kernel;
  const leaks =
    switches.fixedShrinkLeaksCommit || switches.dontunmapDropsAccount || switches.dontunmapMarksNext;
  if (leaks) return [];
  let promised = 0;
  for (const mm of machine.mms.values()) {
    for (const { value } of mm.vmas.entries())
      if (hasFlags(value.flags, VM_ACCOUNT)) promised += pagesOf(value);
  }
  for (const { charged = 0 } of machine.inodes.values()) promised += charged;
  return promised <= machine.committed
    ? []
    : [`committed is ${machine.committed}, ${promised} pages are charged`];
};

const counterViolations = (machine: Machine, mm: Mm): string[] => {
  const vmas = [...mm.vmas.entries()].map(({ value }) => value);
  const sum = (counts: (vma: Vma) => boolean): number =>
    vmas.reduce((total, vma) => total + (counts(vma) ? pagesOf(vma) : 0), 0);
  const expected: readonly (readonly [name: string, counted: number, kept: number])[] = [
    ["total_vm", sum(() => true), mm.totalVm],
    ["data_vm", sum((vma) => isDataMapping(vma.flags)), mm.dataVm],
    ["stack_vm", sum((vma) => isStackMapping(vma.flags)), mm.stackVm],
    ["exec_vm", sum((vma) => isExecMapping(vma.flags)), mm.execVm],
    ["map_count", vmas.length, mm.mapCount],
  ];
  const locked = sum((vma) => hasFlags(vma.flags, VM_LOCKED));
  const wrong = miscountsLocks(machine) ? mm.lockedVm < 0 : mm.lockedVm !== locked;
  const found = wrong ? [`locked_vm is ${mm.lockedVm}, the mappings have ${locked}`] : [];
  return expected
    .filter(([, counted, kept]) => counted !== kept)
    .map(([name, counted, kept]) => `${name} is ${kept}, the mappings have ${counted}`)
    .concat(found);
};

/** Kernels whose mremap loses count of locked pages: before the fixes of 2026 all that know MREMAP_DONTUNMAP. */
const miscountsLocks = (machine: Machine): boolean => {
  const { dontunmap, dontunmapNoSelfMerge } = machine.config.kernel.switches;
  return dontunmap !== "off" && !dontunmapNoSelfMerge;
};

const name = (vma: Vma): string => `${hex(vma.start)}-${hex(vma.end)}`;

const boundsViolations = (vma: Vma, start: number, end: number): string[] => {
  const found: string[] = [];
  if (vma.start !== start || vma.end !== end)
    found.push(`${name(vma)} is filed as ${hex(start)}-${hex(end)}`);
  if (!isPageAligned(vma.start) || !isPageAligned(vma.end)) found.push(`${name(vma)} is no range of pages`);
  if (vma.end > TASK_SIZE) found.push(`${name(vma)} leaves user space`);
  return found;
};

const propertyViolations = (machine: Machine, vma: Vma): string[] => {
  const rules: readonly (readonly [broken: boolean, what: string])[] = [
    [isAnonymous(vma) && vma.pgoff !== vma.anonPgoff, "is anonymous with two offsets"],
    [
      vma.anonVma === null ? vma.anonVmaChain.length > 0 : !vma.anonVmaChain.includes(vma.anonVma),
      "has a wrong chain",
    ],
    [hasFlags(vma.flags, VM_SHARED) && !hasFlags(vma.flags, VM_MAYSHARE), "is shared but may not be"],
    [hasFlags(vma.flags, VM_SHARED) && vma.file === null, "is shared without an object"],
    [vma.file !== null && !machine.files.has(vma.file), "shows a file that is closed"],
    [
      (vma.uffd === null) === hasAnyFlag(vma.flags, VM_UFFD_MODES),
      "is watched by nobody, or by somebody for nothing",
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, what]) => `${name(vma)} ${what}`);
};
