import { changedPresent } from "./changed.ts";
import { type IntervalMap } from "#base/intervalMap.ts";
import { clearRuns, coveredKeys, flagRuns, setRun, slices } from "#base/runMap.ts";
import { PMD_PAGES, PUD_PAGES, type Vaddr, type Vpn, addrOf, vpnOf } from "./addr.ts";
import { pageRange } from "./entries.ts";
import { splitHugePmdsIn } from "./hugePmd.ts";
import type { PageTable, PteRun } from "./machine.ts";
import type { Op } from "./op.ts";
import { clearPtes, isHuge, pmdIndex, pmdStart, ptesIn, setPtes } from "./pageTable.ts";
import type { Vma } from "./vma.ts";

/**
 * Carrying page-table entries from one range to another: whole tables where both sides allow it, entry by entry
 * where not. Frames stay where they are; nothing is copied.
 */
export interface PageTableMove {
  readonly from: Vaddr;
  readonly to: Vaddr;
  /** Bytes. */
  readonly length: number;
  readonly oldVma: Vma;
  readonly newVma: Vma;
}

/** A stretch to be carried, in pages. */
interface Stretch {
  readonly from: Vpn;
  readonly to: Vpn;
  readonly pages: number;
}

type Level = "pte" | "pmd" | "pud" | "hugePmd";

const KERNEL_FUNCTION: Readonly<Record<Level, string>> = {
  pte: "move_ptes",
  pmd: "move_normal_pmd",
  pud: "move_normal_pud",
  hugePmd: "move_huge_pmd",
};

const UFFD_FEATURE_EVENT_REMAP = 4n;

/** The new mapping will not be watched, so its entries must not stay write-protected (vma_has_uffd_without_event_remap). */
function losesUffd(op: Op, vma: Vma): boolean {
  if (vma.uffd === null || !op.switches.uffdWpCleared) return false;
  const context = op.system.uffds.get(vma.uffd);
  return context !== undefined && (context.features / UFFD_FEATURE_EVENT_REMAP) % 2n === 0n;
}

/** The entry as it arrives; null if nothing does (a mere write-protection marker that loses its meaning). */
function arriving(op: Op, run: PteRun, clearUffdWp: boolean): PteRun | null {
  const uffdWp = run.uffdWp && !clearUffdWp;
  const { softDirty } = op.config;
  if (run.kind === "present") return changedPresent(run, { uffdWp, softDirty });
  if (run.kind === "zero") return { ...run, uffdWp, softDirty };
  return run.guard || run.poison || uffdWp ? { ...run, uffdWp } : null;
}

/** Carries the entries of a stretch, and with `tables` the PTE tables above them, to their new place. */
function carry(op: Op, { from, to, pages }: Stretch, level: Level, clearUffdWp: boolean): void {
  const before = op.mm.pageTable;
  const moved = [...ptesIn(before, from, from + pages)];
  let table = clearPtes(before, from, from + pages);
  table = { ...table, pteTables: carryTables(before.pteTables, { from, to, pages }, level) };
  let entries = 0;
  let flush = false;
  for (const { start, end, value } of moved) {
    entries += end - start;
    flush ||= value.kind !== "marker";
    const run = arriving(op, value, clearUffdWp);
    if (run !== null) table = setPtes(table, start - from + to, end - start, run);
  }
  op.updateMm({ pageTable: table });
  op.emit({ kind: "ptesMoved", level, from, to, pages, entries });
  if (flush || level !== "pte") op.emit({ kind: "tlbFlushed", range: pageRange(from, from + pages) });
}

/**
 * PTE tables after the move. Entry by entry: the source keeps its tables and the destination gets one wherever the
 * source has one. Whole tables: they leave the source.
 */
function carryTables(
  tables: IntervalMap<true>,
  { from, to, pages }: Stretch,
  level: Level,
): IntervalMap<true> {
  const first = pmdIndex(from);
  const last = pmdIndex(from + pages - 1) + 1;
  let result = level === "pte" ? tables : clearRuns(tables, flagRuns, first, last);
  for (const { start, end } of slices(tables, flagRuns, first, last)) {
    const low = Math.max(from, start * PMD_PAGES) - from + to;
    const high = Math.min(from + pages, end * PMD_PAGES) - from + to;
    result = setRun(result, flagRuns, pmdIndex(low), pmdIndex(high - 1) + 1, true);
  }
  return result;
}

/** Whether both ranges may start at the 2 MiB boundary below them, so that whole tables can move (try_realign_addr). */
function canRealign(op: Op, { from, to, length, oldVma, newVma }: PageTableMove): boolean {
  const offset = vpnOf(from) - pmdStart(vpnOf(from));
  if (!op.switches.realignsMoves || offset === 0) return false;
  if (vpnOf(length) < PMD_PAGES - offset || vpnOf(to) - pmdStart(vpnOf(to)) !== offset) return false;
  const free = (vma: Vma, addr: Vaddr): boolean => {
    const below = op.mm.vmas.lastStartingBefore(addr);
    return vma.start === addr && (below === null || below.end <= addrOf(pmdStart(vpnOf(addr))));
  };
  return free(oldVma, from) && free(newVma, to);
}

