import type { Vpn } from "./addr.ts";
import { addrOf, hex, PAGE_SIZE } from "./addr.ts";
import { installFrames, installMarkers, installZeroPages } from "./entries.ts";
import { allocateFrames, writeFrames } from "./frames.ts";
import type { InodeId, PteRun } from "./machine.ts";
import type { Failure, Op } from "./op.ts";
import { addToCache, cachedAt, inodeOf, markUptodate } from "./pageCache.ts";
import { pteAt } from "./pageTable.ts";
import type { Vma } from "./vma.ts";
import { hasFlags, VM_SHARED, VM_WRITE } from "./vmFlags.ts";

/** One page that a monitor fills. */
export interface FillPage {
  readonly vma: Vma;
  readonly vpn: Vpn;
  /** Offset of the page in its object, in pages. */
  readonly index: number;
  readonly inode: InodeId | null;
  /** The page lies behind the object's last one. */
  readonly beyondEnd: boolean;
}

const RULE = "the page is missing";

const taken = (op: Op, { vpn }: FillPage): Failure =>
  op.fail(
    "EEXIST",
    RULE,
    `There is something at ${hex(addrOf(vpn))} already. Only a missing page can be filled.`,
  );

const pastTheEnd = (op: Op, { vpn }: FillPage, errno = "EFAULT"): Failure =>
  op.fail(errno, "the page lies in the object", `${hex(addrOf(vpn))} is beyond the end of the object.`);

/** Markers that a copied page may replace (pte_none_mostly; from 7.0 on only userfaultfd's own). */
const replaceable = (op: Op, run: PteRun): boolean => {
  const { switches } = op.config.kernel;
  if (run.kind !== "marker" || !switches.uffdFillReplacesMarkers) return false;
  return !run.guard || !switches.uffdFillKeepsGuards;
};

const entryAt = (op: Op, page: FillPage): PteRun | null => pteAt(op.mm.pageTable, page.vpn)?.value ?? null;

const isTaken = (op: Op, page: FillPage): boolean => {
  const run = entryAt(op, page);
  return run !== null && !replaceable(op, run);
};

/** A page with this content, as private memory or as a new page of the shared object. */
export const installCopy = (op: Op, page: FillPage, value: bigint, wp: boolean): Failure | null =>
  hasFlags(page.vma.flags, VM_SHARED) ? fillObject(op, page, value, wp) : copyPrivate(op, page, value, wp);

const isWritable = (page: FillPage, wp: boolean): boolean => hasFlags(page.vma.flags, VM_WRITE) && !wp;

const copyPrivate = (op: Op, page: FillPage, value: bigint, wp: boolean): Failure | null => {
  if (page.beyondEnd) return pastTheEnd(op, page);
  if (isTaken(op, page)) return taken(op, page);
  const index = (addrOf(page.vpn) - page.vma.start) / PAGE_SIZE;
  const pfn = allocateFrames(op, 1, { kind: "anon", value, index, inode: null });
  installFrames(op, page.vpn, 1, pfn, { write: isWritable(page, wp), dirty: true, anon: true, uffdWp: wp });
  return null;
};

/** shmem_mfill_atomic_pte: the object must not have the page yet either. */
const fillObject = (op: Op, page: FillPage, value: bigint, wp: boolean): Failure | null => {
  if (page.inode === null || page.beyondEnd) return pastTheEnd(op, page);
  if (cachedAt(inodeOf(op.system, page.inode), page.index) !== null) {
    return op.fail(
      "EEXIST",
      RULE,
      "The object has this page already. UFFDIO_CONTINUE maps a page that is there.",
    );
  }
  if (isTaken(op, page)) return taken(op, page);
  addToCache(op, page.inode, page.index, 1);
  const cached = cachedAt(inodeOf(op.system, page.inode), page.index);
  if (cached === null) return null;
  writeFrames(op, cached.value.pfn, 1, value);
  mapObjectPage(op, page, cached.value.pfn, wp);
  return null;
};

const mapObjectPage = (op: Op, page: FillPage, pfn: number, wp: boolean): void => {
  const write = isWritable(page, wp) && hasFlags(page.vma.flags, VM_SHARED);
  installFrames(op, page.vpn, 1, pfn, { write, dirty: true, anon: false, uffdWp: wp });
};

/** The zero page in private memory; shared memory gets a new page of zeros. */
export const installZero = (op: Op, page: FillPage): Failure | null => {
  if (hasFlags(page.vma.flags, VM_SHARED)) return fillObject(op, page, 0n, false);
  if (page.beyondEnd) return pastTheEnd(op, page);
  if (entryAt(op, page) !== null) return taken(op, page);
  installZeroPages(op, page.vpn, 1);
  return null;
};

/** The page that the object has (mfill_atomic_pte_continue); private mappings get it read-only. */
export const installContinue = (op: Op, page: FillPage, wp: boolean): Failure | null => {
  if (page.beyondEnd) return pastTheEnd(op, page, "EINVAL");
  const cached = page.inode === null ? null : cachedAt(inodeOf(op.system, page.inode), page.index);
  if (page.inode === null || cached === null) {
    return op.fail(
      "EFAULT",
      "the object has the page",
      "The object does not have this page. UFFDIO_COPY makes one.",
    );
  }
  if (isTaken(op, page)) return taken(op, page);
  markUptodate(op, page.inode, page.index, 1);
  mapObjectPage(op, page, cached.value.pfn, wp);
  return null;
};

/** A marker whose access is a SIGBUS (mfill_atomic_pte_poison). */
export const installPoison = (op: Op, page: FillPage): Failure | null => {
  if (page.beyondEnd) return pastTheEnd(op, page);
  if (entryAt(op, page) !== null) return taken(op, page);
  installMarkers(op, page.vpn, 1, { poison: true });
  return null;
};
