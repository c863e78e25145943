import { addrOf, vpnOf } from "#engine/addr.ts";
import type { Machine, Mm, MmId, PteRun } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import { frameText } from "./content.ts";
import { grouped, pfnText } from "./text.ts";
import { bitWords, tokenOf } from "./tokens.ts";
import { vmaName, type Names } from "./vmaText.ts";

/** One row of the table view: a page, or a run of pages in the same state. */
export interface TableRow {
  readonly key: string;
  readonly vpn: number;
  readonly address: string;
  readonly pages: number;
  readonly mapping: string;
  /** "frame", "none", "zero page", "guard marker" … */
  readonly slot: string;
  /** PFN in hexadecimal, or empty. */
  readonly frame: string;
  readonly content: string;
  readonly flags: string;
  readonly changed: boolean;
}

/** Mappings of up to so many pages are listed page by page, larger ones run by run. */
const PAGE_BY_PAGE = 64;

/** A stretch of a mapping with one state: a run of entries, or a hole. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly run: PteRun | null;
  /** Pages between the start of the run and `from`. */
  readonly offset: number;
}

function* stretchesOf(mm: Mm, vma: Vma): Generator<Stretch> {
  const end = vpnOf(vma.end);
  let next = vpnOf(vma.start);
  for (const entry of mm.pageTable.entries.entries(next, end)) {
    const from = Math.max(entry.start, next);
    if (from > next) yield { from: next, to: from, run: null, offset: 0 };
    next = Math.min(entry.end, end);
    yield { from, to: next, run: entry.value, offset: from - entry.start };
  }
  if (next < end) yield { from: next, to: end, run: null, offset: 0 };
}

function* pageByPage(stretches: Iterable<Stretch>): Generator<Stretch> {
  for (const { from, to, run, offset } of stretches) {
    for (let vpn = from; vpn < to; vpn += 1)
      yield { from: vpn, to: vpn + 1, run, offset: offset + vpn - from };
  }
}

const slotWords = (run: PteRun | null): string => {
  if (run === null) return "none";
  if (run.kind === "present") return run.huge ? "frame (huge)" : "frame";
  if (run.kind === "zero") return "zero page";
  if (run.guard) return "guard marker";
  return run.poison ? "poison marker" : "uffd-wp marker";
};

const sameEntry = (machine: Machine, before: Machine, mm: MmId, vpn: number): boolean => {
  const stateOf = (m: Machine): string => {
    const table = m.mms.get(mm);
    const entry = table?.pageTable.entries.at(vpn);
    if (entry === undefined || entry === null)
      return (table?.vmas.at(addrOf(vpn)) ?? null) === null ? "unmapped" : "none";
    const { value } = entry;
    if (value.kind !== "present") return JSON.stringify(value);
    const pfn = value.pfn + vpn - entry.start;
    return JSON.stringify({ ...value, pfn, content: m.frames.at(pfn)?.value.value.toString() });
  };
  return stateOf(machine) === stateOf(before);
};

const NO_RECT = { x: 0, y: 0, w: 0, h: 0 };

const rowOf = (machine: Machine, mapping: string, stretch: Stretch, changed: boolean): TableRow => {
  const { from, to, run, offset } = stretch;
  const pfn = run?.kind === "present" ? run.pfn + offset : null;
  const found = pfn === null ? null : machine.frames.at(pfn);
  const frame = found === null || pfn === null ? null : { run: found.value, offset: pfn - found.start };
  const bits = run === null ? null : tokenOf(from, run, offset, NO_RECT, frame).bits;
  return {
    key: `row ${from}`,
    vpn: from,
    address: grouped(addrOf(from)),
    pages: to - from,
    mapping,
    slot: slotWords(run),
    frame: pfn === null ? "" : pfnText(pfn),
    content: frame === null ? "" : frameText(frame.run, frame.offset),
    flags: bits === null ? "" : bitWords(bits),
    changed,
  };
};

/**
 * The memory as a table, ascending: pages of the mappings that the program made or touched.
 * `before`: the machine to compare with for "changed"; null for no comparison.
 */
export const tableOf = (
  machine: Machine,
  names: Names,
  before: Machine | null,
  initial: Machine,
  mmId: MmId,
): readonly TableRow[] => {
  const mm = machine.mms.get(mmId);
  if (mm === undefined) return [];
  const untouched = new Set<Vma>();
  for (const { value } of initial.mms.get(mmId)?.vmas.entries() ?? []) untouched.add(value);
  const rows: TableRow[] = [];
  for (const { value: vma } of mm.vmas.entries()) {
    if (untouched.has(vma)) continue;
    const mapping = vmaName(machine, mm, vma, names);
    const stretches = stretchesOf(mm, vma);
    const small = (vma.end - vma.start) / 4096 <= PAGE_BY_PAGE;
    for (const stretch of small ? pageByPage(stretches) : stretches) {
      const changed = before !== null && !sameEntry(machine, before, mmId, stretch.from);
      rows.push(rowOf(machine, mapping, stretch, changed));
    }
  }
  return rows;
};
