import { row } from "./behaviour.ts";

/** Where releases differ in page tables and page faults. */
export const PAGE_BEHAVIOURS = {
  movesPuds: row(
    [["5.11", null]],
    "mremap moves 1 GiB with one store",
    "Where source and destination are aligned to 1 GiB, the whole table below is handed over.",
    "c49dd3401802",
  ),
  realignsMoves: row(
    [["6.7", null]],
    "mremap starts at the 2 MiB boundary below",
    "If nothing else lives below source and destination in their 2 MiB blocks, whole tables move instead of single entries.",
    "af8ca1c14906",
  ),
  reclaimsPteTables: row(
    [["6.14", null]],
    "MADV_DONTNEED frees empty page tables",
    "A PTE table that lost all its entries is given back, so that a huge page can take its place.",
    "6375e95f381e",
  ),
} as const;
