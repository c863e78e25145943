import { coveredKeys } from "#base/runMap.ts";
import { PMD_PAGES, type Vpn, addrOf, hex } from "./addr.ts";
import { frameRules } from "./frames.ts";
import type { Machine, Mm } from "./machine.ts";
import { hasPteTable, isHuge, ptesIn } from "./pageTable.ts";
import { residentPages } from "./pagesView.ts";

/**
 * What always holds at the page level, recomputed the slow way: each sentence names what is wrong and where. Empty
 * if nothing is. For tests.
 */
export function pageViolations(machine: Machine): string[] {
  const mms = [...machine.mms.values()];
  return [
    ...mms.flatMap((mm) => rssViolations(machine, mm)),
    ...mms.flatMap((mm) => entryViolations(mm)),
    ...frameViolations(machine, mms),
    ...cacheViolations(machine),
  ];
}

/** The counters are the sum of the entries. */
function rssViolations(machine: Machine, mm: Mm): string[] {
  const counted = residentPages(machine, mm);
  return (["anon", "file", "shmem"] as const)
    .filter((kind) => counted[kind] !== mm.rss[kind])
    .map((kind) => `rss.${kind} of mm ${mm.id} is ${mm.rss[kind]}, its entries are ${counted[kind]}`);
}

const at = (vpn: Vpn): string => hex(addrOf(vpn));

/** Entries lie in mappings and below tables; huge ones are whole and stand in the place of a table. */
function entryViolations(mm: Mm): string[] {
  const found: string[] = [];
  for (const { start, end, value } of ptesIn(mm.pageTable, 0, Infinity)) {
    if (coveredKeys(mm.vmas, addrOf(start), addrOf(end)) !== addrOf(end - start)) {
      found.push(`entries at ${at(start)} lie outside every mapping`);
    }
    if (isHuge(value) && (start % PMD_PAGES !== 0 || end % PMD_PAGES !== 0)) {
      found.push(`huge entry at ${at(start)} is not a whole 2 MiB`);
    }
    for (let vpn = start; vpn < end; vpn += PMD_PAGES) {
      if (hasPteTable(mm.pageTable, vpn) === isHuge(value)) found.push(`wrong level of entry at ${at(vpn)}`);
    }
  }
  return found;
}

/** mapcount is the number of entries, and no frame is held by nobody. */
function frameViolations(machine: Machine, mms: readonly Mm[]): string[] {
  const mapped = new Map<number, number>();
  for (const mm of mms) {
    for (const { start, end, value } of ptesIn(mm.pageTable, 0, Infinity)) {
      if (value.kind !== "present") continue;
      for (let i = 0; i < end - start; i++) mapped.set(value.pfn + i, (mapped.get(value.pfn + i) ?? 0) + 1);
    }
  }
  const found: string[] = [];
  for (const { start, end, value } of machine.frames.entries()) {
    for (let pfn = start; pfn < end; pfn++) {
      const entries = mapped.get(pfn) ?? 0;
      if (value.mapcount !== entries)
        found.push(`frame ${pfn} counts ${value.mapcount} entries, has ${entries}`);
      if (entries === 0 && value.inode === null) found.push(`frame ${pfn} is held by nobody`);
      mapped.delete(pfn);
    }
  }
  for (const pfn of mapped.keys()) found.push(`frame ${pfn} is mapped but free`);
  return found;
}

/** Objects hold frames that say so. */
function cacheViolations(machine: Machine): string[] {
  const found: string[] = [];
  for (const inode of machine.inodes.values()) {
    for (const { start, end, value } of inode.pages.entries()) {
      for (let i = 0; i < end - start; i++) {
        const entry = machine.frames.at(value.pfn + i);
        const frame = entry === null ? null : frameRules.shift(entry.value, value.pfn + i - entry.start);
        if (frame?.inode !== inode.id)
          found.push(`page ${start + i} of ${inode.name} has a frame that is not its own`);
      }
    }
  }
  return found;
}
