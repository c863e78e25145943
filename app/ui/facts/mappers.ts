import type { Machine, MmId } from "#engine/machine.ts";

/** A place that names a frame: an entry of a process, or a page of a file's page cache. */
export type Mapper =
  | { readonly kind: "entry"; readonly mm: MmId; readonly process: number; readonly vpn: number }
  | { readonly kind: "cache"; readonly inode: string; readonly page: number };

/** Everything that names a frame, in all processes and the page cache; at most `limit`. */
export function mappersOf(machine: Machine, pfn: number, limit: number): readonly Mapper[] {
  const found: Mapper[] = [];
  for (const inode of machine.inodes.values()) {
    for (const { start, end, value } of inode.pages.entries()) {
      if (pfn < value.pfn || pfn >= value.pfn + (end - start)) continue;
      found.push({ kind: "cache", inode: inode.name, page: start + pfn - value.pfn });
    }
  }
  let process = 0;
  for (const mm of machine.mms.values()) {
    process += 1;
    for (const { start, end, value } of mm.pageTable.entries.entries()) {
      if (value.kind !== "present" || pfn < value.pfn || pfn >= value.pfn + (end - start)) continue;
      found.push({ kind: "entry", mm: mm.id, process, vpn: start + (pfn - value.pfn) });
      if (found.length >= limit) return found;
    }
  }
  return found;
}
