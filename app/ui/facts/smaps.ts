import { vpnOf } from "#engine/addr.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { VM_LOCKED, hasFlags } from "#engine/vmFlags.ts";
import type { Vma } from "#engine/vma.ts";
import { kilobytes } from "#ui/text/numbers.ts";
import type { Row } from "./vma.ts";

/** What smaps adds up for a mapping, in pages. */
interface Tally {
  rss: number;
  pss: number;
  sharedClean: number;
  sharedDirty: number;
  privateClean: number;
  privateDirty: number;
  anonymous: number;
  hugeAnon: number;
  hugeCache: number;
}

const NOTHING: Tally = {
  rss: 0,
  pss: 0,
  sharedClean: 0,
  sharedDirty: 0,
  privateClean: 0,
  privateDirty: 0,
  anonymous: 0,
  hugeAnon: 0,
  hugeCache: 0,
};

interface Part {
  readonly pages: number;
  readonly mapcount: number;
  readonly dirty: boolean;
  readonly anon: boolean;
  readonly huge: boolean;
}

/** smaps_account(): a page mapped once is private, others are shared, and Pss takes its part of them. */
const add = (tally: Tally, { pages, mapcount, dirty, anon, huge }: Part): void => {
  tally.rss += pages;
  tally.pss += pages / Math.max(1, mapcount);
  const shared = mapcount > 1;
  if (shared) tally[dirty ? "sharedDirty" : "sharedClean"] += pages;
  else tally[dirty ? "privateDirty" : "privateClean"] += pages;
  if (anon) tally.anonymous += pages;
  if (huge) tally[anon ? "hugeAnon" : "hugeCache"] += pages;
};

const tallyOf = (machine: Machine, mm: Mm, vma: Vma): Tally => {
  const tally = { ...NOTHING };
  const [from, to] = [vpnOf(vma.start), vpnOf(vma.end)];
  for (const { start, end, value } of mm.pageTable.entries.entries(from, to)) {
    if (value.kind !== "present") continue;
    const low = value.pfn + Math.max(start, from) - start;
    const high = value.pfn + Math.min(end, to) - start;
    for (const run of machine.frames.entries(low, high)) {
      const pages = Math.min(run.end, high) - Math.max(run.start, low);
      const { mapcount } = run.value;
      add(tally, { pages, mapcount, dirty: value.dirty, anon: value.anon, huge: value.huge });
    }
  }
  return tally;
};

/** The fields of /proc/PID/smaps that the model can answer; swap is not modelled, so it is 0. */
export function smapsRows(machine: Machine, mm: Mm, vma: Vma): readonly Row[] {
  const tally = tallyOf(machine, mm, vma);
  const pages = vpnOf(vma.end) - vpnOf(vma.start);
  const kb = (name: string, count: number): Row => ({ name, value: kilobytes(Math.floor(count * 4) / 4) });
  return [
    kb("Size", pages),
    { name: "KernelPageSize", value: "4 kB" },
    { name: "MMUPageSize", value: "4 kB" },
    kb("Rss", tally.rss),
    kb("Pss", tally.pss),
    kb("Shared_Clean", tally.sharedClean),
    kb("Shared_Dirty", tally.sharedDirty),
    kb("Private_Clean", tally.privateClean),
    kb("Private_Dirty", tally.privateDirty),
    kb("Anonymous", tally.anonymous),
    kb("AnonHugePages", tally.hugeAnon),
    kb("ShmemPmdMapped", tally.hugeCache),
    kb("Swap", 0),
    kb("SwapPss", 0),
    kb("Locked", hasFlags(vma.flags, VM_LOCKED) ? tally.pss : 0),
  ];
}
