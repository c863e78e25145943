import { ADVICE_BEHAVIOURS } from "./adviceBehaviours.ts";
import { row } from "./behaviour.ts";
import type { Behaviour } from "./behaviour.ts";
import { PAGE_BEHAVIOURS } from "./pageBehaviours.ts";
import { UFFD_BEHAVIOURS } from "./uffdBehaviours.ts";

/**
 * Where kernel releases differ, one row a behaviour. The switches of every kernel profile are computed from this
 * table, and the page's version notes are its sentences.
 */

export const BEHAVIOURS = {
  ...ADVICE_BEHAVIOURS,
  ...UFFD_BEHAVIOURS,
  ...PAGE_BEHAVIOURS,
  specialMappingsInOnePiece: row(
    [["5.11", null]],
    "the vdso and its data pages cannot be cut",
    "Nothing can be unmapped from the middle or the ends of them; a part of the vdso could never be moved.",
    "dd3b614f858d",
  ),
  dontunmapKnown: row(
    [["5.7", null]],
    "MREMAP_DONTUNMAP exists",
    "Before 5.7 the flag is unknown and gives EINVAL.",
    "e346b3813067",
  ),
  dontunmapAnyMapping: row(
    [["5.13", null]],
    "MREMAP_DONTUNMAP for shared and file mappings",
    "At first only private anonymous memory could be moved this way; since 5.13 any mapping that may be resized.",
    "a4609387859f",
  ),
  dontunmapLengthsRaw: row(
    [["5.7", "6.17"]],
    "MREMAP_DONTUNMAP compares lengths in bytes",
    "Old and new length had to be equal to the byte; since 6.17 equal numbers of pages are enough.",
  ),
  dontunmapChecksCommit: row(
    [["5.11", null]],
    "MREMAP_DONTUNMAP asks overcommit first",
    "Before 5.11 the additional pages were charged without asking whether the machine can promise them.",
  ),
  dontunmapUnlinksAnonVma: row(
    [["5.12", null]],
    "the emptied source forgets its anon_vma",
    "A source that moved as a whole has no pages left, so it starts again like memory never touched.",
    "1583aa278f5f",
  ),
  dontunmapResetsPgoff: row(
    [
      ["7.2.6", null],
      ["6.12.112", "6.13"],
      ["6.1.191", "6.2"],
    ],
    "the emptied source gets a fresh offset",
    "The source’s page offset is set to its address again, so that it can merge with new neighbours.",
  ),
  dontunmapSplitsLocked: row(
    [
      ["7.2.11", null],
      ["6.12.114", "6.13"],
      ["6.1.191", "6.2"],
    ],
    "a locked source is split before MREMAP_DONTUNMAP",
    "Only the part that moved loses its lock; earlier kernels unlocked the whole mapping.",
  ),
  dontunmapNoSelfMerge: row(
    [
      ["7.2.11", null],
      ["6.12.114", "6.13"],
      ["6.1.191", "6.2"],
    ],
    "MREMAP_DONTUNMAP never merges with its own source",
    "An untouched mapping moved next to itself stays two mappings.",
  ),
  dontunmapCountsLockTwice: row(
    [["6.15", "7.2.8"]],
    "VmLck doubles with MREMAP_DONTUNMAP",
    "A bug: locked pages are counted for source and destination, though only the destination stays locked.",
  ),
  dontunmapDropsAccount: row(
    [["6.15", "6.17.4"]],
    "the source loses its commit charge",
    "A bug: the source of MREMAP_DONTUNMAP is no longer marked as charged and does not merge with charged neighbours.",
    "b714ccb02a76",
  ),
  fixedShrinkLeaksCommit: row(
    [["6.15", "7.3.4"]],
    "MREMAP_FIXED with a smaller size leaks a charge",
    "A bug: the pages given up are charged once more and never given back.",
  ),
  dontunmapMarksNext: row(
    [["5.7", "5.11"]],
    "MREMAP_DONTUNMAP marks an unrelated mapping as charged",
    "A bug: when the middle of a mapping moves, the kernel takes the next mapping for a piece that was cut off and marks that as charged.",
  ),
  newAddrAlignedEarly: row(
    [["6.15", null]],
    "new_address is checked for alignment first",
    "Until 6.14 an unmapped old_address was noticed before an unaligned new_address.",
  ),
  sourceLookedUpAgain: row(
    [["6.15", null]],
    "the source is looked up again once the destination is empty",
    "A source that was part of the destination is then gone: EFAULT.",
  ),
  guardGapHidesHoles: row(
    [["6.1", null]],
    "no hole within the guard gap of a stack is used",
    "The search for a free range goes on below the 256 pages under a mapping that grows downwards, and passes over small holes between mappings there.",
  ),
  remapEventHasNewLength: row(
    [["6.15", null]],
    "the REMAP message carries the new length",
    "When a move also shrinks, userfaultfd readers were told the old length until 6.14.",
  ),
  moveChargesLate: row(
    [["5.16", null]],
    "mremap charges when it moves",
    "Until 5.15 growth was charged before a place was looked for, and moves of equal size asked nothing.",
  ),
  lookupBeforeNoop: row(
    [["5.16", null]],
    "mremap looks the mapping up first",
    "Until 5.15 a call that changes nothing, or only shrinks, succeeds even where nothing is mapped.",
    "550a7d60bd5e",
  ),
  validatesFirst: row(
    [["6.17", null]],
    "mremap checks everything before it unmaps",
    "Until 6.16 a MREMAP_FIXED call could fail with its destination already gone.",
  ),
  multiVma: row(
    [["6.17", null]],
    "mremap moves several mappings at once",
    "With MREMAP_FIXED and equal sizes a range of several mappings, with holes between them, is moved whole.",
    "d23cb648e365",
  ),
  hugetlbMoves: row(
    [["5.16", null]],
    "hugetlb mappings can be moved",
    "Before 5.16 mremap refused memory from the pool of huge pages.",
    "550a7d60bd5e",
  ),
  moveChecksMaySplit: row(
    [["5.11", null]],
    "mremap asks whether a special mapping may be cut",
    "A part of the vdso cannot be moved away.",
  ),
  mapCountAlways: row(
    [["7.1", null]],
    "mremap counts mappings at every call",
    "Near vm.max_map_count even a call that changes nothing fails with ENOMEM.",
  ),
  growMergesNext: row(
    [["6.1", null]],
    "growing in place merges with the next mapping",
    "When growth closes the gap to a compatible neighbour, the two become one.",
    "ca3d76b0aa80",
  ),
  fillPrefersNext: row(
    [["6.1", "6.12"]],
    "mmap between two mappings prefers the upper one",
    "When a new mapping fits both neighbours but they do not fit each other, 6.1 merges upwards, all others downwards.",
  ),
  mmapUnmapsLate: row(
    [["6.12", null]],
    "mmap unmaps what it replaces as its last step",
    "A MAP_FIXED call that fails for lack of memory leaves the old mapping in place.",
  ),
  mergeUnfaultedTarget: row(
    [["6.16", null]],
    "an untouched mapping takes in a touched one",
    "Until 6.15 touched memory never merged into a neighbour that had not been touched.",
    "879bca0a2c4f",
  ),
  copiedMergeForgetsAnonVma: row(
    [["6.16", "6.18.6"]],
    "a moved, touched mapping merged into an untouched one loses its anon_vma",
    "A bug: the merged mapping holds pages but counts as untouched.",
  ),
  anonPgoffForPrivateFile: row(
    [["7.3", null]],
    "private file mappings keep two offsets",
    "A private file mapping that was written and moved merges only if its place in memory fits too, not just its place in the file.",
  ),
  uffdMergeGuard: row(
    [["7.3.4", null]],
    "a watched mapping that will lose its watch does not merge on a move",
    "Earlier kernels merged it with a watched neighbour, and the neighbour silently lost its registration.",
  ),
  uffdWpCleared: row(
    [
      ["6.13", null],
      ["6.12.94", "6.13"],
    ],
    "userfaultfd write protection is lifted from pages that move away",
    "Without the REMAP event the destination is no longer watched, so its write-protect bits are cleared.",
    "0cef0bb836e3",
  ),
  thpAlignsAnon: row(
    [["6.7", null]],
    "large anonymous mappings are placed at 2 MiB boundaries",
    "A length that is a multiple of 2 MiB is placed so that huge pages fit.",
    "efa7df3e3bb5",
  ),
  thpAlignsFiles: row(
    [["5.18", null]],
    "large mappings of files are placed at 2 MiB boundaries",
    "File systems that can hold huge pages place a mapping so that they fit; before, only those on persistent memory did.",
    "1854bc6e2420",
  ),
  thpAlignsAnyLength: row(
    [["6.7", "6.12.2"]],
    "every anonymous mapping of 2 MiB or more is aligned",
    "For a while the length did not have to be a multiple of 2 MiB.",
  ),
  mapStackNoHuge: row(
    [["6.7", null]],
    "MAP_STACK keeps huge pages away",
    "Such a mapping is marked nh and does not merge with ordinary memory.",
    "c4608d1bf7c6",
  ),
  mprotectUncharges: row(
    [["6.7", null]],
    "mprotect gives back the charge of untouched memory",
    "Untouched private memory that becomes read-only is no longer charged.",
  ),
  heapLabelTouches: row(
    [["5.4", "6.6"]],
    "a mapping that ends where the heap starts is called [heap]",
    "Since 6.6 only memory between the start of the heap and the break is.",
  ),
  msealKnown: row(
    [["6.10", null]],
    "mseal exists",
    "Sealed mappings refuse mremap, munmap and mprotect.",
    "8be7258aad44",
  ),
  droppableKnown: row(
    [["6.11", null]],
    "MAP_DROPPABLE exists",
    "Memory that the kernel may drop under pressure.",
  ),
  guardKnown: row(
    [["6.13", null]],
    "guard regions exist",
    "MADV_GUARD_INSTALL makes pages whose access is a SIGSEGV without another mapping.",
  ),
} as const satisfies Record<string, Behaviour>;

export type BehaviourName = keyof typeof BEHAVIOURS;
