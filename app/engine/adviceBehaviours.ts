import { row } from "./behaviour.ts";

/** Where releases differ in madvise, mlock and brk. */
export const ADVICE_BEHAVIOURS = {
  populateKnown: row(
    [["5.14", null]],
    "MADV_POPULATE_READ and MADV_POPULATE_WRITE exist",
    "Fault pages in without touching them; before 5.14 the advice is unknown.",
    "4ca9b3859dac",
  ),
  dontneedLockedKnown: row(
    [["5.18", null]],
    "MADV_DONTNEED_LOCKED exists",
    "Drops pages of locked memory too.",
    "9457056ac426",
  ),
  collapseKnown: row(
    [["6.1", null]],
    "MADV_COLLAPSE exists",
    "Gathers pages into a huge page at once.",
    "7d8faaf15545",
  ),
  splitFindsZeros: row(
    [["6.12", null]],
    "splitting a huge page gives its untouched part back",
    "Pages of zeros are mapped to the shared zero page when a huge page is broken up.",
    "b1f202060afe",
  ),
  guardOnFiles: row(
    [["6.15", null]],
    "guard regions in mappings of files",
    "At first only writable anonymous memory could hold guards.",
  ),
  removeNeedsMayWriteOnly: row(
    [
      ["6.7", null],
      ["6.1.170", "6.2"],
    ],
    "MADV_REMOVE looks at the right to write",
    "A shared mapping that is read-only at the moment but may be made writable is enough; before, it had to be writable now.",
    "e8e17ee90eaf",
  ),
  guardFlagged: row(
    [
      ["7.0", null],
      ["6.18.44", "6.19"],
    ],
    "mappings that may hold guards are marked gu",
    "smaps shows the mark; it does not stand in the way of merging.",
  ),
  lockOnFaultWord: row(
    [["6.2", null]],
    "smaps marks lock on fault as lf",
    "Before, smaps had no word for it and printed ??.",
    "8614d6c5eda0",
  ),
  onFaultChecksAccess: row(
    [["5.4", "5.18"]],
    "MLOCK_ONFAULT fails on PROT_NONE memory",
    "Nothing is faulted in, but pages that are there already are looked up to be marked, and that look-up refuses memory without any permission: ENOMEM, as for mlock.",
    "b67bf49ce7aa",
  ),
  heapStaysApart: row(
    [["6.1", null]],
    "the heap does not merge with the program’s data",
    "The first growth of the break makes a mapping of its own, even where it touches memory like it.",
  ),
  brkShrinkNeedsMapping: row(
    [["6.1", null]],
    "brk shrinks only where something is mapped",
    "If the heap’s tail was unmapped by hand, the break stays; earlier kernels moved it.",
  ),
} as const;
