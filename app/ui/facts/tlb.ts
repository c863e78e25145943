import { vpnOf } from "#engine/addr.ts";
import type { MmEvent } from "#engine/events.ts";
import type { MmId } from "#engine/machine.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";

/**
 * What one processor may have in its TLB: translations of pages that were touched and not flushed since. A simulation;
 * a real TLB forgets by itself, too, and may fetch more than was asked for.
 */
export interface TlbRow {
  readonly key: string;
  /** First page and number of pages. */
  readonly vpn: number;
  readonly pages: number;
  /** Frame of the first page; null for the zero page. */
  readonly pfn: number | null;
  /** Flushed by the call at hand, in this kernel function; null while it may still be used. */
  readonly struck: string | null;
}

const touched = (event: MmEvent): { readonly vpn: number; readonly pages: number } | null =>
  event.kind === "contentRead" || event.kind === "contentWritten" ? event : null;

const outside = (row: TlbRow, from: number, to: number): readonly TlbRow[] => {
  const end = row.vpn + row.pages;
  const below = { ...row, pages: Math.min(end, from) - row.vpn };
  const skipped = to - row.vpn;
  const above = {
    ...row,
    key: `${row.key}/${to}`,
    vpn: to,
    pages: end - to,
    pfn: row.pfn === null ? null : row.pfn + skipped,
  };
  return [below, above].filter((part) => part.pages > 0);
};

const inside = (row: TlbRow, from: number, to: number, struck: string): readonly TlbRow[] => {
  const start = Math.max(row.vpn, from);
  const end = Math.min(row.vpn + row.pages, to);
  const pfn = row.pfn === null ? null : row.pfn + start - row.vpn;
  return end > start ? [{ ...row, key: `${row.key}!`, vpn: start, pages: end - start, pfn, struck }] : [];
};

const overlaps = (row: TlbRow, from: number, to: number): boolean =>
  row.struck === null && row.vpn < to && row.vpn + row.pages > from;

const pfnAt = ({ machine, mm }: MmEvent, vpn: number): number | null => {
  const entry = machine.mms.get(mm)?.pageTable.entries.at(vpn) ?? null;
  return entry?.value.kind === "present" ? entry.value.pfn + vpn - entry.start : null;
};

const after = (rows: readonly TlbRow[], event: MmEvent, key: string): readonly TlbRow[] => {
  const access = touched(event);
  if (access !== null) {
    const { vpn, pages } = access;
    const kept = rows.flatMap((row) =>
      overlaps(row, vpn, vpn + pages) ? outside(row, vpn, vpn + pages) : [row],
    );
    const last = kept.at(-1);
    const pfn = pfnAt(event, vpn);
    const joins = last?.struck === null && last.vpn + last.pages === vpn && follows(last, pfn);
    if (joins) return [...kept.slice(0, -1), { ...last, pages: last.pages + pages }];
    return [...kept, { key, vpn, pages, pfn, struck: null }];
  }
  if (event.kind !== "tlbFlushed") return rows;
  const [from, to] = [vpnOf(event.range.start), vpnOf(event.range.end)];
  return rows.flatMap((row) =>
    overlaps(row, from, to) ? [...outside(row, from, to), ...inside(row, from, to, event.where)] : [row],
  );
};

const follows = (row: TlbRow, pfn: number | null): boolean =>
  row.pfn === null ? pfn === null : row.pfn + row.pages === pfn;

const cached = (rows: readonly TlbRow[], step: Step, mm: MmId, count: number): readonly TlbRow[] => {
  let now = rows;
  step.events.slice(0, count).forEach((event, i) => {
    if (event.mm === mm) now = after(now, event, `${step.index}.${i}`);
  });
  return now;
};

const standing = (rows: readonly TlbRow[]): readonly TlbRow[] => rows.filter((row) => row.struck === null);

const before = new WeakMap<Timeline, Map<MmId, (readonly TlbRow[])[]>>();

/** Rows before call `index`; each call is gone through once. */
const rowsBefore = (timeline: Timeline, mm: MmId, index: number): readonly TlbRow[] => {
  const all = before.get(timeline) ?? new Map<MmId, (readonly TlbRow[])[]>();
  before.set(timeline, all);
  const known = all.get(mm) ?? [[]];
  all.set(mm, known);
  while (known.length <= index) {
    const step = timeline.steps[known.length - 1];
    const rows = known.at(-1) ?? [];
    known.push(step === undefined ? rows : standing(cached(rows, step, mm, step.events.length)));
  }
  return known[index] ?? [];
};

/** The rows after `count` events of a call; those that the call has flushed are still among them, struck. */
export const tlbRows = (timeline: Timeline, mm: MmId, step: Step | null, count: number): readonly TlbRow[] =>
  step === null ? [] : cached(rowsBefore(timeline, mm, step.index), step, mm, count);
