import { PMD_PAGES, PTRS_PER_TABLE, type Vpn, vpnOf } from "./addr.ts";
import { isAnonymous, prepareAnonVma } from "./anonVma.ts";
import { installFrames, installZeroPages, sliceFrom } from "./entries.ts";
import { type FaultRequest, type FaultResult, askUffd, placeIn } from "./faultRequest.ts";
import { allocateFrames, frameAt, setExclusive } from "./frames.ts";
import { splitHugePmd } from "./hugePmd.ts";
import type { Op } from "./op.ts";
import { changePtes, clearPtes, emptyPagesFrom, pmdEnd, pmdIndex, pmdIsNone, pmdStart } from "./pageTable.ts";
import type { Vma } from "./vma.ts";
import { VM_HUGEPAGE, VM_NOHUGEPAGE, VM_UFFD_MISSING, VM_UFFD_WP, hasFlags } from "./vmFlags.ts";

/** Whether the mapping may get huge pages at all (thp_vma_allowable_order). */
export function mayBeHuge(op: Op, vma: Vma): boolean {
  if (!isAnonymous(vma) || hasFlags(vma.flags, VM_NOHUGEPAGE)) return false;
  const { thp } = op.config;
  return thp === "always" || (thp === "madvise" && hasFlags(vma.flags, VM_HUGEPAGE));
}

const insideVma = (vma: Vma, from: Vpn, to: Vpn): boolean => from >= vpnOf(vma.start) && to <= vpnOf(vma.end);

/** Whether a fault on this page gets a huge page: nothing hangs under its PMD entry, and 2 MiB fit in the mapping. */
export const wantsHugePage = (op: Op, vma: Vma, vpn: Vpn): boolean =>
  mayBeHuge(op, vma) && pmdIsNone(op.mm.pageTable, vpn) && insideVma(vma, pmdStart(vpn), pmdEnd(vpn));

/** The huge pages from the faulting one on that can be mapped in one step: [start, end) in pages. */
function sameBlocks(op: Op, vma: Vma, { vpn, limit }: FaultRequest): { start: Vpn; end: Vpn } {
  const start = pmdStart(vpn);
  if (hasFlags(vma.flags, VM_UFFD_MISSING)) return { start, end: pmdEnd(vpn) };
  const table = op.mm.pageTable;
  const nextTable = table.pteTables.firstEndingAfter(pmdIndex(vpn));
  const fits = Math.floor(vpnOf(vma.end) / PMD_PAGES) * PMD_PAGES;
  const wanted = Math.ceil(limit / PMD_PAGES) * PMD_PAGES;
  const bound = Math.min(fits, wanted, (nextTable?.start ?? Infinity) * PTRS_PER_TABLE);
  return { start, end: start + emptyPagesFrom(table, start, bound) };
}

/**
 * First access under an empty PMD entry (do_huge_pmd_anonymous_page): reading maps the huge zero page, writing a
 * huge frame. Both ways the mapping gets its anon_vma. Null with `fallback` where small pages must do.
 */
export function doHugePmdAnonymousPage(op: Op, vma: Vma, request: FaultRequest): FaultResult {
  return op.within("do_huge_pmd_anonymous_page", () => {
    const owner = prepareAnonVma(op, vma);
    const answer = askUffd(op, owner, request, "missing");
    if (answer !== "go") return answer;
    const { start, end } = sameBlocks(op, owner, request);
    const { thpZeroPage, zeroPage } = op.config;
    if (request.access === "read" && thpZeroPage && zeroPage) {
      installZeroPages(op, start, end - start, { huge: true });
    } else installHugeFrames(op, owner, start, end);
    return null;
  });
}

function installHugeFrames(op: Op, vma: Vma, start: Vpn, end: Vpn): void {
  const index = placeIn(vma, start);
  const pfn = allocateFrames(op, end - start, { kind: "anon", value: 0n, index, inode: null, thp: true });
  installFrames(op, start, end - start, pfn, { write: true, dirty: true, anon: true, huge: true });
}

/** Write to a huge page that may not be written (wp_huge_pmd). */
export function wpHugePmd(op: Op, vma: Vma, request: FaultRequest): FaultResult {
  const slice = sliceFrom(op, request.vpn, pmdEnd(request.vpn));
  if (slice === null || slice.value.kind === "marker") return null;
  if (slice.value.uffdWp && hasFlags(vma.flags, VM_UFFD_WP)) {
    const answer = askUffd(op, vma, request, "wp");
    if (answer !== "go") return answer;
  }
  const { value } = slice;
  return op.within("do_huge_pmd_wp_page", () => {
    const start = pmdStart(request.vpn);
    if (value.kind === "zero") return writeHugeZeroPage(op, vma, start);
    const frame = frameAt(op.system, value.pfn);
    if (frame.exclusive || frame.mapcount === 1) {
      setExclusive(op, value.pfn - (request.vpn - start), PMD_PAGES, true);
      makeWritable(op, start);
    } else splitHugePmd(op, start);
    return null;
  });
}

function writeHugeZeroPage(op: Op, vma: Vma, start: Vpn): FaultResult {
  if (!op.switches.hugeZeroWriteMakesHuge) {
    splitHugePmd(op, start);
    return null;
  }
  const owner = prepareAnonVma(op, vma);
  op.updateMm({ pageTable: clearPtes(op.mm.pageTable, start, start + PMD_PAGES) });
  installHugeFrames(op, owner, start, start + PMD_PAGES);
  return null;
}

function makeWritable(op: Op, start: Vpn): void {
  const pageTable = changePtes(op.mm.pageTable, start, start + PMD_PAGES, (run) =>
    run.kind === "present" ? { ...run, write: true, dirty: true } : run,
  );
  op.updateMm({ pageTable });
}
