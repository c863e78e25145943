import { PAGE_SIZE, addrOf, vpnOf } from "#engine/addr.ts";
import type { AddrRange } from "#engine/addr.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { pageRuns } from "#engine/pagesView.ts";
import { permsOf } from "#engine/vmFlags.ts";
import { cHex } from "./cProgramCall.ts";

/** The parts of the ranges (ascending) that lie in [start, end), joined where they touch. */
function cut(ranges: readonly AddrRange[], start: number, end: number): readonly AddrRange[] {
  return ranges
    .map((range) => ({ start: Math.max(range.start, start), end: Math.min(range.end, end) }))
    .filter((range) => range.start < range.end);
}

/** Rows of the table of mappings inside the ranges. */
export function vmaRows(mm: Mm, ranges: readonly AddrRange[]): readonly string[] {
  return [...mm.vmas.entries()].flatMap(({ start, end, value }) =>
    cut(ranges, start, end).map(
      (piece) => `{ ${cHex(piece.start)}, ${cHex(piece.end)}, "${permsOf(value.flags)}" },`,
    ),
  );
}

/** Rows of the table of pages that are present inside the ranges; pages left out are not present. */
export function pageRows(machine: Machine, mm: Mm, ranges: readonly AddrRange[]): readonly string[] {
  return ranges.flatMap(({ start, end }) =>
    pageRuns(machine, mm, vpnOf(start), Math.ceil(end / PAGE_SIZE))
      .filter(({ state }) => state !== "marker")
      .map(({ vpn, pages, value }) => `{ ${cHex(addrOf(vpn))}, ${pages}, 1, ${cHex(value ?? 0n)} },`),
  );
}
