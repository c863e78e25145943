import { PMD_PAGES, type Vaddr, type Vpn, vpnOf } from "./addr.ts";
import type { Op } from "./op.ts";
import { changePtes, isHuge, isHugeAt, pmdStart, ptesIn, withPteTables } from "./pageTable.ts";

/**
 * Breaks the huge entry over a page into 512 ordinary ones (__split_huge_pmd). The PTE table for them was put
 * aside when the huge page was mapped. The folio stays one: its pages keep frame, content and the huge mark.
 */
export function splitHugePmd(op: Op, vpn: Vpn): void {
  const from = pmdStart(vpn);
  const to = from + PMD_PAGES;
  op.within("__split_huge_pmd", () => {
    const split = changePtes(op.mm.pageTable, from, to, (run) =>
      isHuge(run) ? { ...run, huge: false } : run,
    );
    op.updateMm({ pageTable: withPteTables(split, from, to) });
    op.emit({ kind: "hugePmdSplit", vpn: from });
  });
}

/** Splits the huge entry that a boundary at this page would cut; nothing if there is none. */
export function splitHugePmdAt(op: Op, vpn: Vpn): void {
  if (vpn !== pmdStart(vpn) && isHugeAt(op.mm.pageTable, vpn)) splitHugePmd(op, vpn);
}

/**
 * A mapping will begin or end at `addr`: a huge entry across that boundary is split (split_huge_pmd_if_needed).
 * To be called wherever a VMA is cut or changes its bounds.
 */
export const splitHugePmdIfNeeded = (op: Op, addr: Vaddr): void => splitHugePmdAt(op, vpnOf(addr));

/** Splits every huge entry that reaches into [from, to). */
export function splitHugePmdsIn(op: Op, from: Vpn, to: Vpn): void {
  for (const { start, end, value } of ptesIn(op.mm.pageTable, from, to)) {
    if (!isHuge(value)) continue;
    for (let vpn = pmdStart(start); vpn < end; vpn += PMD_PAGES) splitHugePmd(op, vpn);
  }
}
