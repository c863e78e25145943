import type { Vaddr } from "./addr.ts";
import { hex, PAGE_SIZE } from "./addr.ts";
import type { Failure, Op, UnmapNotice } from "./op.ts";
import type { Vma } from "./vma.ts";
import { hasFlags, VM_SEALED } from "./vmFlags.ts";

/** What one mremap call is about (vma_remap_struct). Lengths are bytes, rounded up to pages. */
export interface Vrm {
  readonly addr: Vaddr;
  readonly oldLen: number;
  readonly newLen: number;
  readonly mayMove: boolean;
  readonly fixed: boolean;
  readonly dontUnmap: boolean;
  /** Where it goes; means something only with FIXED or DONTUNMAP until a place has been chosen. */
  readonly newAddr: Vaddr;
  /** UNMAP messages for what lay at the destination: they are sent before the REMAP message (uf_unmap_early). */
  readonly early: UnmapNotice[];
}

/** FIXED names the destination, DONTUNMAP hints at one (vrm_implies_new_addr). */
export const impliesNewAddr = (vrm: Vrm): boolean => vrm.fixed || vrm.dontUnmap;

export const inPages = (bytes: number): number => bytes / PAGE_SIZE;

/** Where a call ended: the address it gives, and what has to be faulted in because locked memory grew. */
export interface Remapped {
  readonly addr: Vaddr;
  readonly populate: { readonly start: Vaddr; readonly length: number } | null;
}

/** The growth of a locked mapping is faulted in once the lock is dropped. */
export const remapped = (vrm: Vrm, addr: Vaddr, locked: boolean): Remapped => ({
  addr,
  populate:
    locked && vrm.newLen > vrm.oldLen ? { start: addr + vrm.oldLen, length: vrm.newLen - vrm.oldLen } : null,
});

export const notMapped = (op: Op, addr: Vaddr): Failure =>
  op.fail("EFAULT", "a mapping contains old_address", `Nothing is mapped at ${hex(addr)}.`);

/** mremap leaves sealed mappings alone, even where nothing would change. */
export const checkSealed = (op: Op, vma: Vma): Failure | null => {
  if (!op.switches.msealKnown) return null;
  if (hasFlags(vma.flags, VM_SEALED)) {
    return op.fail(
      "EPERM",
      "mapping is not sealed",
      `The mapping at ${hex(vma.start)} is sealed (mseal): it can be neither moved nor resized.`,
    );
  }
  op.passed("mapping is not sealed");
  return null;
};
