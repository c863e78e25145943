import type { Machine, Mm } from "#engine/machine.ts";

/**
 * Cache colours of a virtually indexed, physically tagged data cache whose ways are larger than a page: addresses
 * that differ by a multiple of SHMLBA fall into the same sets. A simulation: x86 has no such cache.
 */
export const SHMLBA_PAGES = 4;

const colourOf = (vpn: number): number => vpn % SHMLBA_PAGES;

/** A frame that one process maps at several places at once. */
export interface Alias {
  readonly pfn: number;
  readonly pages: readonly { readonly vpn: number; readonly colour: number }[];
  /** Two places of different colours: a store at one is not seen at the other until the line is written back. */
  readonly clash: boolean;
}

const MOST = 4096;

/** Shared frames that are mapped at more than one address of this process, by frame number. */
export function aliasesOf(machine: Machine, mm: Mm): readonly Alias[] {
  const places = new Map<number, number[]>();
  let seen = 0;
  for (const { start, end, value } of mm.pageTable.entries.entries()) {
    if (value.kind !== "present" || value.anon) continue;
    for (let vpn = start; vpn < end && seen < MOST; vpn += 1) {
      seen += 1;
      const pfn = value.pfn + vpn - start;
      if ((machine.frames.at(pfn)?.value.mapcount ?? 0) < 2) continue;
      places.set(pfn, [...(places.get(pfn) ?? []), vpn]);
    }
  }
  return [...places]
    .filter(([, vpns]) => vpns.length > 1)
    .map(([pfn, vpns]): Alias => {
      const pages = vpns.map((vpn) => ({ vpn, colour: colourOf(vpn) }));
      return { pfn, pages, clash: new Set(pages.map((page) => page.colour)).size > 1 };
    });
}
