import type { AddrRange, Vaddr } from "./addr.ts";
import { addrOf, hex, PAGE_SIZE, vpnOf } from "./addr.ts";
import { isAnonymous, prepareAnonVma } from "./anonVma.ts";
import type { Inode, System } from "./machine.ts";
import type { Failure, Op } from "./op.ts";
import { inodeOf, pagesOf } from "./pageCache.ts";
import { isHugeAt } from "./pageTable.ts";
import { installContinue, installCopy, installPoison, installZero } from "./uffdPages.ts";
import type { FillPage } from "./uffdPages.ts";
import type { Vma } from "./vma.ts";
import { hasFlags, VM_SHARED, VM_UFFD_WP } from "./vmFlags.ts";
import { vmaAt } from "./vmaTree.ts";

/** Filling pages on a monitor's behalf: UFFDIO_COPY, ZEROPAGE, CONTINUE and POISON (mm/userfaultfd.c). */
export type Fill =
  /** `read` gives the 64 bits to put at the start of the page, or why the source cannot be read. */
  | { readonly kind: "copy"; readonly wp: boolean; readonly read: (offset: number) => bigint | Failure }
  | { readonly kind: "zeropage" }
  | { readonly kind: "continue"; readonly wp: boolean }
  | { readonly kind: "poison" };

/** How far a fill got, and what stopped it (null: it got to the end). */
export interface Filled {
  readonly bytes: number;
  readonly failure: Failure | null;
}

const inodeOfVma = (machine: System, vma: Vma): Inode | null => {
  const file = vma.file === null ? undefined : machine.files.get(vma.file);
  return file === undefined ? null : inodeOf(machine, file.inode);
};

const notRegistered = (op: Op, why: string): Failure =>
  op.fail("ENOENT", "one registered mapping holds the range", why);

/** The mapping that holds the whole range and is registered with a context (uffd_mfill_lock, find_dst_vma). */
const destination = (op: Op, { start, end }: AddrRange): Vma | Failure => {
  const found = vmaAt(op.mm, start);
  if (found === null) return notRegistered(op, `Nothing is mapped at ${hex(start)}.`);
  // Newer kernels look for a lock that needs an anon_vma before they look at anything else.
  const early = op.switches.uffdFillPreparesFirst;
  const vma = early && !hasFlags(found.flags, VM_SHARED) ? prepareAnonVma(op, found) : found;
  if (end > vma.end)
    return notRegistered(op, `The mapping at ${hex(start)} ends at ${hex(vma.end)}, before the range does.`);
  if (vma.uffd === null)
    return notRegistered(op, `The mapping at ${hex(start)} is not registered. UFFDIO_REGISTER it first.`);
  return vma;
};

const invalid = (op: Op, why: string): Failure => op.fail("EINVAL", "the mapping fits the request", why);

const refuses = (op: Op, vma: Vma, inode: Inode | null, fill: Fill): Failure | null => {
  const isShmem = inode !== null && inode.kind !== "file";
  if ("wp" in fill && fill.wp && !hasFlags(vma.flags, VM_UFFD_WP)) {
    return invalid(op, "A protected page needs a range registered with UFFDIO_REGISTER_MODE_WP.");
  }
  if (!isAnonymous(vma) && !isShmem) return invalid(op, "Only anonymous memory and memfds can be filled.");
  if (fill.kind === "continue" && !isShmem) {
    return invalid(
      op,
      "Private anonymous memory has no object whose page could be mapped. Use UFFDIO_COPY or UFFDIO_ZEROPAGE.",
    );
  }
  return null;
};

const installPage = (op: Op, page: FillPage, fill: Fill, offset: number): Failure | null => {
  switch (fill.kind) {
    case "copy": {
      const value = fill.read(offset);
      return typeof value === "bigint" ? installCopy(op, page, value, fill.wp) : value;
    }
    case "zeropage":
      return installZero(op, page);
    case "continue":
      return installContinue(op, page, fill.wp);
    case "poison":
      return installPoison(op, page);
  }
};

const exists = (op: Op, addr: Vaddr): Failure =>
  op.fail("EEXIST", "the page is missing", `A huge page is mapped over ${hex(addr)}.`);

const fillPage = (
  op: Op,
  vma: Vma,
  inode: Inode | null,
  addr: Vaddr,
  fill: Fill,
  offset: number,
): Failure | null => {
  const vpn = vpnOf(addr);
  if (isHugeAt(op.mm.pageTable, vpn)) return exists(op, addr);
  const index = vma.pgoff + (addr - vma.start) / PAGE_SIZE;
  return installPage(
    op,
    { vma, vpn, index, inode: inode?.id ?? null, beyondEnd: inode !== null && index >= pagesOf(inode) },
    fill,
    offset,
  );
};

/** Fills the pages of a range one after the other until one cannot be filled (mfill_atomic). */
export const mfillAtomic = (op: Op, range: AddrRange, fill: Fill): Filled =>
  op.within(`mfill_atomic_${fill.kind}`, () => {
    const found = destination(op, range);
    if ("kind" in found) return { bytes: 0, failure: found };
    const inode = inodeOfVma(op.system, found);
    const refused = refuses(op, found, inode, fill);
    if (refused !== null) return { bytes: 0, failure: refused };
    const vma = hasFlags(found.flags, VM_SHARED) ? found : prepareAnonVma(op, found);
    for (let vpn = vpnOf(range.start); vpn < vpnOf(range.end); vpn++) {
      const addr = addrOf(vpn);
      const failure = fillPage(op, vma, inode, addr, fill, addr - range.start);
      if (failure !== null) return { bytes: addr - range.start, failure };
    }
    return { bytes: range.end - range.start, failure: null };
  });
