import { changedPresent } from "./changed.ts";
import { type Vaddr, vpnOf } from "./addr.ts";
import { isAnonymous } from "./anonVma.ts";
import { dropSlice, installMarkers } from "./entries.ts";
import { splitHugePmdAt } from "./hugePmd.ts";
import type { PteRun } from "./machine.ts";
import type { Op } from "./op.ts";
import { changePtes, emptyPagesFrom, ptesIn, withPteTables } from "./pageTable.ts";
import type { Vma } from "./vma.ts";
import { VM_WRITE, hasFlags } from "./vmFlags.ts";

function splitEnds(op: Op, start: Vaddr, end: Vaddr): void {
  splitHugePmdAt(op, vpnOf(start));
  splitHugePmdAt(op, vpnOf(end));
}

function changeEntries(
  op: Op,
  start: Vaddr,
  end: Vaddr,
  what: string,
  change: (run: PteRun) => PteRun,
): void {
  const before = op.mm.pageTable;
  const after = changePtes(before, vpnOf(start), vpnOf(end), change);
  if (after === before) return;
  op.updateMm({ pageTable: after });
  op.emit({ kind: "ptesChanged", range: { start, end }, what });
  op.emit({ kind: "tlbFlushed", range: { start, end } });
}

/**
 * Adapts the entries of [start, end) to the permissions that `vma` has now (change_protection). Pages stay where
 * they are, also under PROT_NONE. An entry that may be written again becomes so at the next write.
 */
export function changeProtection(op: Op, vma: Vma, start: Vaddr, end: Vaddr): void {
  op.within("change_protection", () => {
    splitEnds(op, start, end);
    if (hasFlags(vma.flags, VM_WRITE)) return;
    changeEntries(op, start, end, "write-protected", (run) =>
      run.kind === "present" && run.write ? changedPresent(run, { write: false }) : run,
    );
  });
}

export interface UffdProtection {
  readonly protect: boolean;
  /** Empty pages of anonymous memory are protected too (UFFD_FEATURE_WP_UNPOPULATED). */
  readonly unpopulated: boolean;
}

/** The runs of [from, to) without an entry. */
function emptyRuns(op: Op, from: number, to: number): { readonly vpn: number; readonly pages: number }[] {
  const found = [];
  let vpn = from;
  while (vpn < to) {
    const pages = emptyPagesFrom(op.mm.pageTable, vpn, to);
    if (pages > 0) found.push({ vpn, pages });
    vpn = op.mm.pageTable.entries.at(vpn + pages)?.end ?? to;
  }
  return found;
}

/**
 * Sets or lifts userfaultfd write protection on [start, end) (uffd_wp_range). Present pages carry it as a bit;
 * an empty page can only carry it as a marker, which file mappings always get.
 */
export function changeUffdProtection(
  op: Op,
  vma: Vma,
  start: Vaddr,
  end: Vaddr,
  { protect, unpopulated }: UffdProtection,
): void {
  op.within("change_protection", () => {
    splitEnds(op, start, end);
    if (!protect) {
      for (const slice of ptesIn(op.mm.pageTable, vpnOf(start), vpnOf(end))) {
        if (slice.value.kind === "marker" && slice.value.uffdWp) dropSlice(op, slice);
      }
    }
    changeEntries(op, start, end, protect ? "uffd-wp set" : "uffd-wp lifted", (run) =>
      withUffdWp(op, run, protect),
    );
    if (!protect || (isAnonymous(vma) && !unpopulated)) return;
    op.updateMm({ pageTable: withPteTables(op.mm.pageTable, vpnOf(start), vpnOf(end)) });
    for (const { vpn, pages } of emptyRuns(op, vpnOf(start), vpnOf(end))) {
      installMarkers(op, vpn, pages, { uffdWp: true });
    }
  });
}

function withUffdWp(op: Op, run: PteRun, uffdWp: boolean): PteRun {
  if (run.kind === "marker") return run;
  if (run.kind === "present" && !uffdWp && run.anon && op.switches.uffdWpLiftLeavesReadOnly) {
    return run.write || run.uffdWp ? changedPresent(run, { uffdWp, write: false }) : run;
  }
  if (run.uffdWp === uffdWp) return run;
  return run.kind === "present" && uffdWp ? { ...run, uffdWp, write: false } : { ...run, uffdWp };
}
