import type { AddrRange, Vaddr, Vpn } from "./addr.ts";
import { addrOf, hex, PAGE_SIZE, PMD_PAGES, vpnOf } from "./addr.ts";
import { isAnonymous, prepareAnonVma } from "./anonVma.ts";
import { isFailure } from "./failure.ts";
import { frameAt } from "./frames.ts";
import { splitHugePmd } from "./hugePmd.ts";
import type { PteRun, Userfaultfd } from "./machine.ts";
import type { Failure, Op } from "./op.ts";
import {
  clearPtes,
  isHuge,
  isHugeAt,
  pmdIsNone,
  pmdStart,
  pteAt,
  pudIsNone,
  setPtes,
  withPteTables,
} from "./pageTable.ts";
import type { PresentRun } from "./pageTable.ts";
import { splitHugeFolio } from "./splitFolio.ts";
import type { Filled } from "./uffdFill.ts";
import type { Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_EXEC,
  VM_HUGETLB,
  VM_IO,
  VM_LOCKED,
  VM_MIXEDMAP,
  VM_PFNMAP,
  VM_READ,
  VM_SHARED,
  VM_WRITE,
} from "./vmFlags.ts";
import { vmaAt } from "./vmaTree.ts";

/** UFFDIO_MOVE: answers missing pages with pages taken from another place of the process (move_pages). */

export interface PageMove {
  readonly dst: AddrRange;
  readonly src: Vaddr;
  /** UFFDIO_MOVE_MODE_ALLOW_SRC_HOLES. */
  readonly allowHoles: boolean;
}

const invalid = (op: Op, why: string): Failure => op.fail("EINVAL", "source and destination are alike", why);

const sameIn = (a: Vma, b: Vma, flag: VmFlags): boolean =>
  hasFlags(a.flags, flag) === hasFlags(b.flags, flag);

/** validate_move_areas, and what move_pages asks before it. */
const refuses = (op: Op, uffd: Userfaultfd, src: Vma, dst: Vma, move: PageMove): Failure | null => {
  const length = move.dst.end - move.dst.start;
  if (hasFlags(src.flags, VM_SHARED) || hasFlags(dst.flags, VM_SHARED)) {
    return invalid(op, "Only private memory can be moved between; one of the two is shared.");
  }
  if (move.src + length > src.end || move.dst.end > dst.end) {
    return invalid(op, "Source and destination must each lie in one mapping.");
  }
  if (![VM_READ, VM_WRITE, VM_EXEC].every((flag) => sameIn(src, dst, flag))) {
    return invalid(op, "The two mappings allow different accesses.");
  }
  if (!sameIn(src, dst, VM_LOCKED)) return invalid(op, "One of the mappings is locked, the other is not.");
  if (!hasFlags(src.flags, VM_WRITE)) return invalid(op, "The mappings are read-only.");
  const immovable = VM_PFNMAP + VM_IO + VM_HUGETLB + VM_MIXEDMAP;
  if (hasAnyFlag(src.flags, immovable) || hasAnyFlag(dst.flags, immovable)) {
    return invalid(op, "Pages of special mappings cannot be moved.");
  }
  if (dst.uffd !== uffd.id) return invalid(op, "The destination is not registered with this descriptor.");
  if (!isAnonymous(src) || !isAnonymous(dst))
    return invalid(op, "Only private anonymous memory can be moved between.");
  return null;
};

const noVma = (op: Op, addr: Vaddr): Failure =>
  op.fail("ENOENT", "both ranges are mapped", `Nothing is mapped at ${hex(addr)}.`);

/** Looks both mappings up; the destination gets its anon_vma already here (uffd_move_lock). */
const lockBoth = (op: Op, move: PageMove): { readonly src: Vma; readonly dst: Vma } | Failure => {
  const found = vmaAt(op.mm, move.dst.start);
  if (found === null) return noVma(op, move.dst.start);
  const dst = hasFlags(found.flags, VM_SHARED) ? found : prepareAnonVma(op, found);
  const src = vmaAt(op.mm, move.src);
  return src === null ? noVma(op, move.src) : { src, dst };
};

const runAt = (op: Op, vpn: Vpn): PteRun | null => pteAt(op.mm.pageTable, vpn)?.value ?? null;

const sourceHole = (op: Op, vpn: Vpn): Failure =>
  op.fail(
    "ENOENT",
    "the source page is there",
    `There is no page at ${hex(addrOf(vpn))}. UFFDIO_MOVE_MODE_ALLOW_SRC_HOLES passes over such pages.`,
  );

const destinationTaken = (op: Op, vpn: Vpn): Failure =>
  op.fail("EEXIST", "the destination page is missing", `There is something at ${hex(addrOf(vpn))} already.`);

