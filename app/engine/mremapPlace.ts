import type { Vaddr } from "./addr.ts";
import type { Failure, Op } from "./op.ts";
import { getUnmappedArea } from "./unmappedArea.ts";
import type { Vma } from "./vma.ts";
import { hasFlags, VM_MAYSHARE } from "./vmFlags.ts";
import { impliesNewAddr, inPages } from "./vrm.ts";
import type { Vrm } from "./vrm.ts";

/**
 * Where the mapping moves to (vrm_set_new_addr): the fixed address, a place near DONTUNMAP's hint, or where
 * mmap(NULL, new_size) would go at this moment.
 */
export const placeForMove = (op: Op, vma: Vma, vrm: Vrm): Vaddr | Failure =>
  op.within("vrm_set_new_addr", () =>
    getUnmappedArea(op, {
      addr: impliesNewAddr(vrm) ? vrm.newAddr : 0,
      length: vrm.newLen,
      file: vma.file,
      pgoff: vma.pgoff + inPages(vrm.addr - vma.start),
      shared: hasFlags(vma.flags, VM_MAYSHARE),
      fixed: vrm.fixed,
    }),
  );
