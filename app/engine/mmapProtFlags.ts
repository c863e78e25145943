import { hasAnyBit, hasBits } from "./argFlags.ts";
import { MAP, PROT } from "./constants.ts";
import type { KernelSwitches } from "./kernels.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  VM_EXEC,
  VM_GROWSDOWN,
  VM_LOCKED,
  VM_MAYEXEC,
  VM_MAYREAD,
  VM_MAYWRITE,
  VM_NOHUGEPAGE,
  VM_NORESERVE,
  VM_READ,
  VM_WRITE,
} from "./vmFlags.ts";

/** PROT_* as VM_READ, VM_WRITE, VM_EXEC; other bits mean nothing (calc_vm_prot_bits). */
export const protToVmFlags = (prot: bigint): VmFlags =>
  (hasBits(prot, PROT.values.PROT_READ) ? VM_READ : 0) |
  (hasBits(prot, PROT.values.PROT_WRITE) ? VM_WRITE : 0) |
  (hasBits(prot, PROT.values.PROT_EXEC) ? VM_EXEC : 0);

/** The VM_MAY* bits: what mprotect may later allow. */
const VM_MAY_ALL = VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;

/** The MAP_* flags that live on in the mapping (calc_vm_flag_bits). */
const mapToVmFlags = (flags: bigint, switches: KernelSwitches): VmFlags =>
  (hasBits(flags, MAP.values.MAP_GROWSDOWN) ? VM_GROWSDOWN : 0) |
  (hasBits(flags, MAP.values.MAP_LOCKED) ? VM_LOCKED : 0) |
  (switches.mapStackNoHuge && hasBits(flags, MAP.values.MAP_STACK) ? VM_NOHUGEPAGE : 0);

/** vm_flags of a mapping that mmap is about to make, before the kind of mapping is looked at. */
export const initialVmFlags = (
  prot: bigint,
  flags: bigint,
  defFlags: VmFlags,
  switches: KernelSwitches,
): VmFlags => protToVmFlags(prot) | mapToVmFlags(flags, switches) | defFlags | VM_MAY_ALL;

/** MAP_NORESERVE is honoured unless overcommit is switched off altogether. */
export const noReserveFlag = (flags: bigint, overcommit: 0 | 1 | 2): VmFlags =>
  hasBits(flags, MAP.values.MAP_NORESERVE) && overcommit !== 2 ? VM_NORESERVE : 0;

/** VM_LOCKED, or MAP_POPULATE without MAP_NONBLOCK: pages are faulted in before mmap returns. */
export const asksToPopulate = (vmFlags: VmFlags, flags: bigint): boolean =>
  (vmFlags & VM_LOCKED) !== 0 ||
  (hasBits(flags, MAP.values.MAP_POPULATE) && !hasAnyBit(flags, MAP.values.MAP_NONBLOCK));

/** The lowest four bits of mmap's flags: shared, private, droppable. */
export const mapType = (flags: bigint): bigint => flags & 0xfn;

const KNOWN_TO_SHARED_VALIDATE =
  MAP.values.MAP_SHARED_VALIDATE |
  MAP.values.MAP_FIXED |
  MAP.values.MAP_ANONYMOUS |
  MAP.values.MAP_DENYWRITE |
  MAP.values.MAP_EXECUTABLE |
  MAP.values.MAP_UNINITIALIZED |
  MAP.values.MAP_GROWSDOWN |
  MAP.values.MAP_LOCKED |
  MAP.values.MAP_NORESERVE |
  MAP.values.MAP_POPULATE |
  MAP.values.MAP_NONBLOCK |
  MAP.values.MAP_STACK |
  MAP.values.MAP_HUGETLB |
  MAP.values.MAP_32BIT |
  MAP.values.MAP_ABOVE4G;

/** Flags that MAP_SHARED_VALIDATE refuses for files in memory (LEGACY_MAP_MASK). */
export const refusedByValidate = (flags: bigint): bigint => flags & ~KNOWN_TO_SHARED_VALIDATE;

/** mprotect: permissions that the mapping may never have (newflags & ~(newflags >> 4) in the kernel). */
export const deniedAccess = (access: VmFlags, vmFlags: VmFlags): boolean =>
  ((access & VM_READ) !== 0 && (vmFlags & VM_MAYREAD) === 0) ||
  ((access & VM_WRITE) !== 0 && (vmFlags & VM_MAYWRITE) === 0) ||
  ((access & VM_EXEC) !== 0 && (vmFlags & VM_MAYEXEC) === 0);

/** mprotect: the mapping's flags with other permissions. */
export const withAccess = (vmFlags: VmFlags, access: VmFlags): VmFlags =>
  (vmFlags & ~(VM_READ | VM_WRITE | VM_EXEC)) | access;
