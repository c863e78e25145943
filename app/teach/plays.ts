import type { BehaviourName } from "#engine/kernelBehaviours.ts";
import { DONTUNMAP, HEAP, PLAIN, anon, fileView, hexOf, move, pagesOf, store } from "./exercises/lines.ts";
import type { Play } from "./play.ts";
import { FILE4, HEAP4, UFFD, advise, huge, program, watch } from "./playLines.ts";
import { PLAYS_AROUND } from "./playsAround.ts";

const scenario = (id: string): Play => ({ scenario: id });

/**
 * Program by program: run on the two kernels around a change, it comes out differently. Why a behaviour is not here
 * stands in unshown.ts.
 */
export const PLAYS: Partial<Record<BehaviourName, Play>> = {
  ...PLAYS_AROUND,
  populateKnown: program(HEAP4, advise("MADV_POPULATE_WRITE")),
  dontneedLockedKnown: program(HEAP4, "mlock(heap, 4*PAGE)", advise("MADV_DONTNEED_LOCKED")),
  guardKnown: scenario("guard-left-behind"),
  onFaultChecksAccess: program(
    "heap = mmap(0x10000000, 4*PAGE, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
    "mlock2(heap, 4*PAGE, MLOCK_ONFAULT)",
  ),
  heapStaysApart: scenario("heap-surgery"),
  uffdUserModeOnlyKnown: program("userfaultfd(O_CLOEXEC|UFFD_USER_MODE_ONLY)"),
  uffdMinorKnown: scenario("minor-faults"),
  uffdMoveKnown: scenario("uffdio-move"),
  uffdPoisonKnown: program(
    HEAP4,
    ...UFFD,
    watch("MISSING"),
    "ioctl(uffd, UFFDIO_POISON, {range={start=heap, len=PAGE}, mode=0})",
  ),
  uffdWpOnSharedMemory: program(
    ...FILE4,
    fileView("view", HEAP, 4, "MAP_SHARED"),
    ...UFFD,
    watch("WP", "view"),
  ),
  uffdWpManyMappings: program(
    HEAP4,
    store("heap", 4, "A"),
    "mprotect(heap, 2*PAGE, PROT_READ)",
    ...UFFD,
    watch("WP"),
    "ioctl(uffd, UFFDIO_WRITEPROTECT, {range={start=heap, len=4*PAGE}, mode=UFFDIO_WRITEPROTECT_MODE_WP})",
  ),
  uffdUnregisterOwnOnly: program(
    HEAP4,
    ...UFFD,
    watch("MISSING"),
    "other = userfaultfd(O_CLOEXEC|O_NONBLOCK)",
    "ioctl(other, UFFDIO_API, {api=0xaa, features=0})",
    "ioctl(other, UFFDIO_UNREGISTER, {start=heap, len=4*PAGE})",
  ),
  uffdFillKeepsGuards: program(
    HEAP4,
    anon("from", pagesOf(HEAP, 16), 1),
    store("from", 1, "N"),
    advise("MADV_GUARD_INSTALL", "heap", "PAGE"),
    ...UFFD,
    watch("MISSING"),
    "ioctl(uffd, UFFDIO_COPY, {dst=heap, src=from, len=PAGE, mode=0})",
  ),
  uffdWpCleared: scenario("write-protect-badges"),
  movesPuds: program(
    "thp never",
    "heap = mmap(0x40000000, 1 GiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)",
    "store(heap, 1 GiB, 'A')",
    `mremap(heap, 1 GiB, 1 GiB, ${PLAIN}, 0x100000000)`,
  ),
  realignsMoves: scenario("same-offset"),
  hugeZeroWriteMakesHuge: program("thp always", huge("2 MiB"), "load(heap, PAGE)", "store(heap, PAGE, 'A')"),
  memfdExecKnown: program('memfd_create("file", MFD_EXEC)'),
  specialMappingsInOnePiece: program("code = 0x7ffff7ffd000", "munmap(code, PAGE)"),
  dontunmapKnown: scenario("flag-in-one-picture"),
  dontunmapAnyMapping: scenario("dontunmap-shared"),
  dontunmapLengthsRaw: { scenario: "lengths-in-bytes", atEnd: true },
  dontunmapChecksCommit: scenario("strict-overcommit"),
  dontunmapUnlinksAnonVma: scenario("halves-do-not-marry"),
  dontunmapResetsPgoff: scenario("forgotten-birthplace"),
  dontunmapSplitsLocked: scenario("lock-partly"),
  dontunmapNoSelfMerge: scenario("self-merge"),
  dontunmapCountsLockTwice: scenario("lock-counter"),
  dontunmapDropsAccount: scenario("window-closed"),
  fixedShrinkLeaksCommit: scenario("move-and-resize"),
  newAddrAlignedEarly: program(`mremap(0x10000000, PAGE, PAGE, ${PLAIN}, 0x20000001)`),
  lookupBeforeNoop: scenario("success-on-nothing"),
  validatesFirst: scenario("failed-and-gone"),
  multiVma: scenario("several-in-one-call"),
  mapCountAlways: scenario("count-at-every-call"),
  growMergesNext: scenario("grow-meets-neighbour"),
  mergeUnfaultedTarget: scenario("touched-meets-untouched"),
  mprotectUncharges: scenario("strict-untouched"),
  thpAlignsAnon: program(
    "thp always",
    "small = mmap(NULL, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
    "heap = mmap(NULL, 4 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
  ),
  msealKnown: scenario("sealed"),
  dontunmapMarksNext: {
    ...program(
      HEAP4,
      `next = mmap(${hexOf(pagesOf(HEAP, 4))}, 4*PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)`,
      `moved = ${move("heap + PAGE", 2, DONTUNMAP, "0x20000000")}`,
      "munmap(next, 4*PAGE)",
    ),
    atEnd: true,
  },
};