/** Re-hangs one entry or a huge one: the frame stays, its address changes. */
const carry = (op: Op, from: Vpn, to: Vpn, pages: number, run: PteRun): void => {
  const cleared = clearPtes(op.mm.pageTable, from, from + pages);
  op.updateMm({ pageTable: setPtes(cleared, to, pages, run) });
  const level = pages > 1 ? "hugePmd" : "pte";
  op.emit({ kind: "ptesMoved", level, from, to, pages, entries: pages });
};

const movedRun = (op: Op, run: PresentRun): PresentRun => ({
  ...run,
  write: true,
  uffdWp: false,
  softDirty: op.config.softDirty,
});

const movePresent = (op: Op, from: Vpn, to: Vpn, run: PresentRun): Failure | null => {
  const frame = frameAt(op.system, run.pfn);
  if (!run.anon || !frame.exclusive || frame.mapcount !== 1) {
    return op.fail(
      "EBUSY",
      "the page belongs to this process alone",
      "The page is shared with another process since fork.",
    );
  }
  carry(op, from, to, 1, movedRun(op, run));
  return null;
};

/** A page of a huge folio leaves it: the folio is split first, and the entry may be another one then. */
const splitAt = (op: Op, vpn: Vpn): void => {
  const run = runAt(op, vpn);
  if (run?.kind === "present" && frameAt(op.system, run.pfn).thp) splitHugeFolio(op, run.pfn);
};

/** move_pages_pte. */
const movePte = (op: Op, from: Vpn, to: Vpn, allowHoles: boolean): Failure | null => {
  op.updateMm({ pageTable: withPteTables(op.mm.pageTable, to, to + 1) });
  if (runAt(op, to) !== null) return destinationTaken(op, to);
  splitAt(op, from);
  const run = runAt(op, from);
  if (run === null) return allowHoles ? null : sourceHole(op, from);
  switch (run.kind) {
    case "zero":
      carry(op, from, to, 1, {
        kind: "zero",
        softDirty: op.config.softDirty,
        uffdWp: false,
        huge: false,
      });
      return null;
    case "marker":
      return op.fail("EFAULT", "the source page is a page", `At ${hex(addrOf(from))} is only a marker.`);
    case "present":
      return movePresent(op, from, to, run);
  }
};

/** Whether a huge source page goes over whole: both aligned, all of it wanted, nothing at the destination. */
const movesWhole = (op: Op, from: Vpn, to: Vpn, left: number): boolean =>
  from === pmdStart(from) && to === pmdStart(to) && left >= PMD_PAGES && pmdIsNone(op.mm.pageTable, to);

interface Step {
  readonly pages: number;
  readonly failure: Failure | null;
}

const moveHuge = (op: Op, from: Vpn, to: Vpn): Step => {
  const run = runAt(op, from);
  if (run === null || run.kind === "marker") return { pages: 0, failure: sourceHole(op, from) };
  carry(op, from, to, PMD_PAGES, run.kind === "present" ? movedRun(op, run) : run);
  return { pages: PMD_PAGES, failure: null };
};

const moveStep = (op: Op, from: Vpn, to: Vpn, left: number, allowHoles: boolean): Step => {
  const nothingBelow = pudIsNone(op.mm.pageTable, from);
  if (nothingBelow && !allowHoles) return { pages: 0, failure: sourceHole(op, from) };
  if (isHugeAt(op.mm.pageTable, to)) return { pages: 0, failure: destinationTaken(op, to) };
  if (pmdIsNone(op.mm.pageTable, from)) {
    if (!allowHoles) return { pages: 0, failure: sourceHole(op, from) };
    op.updateMm({ pageTable: withPteTables(op.mm.pageTable, from, from + 1) });
  }
  const run = runAt(op, from);
  if (run !== null && isHuge(run)) {
    if (movesWhole(op, from, to, left)) return moveHuge(op, from, to);
    splitHugePmd(op, from);
  }
  const failure = movePte(op, from, to, allowHoles);
  return { pages: failure === null ? 1 : 0, failure };
};

export const movePages = (op: Op, uffd: Userfaultfd, move: PageMove): Filled =>
  op.within("move_pages", () => {
    const locked = lockBoth(op, move);
    if (isFailure(locked)) return { bytes: 0, failure: locked };
    const refused = refuses(op, uffd, locked.src, locked.dst, move);
    if (refused !== null) return { bytes: 0, failure: refused };
    const pages = (move.dst.end - move.dst.start) / PAGE_SIZE;
    let done = 0;
    while (done < pages) {
      const step = moveStep(
        op,
        vpnOf(move.src) + done,
        vpnOf(move.dst.start) + done,
        pages - done,
        move.allowHoles,
      );
      if (step.failure !== null) return { bytes: done * PAGE_SIZE, failure: step.failure };
      done += step.pages;
    }
    return { bytes: done * PAGE_SIZE, failure: null };
  });
