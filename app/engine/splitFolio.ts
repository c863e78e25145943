import { addrOf, PMD_PAGES } from "./addr.ts";
import type { Pfn } from "./addr.ts";
import { dropSlice, installZeroPages } from "./entries.ts";
import { framesIn, splitFolio } from "./frames.ts";
import { splitHugePmdsIn } from "./hugePmd.ts";
import type { Op } from "./op.ts";
import type { PresentRun, PteSlice } from "./pageTable.ts";
import { hasFlags, VM_LOCKED } from "./vmFlags.ts";
import { vmaAt } from "./vmaTree.ts";

/** A huge folio is broken into single frames (split_folio): what that does to the entries that map it. */
type Mapping = PteSlice & { readonly value: PresentRun };

/** The entries of the current address space that map frames of [first, first + 512) (the rmap walk). */
function mappingsOf(op: Op, first: Pfn): Mapping[] {
  const found: Mapping[] = [];
  for (const { start, end, value } of op.mm.pageTable.entries.entries()) {
    if (value.kind !== "present") continue;
    const from = Math.max(value.pfn, first);
    const to = Math.min(value.pfn + end - start, first + PMD_PAGES);
    if (from >= to) continue;
    const vpn = start + from - value.pfn;
    found.push({ start: vpn, end: vpn + to - from, value: { ...value, pfn: from } });
  }
  return found;
}

function inEveryMm(op: Op, body: () => void): void {
  const current = op.mmId;
  for (const id of op.machine.mms.keys()) {
    op.mmId = id;
    body();
  }
  op.mmId = current;
}

/** Pages of zeros need no frame of their own any more (try_to_map_unused_to_zeropage). */
function mapZerosToZeroPage(op: Op, { start, end, value }: Mapping): void {
  const vma = vmaAt(op.mm, addrOf(start));
  if (vma === null || hasFlags(vma.flags, VM_LOCKED)) return;
  const zeros = [...framesIn(op.system, value.pfn, end - start)].filter(
    (frames) => frames.value.value === 0n,
  );
  for (const frames of zeros) {
    const vpn = start + frames.start - value.pfn;
    const pages = frames.end - frames.start;
    dropSlice(op, { start: vpn, end: vpn + pages, value: { ...value, pfn: frames.start, huge: false } });
    installZeroPages(op, vpn, pages, { uffdWp: value.uffdWp });
  }
}

/** Splits the huge folio that the frame belongs to, in every process that maps it. */
export function splitHugeFolio(op: Op, pfn: Pfn): void {
  const first = Math.floor(pfn / PMD_PAGES) * PMD_PAGES;
  op.within("split_folio", () => {
    inEveryMm(op, () => {
      for (const { start, end } of mappingsOf(op, first)) splitHugePmdsIn(op, start, end);
    });
    splitFolio(op, first);
    if (!op.switches.splitFindsZeros) return;
    inEveryMm(op, () => {
      for (const mapping of mappingsOf(op, first)) mapZerosToZeroPage(op, mapping);
    });
  });
}