/** Stretches of equal kind among the PMD entries of [from, to): PTE tables, and huge pages. */
function pmdStretches(table: PageTable, from: Vpn, to: Vpn): { from: Vpn; to: Vpn; huge: boolean }[] {
  const found = [...slices(table.pteTables, flagRuns, from / PMD_PAGES, to / PMD_PAGES)].map(
    ({ start, end }) => ({
      from: start * PMD_PAGES,
      to: end * PMD_PAGES,
      huge: false,
    }),
  );
  for (const { start, end, value } of ptesIn(table, from, to)) {
    if (isHuge(value)) found.push({ from: start, to: end, huge: true });
  }
  return found.toSorted((a, b) => a.from - b.from);
}

const isFree = (table: PageTable, from: Vpn, to: Vpn): boolean =>
  coveredKeys(table.entries, from, to) === 0 &&
  coveredKeys(table.pteTables, from / PMD_PAGES, to / PMD_PAGES) === 0;

/** One move_page_tables: what its parts need to know. */
class Carrier {
  private readonly op: Op;
  private readonly delta: number;
  private readonly clearUffdWp: boolean;

  constructor(op: Op, delta: number, clearUffdWp: boolean) {
    this.op = op;
    this.delta = delta;
    this.clearUffdWp = clearUffdWp;
  }

  private carry(from: Vpn, to: Vpn, level: Level): void {
    const stretch = { from, to: from + this.delta, pages: to - from };
    this.op.within(KERNEL_FUNCTION[level], () => carry(this.op, stretch, level, this.clearUffdWp));
  }

  /** Entry by entry (move_ptes): one step for each stretch of PTE tables; huge pages are split first. */
  ptes(from: Vpn, to: Vpn): void {
    splitHugePmdsIn(this.op, from, to);
    const tables = [
      ...slices(this.op.mm.pageTable.pteTables, flagRuns, pmdIndex(from), pmdIndex(to - 1) + 1),
    ];
    for (const { start, end } of tables) {
      this.carry(Math.max(from, start * PMD_PAGES), Math.min(to, end * PMD_PAGES), "pte");
    }
  }

  /** Whole 2 MiB entries on both sides: a table or a huge page moves with one store. */
  pmds(from: Vpn, to: Vpn): void {
    for (const part of pmdStretches(this.op.mm.pageTable, from, to)) {
      const free = isFree(this.op.mm.pageTable, part.from + this.delta, part.to + this.delta);
      if (!free || (!part.huge && this.clearUffdWp)) this.ptes(part.from, part.to);
      else this.carry(part.from, part.to, part.huge ? "hugePmd" : "pmd");
    }
  }

  /** Whole 1 GiB entries on both sides: the PMD table moves with one store. */
  puds(from: Vpn, to: Vpn): void {
    let run: { from: Vpn; to: Vpn } | null = null;
    const runs: { from: Vpn; to: Vpn }[] = [];
    for (const part of pmdStretches(this.op.mm.pageTable, from, to)) {
      const low = Math.floor(part.from / PUD_PAGES) * PUD_PAGES;
      const high = Math.ceil(part.to / PUD_PAGES) * PUD_PAGES;
      if (run !== null && low <= run.to) run.to = Math.max(run.to, high);
      else runs.push((run = { from: low, to: high }));
    }
    for (const part of runs) {
      if (isFree(this.op.mm.pageTable, part.from + this.delta, part.to + this.delta)) {
        this.carry(part.from, part.to, "pud");
      } else this.pmds(part.from, part.to);
    }
  }
}

const roundUp = (vpn: Vpn, unit: number): Vpn => Math.ceil(vpn / unit) * unit;
const roundDown = (vpn: Vpn, unit: number): Vpn => Math.floor(vpn / unit) * unit;

/**
 * Carries the entries of [from, from + length) to `to` (move_page_tables). The destination holds no entries.
 * The range falls into a ragged head and tail, whole 2 MiB entries, and within those whole 1 GiB entries.
 */
export function movePageTables(op: Op, move: PageTableMove): void {
  if (move.length === 0) return;
  op.within("move_page_tables", () => {
    const realign = canRealign(op, move) ? vpnOf(move.from) - pmdStart(vpnOf(move.from)) : 0;
    const from = vpnOf(move.from) - realign;
    const to = vpnOf(move.from + move.length);
    const delta = vpnOf(move.to) - vpnOf(move.from);
    const carrier = new Carrier(op, delta, losesUffd(op, move.oldVma));
    const pmdFrom = roundUp(from, PMD_PAGES);
    const pmdTo = roundDown(to, PMD_PAGES);
    if (delta % PMD_PAGES !== 0 || pmdFrom >= pmdTo) {
      carrier.ptes(from, to);
      return;
    }
    if (from < pmdFrom) carrier.ptes(from, pmdFrom);
    const byPud = delta % PUD_PAGES === 0 && op.switches.movesPuds && !losesUffd(op, move.oldVma);
    const pudFrom = roundUp(pmdFrom, PUD_PAGES);
    const pudTo = roundDown(pmdTo, PUD_PAGES);
    if (byPud && pudFrom < pudTo) {
      carrier.pmds(pmdFrom, pudFrom);
      carrier.puds(pudFrom, pudTo);
      carrier.pmds(pudTo, pmdTo);
    } else carrier.pmds(pmdFrom, pmdTo);
    if (pmdTo < to) carrier.ptes(pmdTo, to);
  });
}
