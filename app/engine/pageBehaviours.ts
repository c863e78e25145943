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
  hugeZeroWriteMakesHuge: row(
    [["6.13", null]],
    "a write to the huge zero page gets a huge page",
    "Until 6.12 the huge zero page was broken up first and one small page allocated.",
    "cafa8e37a2eb",
  ),
  exclusivePages: row(
    [["5.19", null]],
    "a page knows that it belongs to one process alone",
    "Such a page is written in place; earlier kernels judged by the number of references and sometimes copied in vain.",
    "6c287605fd56",
  ),
  wpCountsReferences: row(
    [["5.9", "5.18"]],
    "a page that anybody holds a reference to is copied when it is written",
    "A page write-protected and written soon after it was made may be copied though nobody shares it: the list of pages on their way to the LRU still holds it.",
    "09854ba94c6a",
  ),
  uffdWpLiftLeavesReadOnly: row(
    [["5.7", "6.3"]],
    "lifting userfaultfd write protection leaves pages read-only until the next write",
    "The entries take the permissions of a private mapping, which never include writing; the next write faults once more.",
  ),
  memfdExecKnown: row(
    [["6.3", null]],
    "memfd_create knows MFD_EXEC and MFD_NOEXEC_SEAL",
    "Whether a file in memory may be executed can be said when it is made.",
    "105ff5339f49",
  ),
  pagemapShowsUffdWp: row(
    [["5.14", null]],
    "pagemap shows userfaultfd write protection",
    "Bit 57 of an entry in /proc/PID/pagemap.",
    "fb8e37f35a2f",
  ),
  pagemapShowsGuards: row(
    [["6.15", null]],
    "pagemap shows guard regions",
    "Bit 58 of an entry in /proc/PID/pagemap; before, a guard looked like a swapped page.",
    "a516403787e0",
  ),
} as const;
