import { PMD_PAGES, type Vaddr, vpnOf } from "./addr.ts";
import { dropEntries } from "./entries.ts";
import { frameAt } from "./frames.ts";
import { lruAddDrain } from "./lruAdd.ts";
import type { Op } from "./op.ts";
import type { PresentRun, PteSlice } from "./pageTable.ts";
import { changePtes, ptesIn } from "./pageTable.ts";
import { splitHugeFolio } from "./splitFolio.ts";

/**
 * MADV_FREE: the pages stay and can be read, but they are marked clean, so that the kernel may drop them when it
 * runs short. Nothing runs short in this model, so only the marks change.
 */

type PresentSlice = PteSlice & { readonly value: PresentRun };

const isPresent = (slice: PteSlice): slice is PresentSlice => slice.value.kind === "present";

/** The huge folios, by first frame, that the slice maps only in part: they are broken up (split_folio). */
const partlyCovered = (op: Op, { start, end, value }: PresentSlice): number[] => {
  const folios: number[] = [];
  for (let pfn = value.pfn; pfn < value.pfn + end - start;) {
    const first = Math.floor(pfn / PMD_PAGES) * PMD_PAGES;
    const stop = Math.min(first + PMD_PAGES, value.pfn + end - start);
    const { thp, mapcount } = frameAt(op.system, pfn);
    if (thp && mapcount === 1 && stop - pfn < PMD_PAGES) folios.push(first);
    pfn = stop;
  }
  return folios;
};

/** madvise_free_single_vma: marks the private pages of [start, end) as clean. */
export const freePagesLazily = (op: Op, start: Vaddr, end: Vaddr): void =>
  op.within("madvise_free_pte_range", () => {
    lruAddDrain(op);
    const [from, to] = [vpnOf(start), vpnOf(end)];
    for (const slice of ptesIn(op.mm.pageTable, from, to)) {
      if (!isPresent(slice)) continue;
      for (const folio of partlyCovered(op, slice)) splitHugeFolio(op, folio);
    }
    // What is poisoned has no content to keep.
    dropEntries(op, from, to, ({ value }) => value.kind === "marker" && value.poison);
    const pageTable = changePtes(op.mm.pageTable, from, to, (run) =>
      run.kind === "present" && run.dirty ? { ...run, dirty: false } : run,
    );
    if (pageTable === op.mm.pageTable) return;
    op.updateMm({ pageTable });
    op.emit({ kind: "ptesChanged", range: { start, end }, what: "clean" });
    op.emit({ kind: "tlbFlushed", range: { start, end } });
  });
