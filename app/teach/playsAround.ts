import type { Play } from "./play.ts";
import { HEAP, PLAIN, anon, fileView, hexOf, move, pagesOf, store } from "./exercises/lines.ts";
import type { BehaviourName } from "#engine/kernelBehaviours.ts";
import { FILE4, HEAP4, STRICT, UFFD, advise, huge, program, watch } from "./playLines.ts";

const RW = "PROT_READ|PROT_WRITE";
const NEXT = hexOf(pagesOf(HEAP, 4));
const WRITE_PROTECT =
  "ioctl(uffd, UFFDIO_WRITEPROTECT, {range={start=heap, len=4*PAGE}, mode=UFFDIO_WRITEPROTECT_MODE_WP})";
const WRITTEN_TWICE = [
  HEAP4,
  store("heap", 1, "A"),
  "mprotect(heap, 4*PAGE, PROT_READ)",
  `mprotect(heap, 4*PAGE, ${RW})`,
  store("heap", 1, "B"),
];

/** Plays of what lies around mremap: merging, placing, charging, page tables, userfaultfd. */
export const PLAYS_AROUND: Partial<Record<BehaviourName, Play>> = {
  moveChargesLate: program(
    "overcommit 2",
    "memory 2 MiB",
    `mremap(0x409000, PAGE, PAGE, ${PLAIN}, 0x20000000)`,
  ),
  fillPrefersNext: program(
    anon("low", HEAP, 2),
    store("low", 2, "L"),
    anon("high", pagesOf(HEAP, 4), 2),
    store("high", 2, "H"),
    anon("between", pagesOf(HEAP, 2), 2),
  ),
  mmapUnmapsLate: program(...STRICT, HEAP4, store("heap", 4, "A"), huge("2 GiB")),
  copiedMergeForgetsAnonVma: {
    ...program(
      anon("heap", HEAP, 8),
      store("heap", 4, "A"),
      `moved = ${move("heap", 4, PLAIN, "0x20000000")}`,
      anon("fresh", pagesOf(HEAP, 4), 4),
      `back = ${move("moved", 4, PLAIN, "heap")}`,
      anon("other", 0x3000_0000, 4),
      move("heap", 8, PLAIN, hexOf(pagesOf(0x3000_0000, 4))),
    ),
    atEnd: true,
  },
  anonPgoffForPrivateFile: program(
    'file = memfd_create("file", MFD_CLOEXEC)',
    "ftruncate(file, 8*PAGE)",
    fileView("view", HEAP, 4, "MAP_PRIVATE"),
    `rest = mmap(0x20004000, 4*PAGE, ${RW}, MAP_PRIVATE|MAP_FIXED, file, 4*PAGE)`,
    store("view", 4, "A"),
    move("view", 4, PLAIN, "0x20000000"),
  ),
  uffdMergeGuard: program(
    HEAP4,
    anon("near", 0x2000_0000, 4),
    ...UFFD,
    watch("MISSING"),
    watch("MISSING", "near"),
    move("heap", 4, PLAIN, "0x20004000"),
  ),
  guardGapHidesHoles: program(
    `stack = mmap(NULL, 4*PAGE, ${RW}, MAP_PRIVATE|MAP_ANONYMOUS|MAP_GROWSDOWN, -1, 0)`,
    "near = mmap(stack - 8*PAGE, 2*PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
    "far = mmap(stack - 11*PAGE, 2*PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
    "found = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
  ),
  mapStackNoHuge: program(
    `stack = mmap(0x10000000, 4*PAGE, ${RW}, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED|MAP_STACK, -1, 0)`,
    `plain = mmap(${NEXT}, 4*PAGE, ${RW}, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)`,
  ),
  heapLabelTouches: program("start = brk(0)", "munmap(start - 2*PAGE, PAGE)"),
  splitFindsZeros: program(
    "thp always",
    huge("2 MiB"),
    store("heap", 1, "A"),
    "madvise(heap, PAGE, MADV_FREE)",
  ),
  removeNeedsMayWriteOnly: program(
    ...FILE4,
    fileView("view", HEAP, 4, "MAP_SHARED"),
    "mprotect(view, 4*PAGE, PROT_READ)",
    advise("MADV_REMOVE", "view"),
  ),
  lockOnFaultWord: program(HEAP4, "mlock2(heap, 4*PAGE, MLOCK_ONFAULT)"),
  guardFlagged: program(HEAP4, advise("MADV_GUARD_INSTALL", "heap", "PAGE")),
  brkShrinkNeedsMapping: {
    ...program(
      "start = brk(0)",
      "top = brk(start + 4*PAGE)",
      "munmap(start + 2*PAGE, 2*PAGE)",
      "brk(start + 3*PAGE)",
    ),
    call: 4,
  },
  reclaimsPteTables: program(
    "thp madvise",
    huge("2 MiB"),
    store("heap", 1, "A"),
    "madvise(heap, 2 MiB, MADV_DONTNEED)",
    "madvise(heap, 2 MiB, MADV_HUGEPAGE)",
    store("heap", 1, "B"),
  ),
  exclusivePages: program(...WRITTEN_TWICE),
  wpCountsReferences: program(...WRITTEN_TWICE),
  uffdWpLiftLeavesReadOnly: {
    ...program(
      HEAP4,
      store("heap", 4, "A"),
      ...UFFD,
      watch("WP"),
      "ioctl(uffd, UFFDIO_WRITEPROTECT, {range={start=heap, len=4*PAGE}, mode=0})",
    ),
    atEnd: true,
  },
  uffdUnregisterLiftsWp: program(
    HEAP4,
    store("heap", 4, "A"),
    ...UFFD,
    watch("WP"),
    WRITE_PROTECT,
    "ioctl(uffd, UFFDIO_UNREGISTER, {start=heap, len=4*PAGE})",
  ),
  uffdFillPreparesFirst: program(
    HEAP4,
    anon("near", 0x2000_0000, 4),
    anon("from", 0x3000_0000, 1),
    store("from", 1, "N"),
    ...UFFD,
    "ioctl(uffd, UFFDIO_COPY, {dst=heap, src=from, len=PAGE, mode=0})",
    move("heap", 4, PLAIN, "0x20004000"),
  ),
  uffdChecksSource: program(
    HEAP4,
    ...UFFD,
    watch("MISSING"),
    "ioctl(uffd, UFFDIO_COPY, {dst=heap, src=0x800000000000, len=PAGE, mode=0})",
  ),
  remapEventHasNewLength: {
    ...program(
      HEAP4,
      store("heap", 4, "A"),
      "uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)",
      "ioctl(uffd, UFFDIO_API, {api=0xaa, features=UFFD_FEATURE_EVENT_REMAP})",
      watch("MISSING"),
      `mremap(heap, 4*PAGE, 2*PAGE, ${PLAIN}, 0x20000000)`,
    ),
    call: 6,
  },
  pagemapShowsUffdWp: program(HEAP4, store("heap", 4, "A"), ...UFFD, watch("WP"), WRITE_PROTECT),
};
