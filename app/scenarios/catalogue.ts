import { FIRST_HEADING } from "./first.ts";
import type { Heading, Scenario, ScenarioBody } from "./scenario.ts";

/**
 * The index of the library: what a list of scenarios needs, without the programs and their texts. A title is
 * written here and nowhere else; the order is the order of the picker.
 */

/** Chapter number → title. */
export const CHAPTERS: ReadonlyMap<number, string> = new Map([
  [1, "Basics"],
  [2, "The story of DONTUNMAP"],
  [3, "userfaultfd"],
  [4, "Locking and limits"],
  [5, "Splitting and merging"],
  [6, "Shared and file mappings"],
  [7, "Page-table levels and huge pages"],
  [8, "Failures and partial effects"],
  [9, "Across kernel versions"],
  [10, "Real programs"],
]);

type Row = readonly [id: string, title: string];

/** Chapter number → its scenarios. */
const TITLES: readonly (readonly [chapter: number, rows: readonly Row[]])[] = [
  [
    1,
    [
      ["grow-in-place", "Grow in place"],
      ["blocked-then-moved", "Blocked, then allowed to move"],
      ["fixed-overwrites", "FIXED overwrites"],
      ["shrink", "Shrink"],
      ["same-size", "Same size: nothing happens"],
      ["move-the-middle", "Move the middle"],
      ["move-and-resize", "Move and resize in one call"],
      ["grow-from-inside", "Grow from inside"],
      ["which-einval", "Which mistakes are EINVAL"],
      ["impossible-size", "A size that fits nowhere"],
      ["forgotten-fixed", "The forgotten FIXED"],
      ["zero-pages-travel", "The zero page travels"],
      ["holes-travel", "Holes travel"],
      ["overlapping-slide", "Slide over oneself"],
      ["swap-two", "Swap two mappings"],
      ["not-munmap-and-mmap", "munmap and mmap are no mremap"],
    ],
  ],
  [
    2,
    [
      [FIRST_HEADING.id, FIRST_HEADING.title],
      ["window", "The window"],
      ["window-closed", "The window closed by DONTUNMAP"],
      ["flag-in-one-picture", "What stays behind"],
      ["zeros-not-crashes", "Zeros instead of crashes"],
      ["polite-hint", "The polite variant"],
      ["equal-sizes", "Sizes must be equal"],
      ["hole-in-the-table", "A hole in the table, not in the list"],
      ["protection-inherited", "Protection is inherited"],
      ["the-bill", "The bill"],
      ["generations", "Generations"],
      ["roll-back", "Move back and throw away"],
      ["dontunmap-then-munmap", "DONTUNMAP, then munmap"],
      ["self-merge", "Two mappings, really?"],
      ["guard-left-behind", "The guard leaves"],
    ],
  ],
  [
    3,
    [
      ["watch-stays", "The watch stays with the address"],
      ["watch-doubles", "Two watches after one move"],
      ["watch-is-lost", "The watch is lost"],
      ["watch-travels", "The watch moves along"],
      ["mapped-over", "Mapped over, no longer watched"],
      ["fault-on-emptied-source", "A fault on the emptied source"],
      ["mremap-waits", "mremap waits for the monitor"],
      ["swap-out", "Swap out like Chrome OS"],
      ["gc-in-eight-pages", "A garbage collector in eight pages"],
      ["sigbus-not-sleep", "A signal instead of a monitor"],
      ["write-protect-badges", "Write protection that nobody watches"],
      ["protection-travels", "Write protection moves along"],
      ["minor-faults", "Minor faults: the page is there already"],
      ["uffdio-move", "UFFDIO_MOVE, the younger cousin"],
      ["halves-do-not-marry", "Halves that do not marry"],
      ["zero-page-trick", "Android’s zero-page trick"],
    ],
  ],
  [
    4,
    [
      ["lock-goes-along", "The lock goes along"],
      ["lock-counter", "Mind the lock counter"],
      ["lock-partly", "A part of locked memory leaves"],
      ["lock-on-fault-self-merge", "Locked, untouched, and merged with itself"],
      ["lock-limit", "At the lock limit"],
      ["lock-limit-passed", "A limit reached too early"],
      ["address-limit", "The limit of the address space"],
      ["too-many-mappings", "Too many mappings"],
      ["strict-untouched", "Strict, but without permission"],
      ["strict-overcommit", "Strict overcommit"],
      ["no-reserve", "No promise, no charge"],
      ["sealed", "Sealed"],
      ["lock-everything", "Lock everything to come"],
    ],
  ],
  [
    5,
    [
      ["cut-and-heal", "Cut in three, and healed"],
      ["neighbours-by-touch", "Neighbours that do not marry"],
      ["same-distance", "Same distance, same family"],
      ["every-piece", "Every piece is a mapping"],
      ["protect-splits", "mprotect made three of one"],
      ["shrink-across", "Shrink across mappings"],
      ["silent-success", "Silent success"],
      ["advice-inherited", "Advice is inherited"],
      ["fresh-fills-the-hole", "A fresh mapping fills the hole"],
      ["read-only-touch", "Reading leaves no trace"],
    ],
  ],
  [
    6,
    [
      ["same-memory-twice", "The same memory twice"],
      ["twin-too-long", "A view larger than its file"],
      ["private-no-twin", "Private memory has no twin"],
      ["ring-buffer", "A ring without a seam"],
      ["dontunmap-shared", "DONTUNMAP on shared memory"],
      ["private-file-comes-back", "The old text comes back"],
      ["past-the-end-of-file", "Past the end of the file"],
      ["shared-anonymous-ends", "The hidden object does not grow"],
      ["shrink-and-grow", "What shrinking forgets"],
      ["exposes-more-file", "Growing shows more of the file"],
      ["offsets-run-on", "Where the file runs on"],
      ["child-sees-the-object", "The child sees the same object"],
    ],
  ],
  [
    7,
    [
      ["alignment-is-speed", "Why alignment is speed"],
      ["same-offset", "It is the offset that counts"],
      ["one-gibibyte", "A gibibyte with one store"],
      ["mostly-nothing", "Sixty-four gibibytes, three pages"],
      ["huge-pages-split", "Huge pages split"],
      ["huge-source-refaults", "One byte, 2 MiB"],
      ["place-for-huge-pages", "A place for huge pages"],
      ["half-a-huge-page", "Half a huge page"],
    ],
  ],
  [
    8,
    [
      ["failed-and-gone", "Failed, and yet the destination is gone"],
      ["nothing-onto-something", "Nothing moves onto something"],
      ["limit-and-destination", "Over the limit, onto the destination"],
      ["half-a-train", "Half a train"],
      ["half-a-train-sealed", "The sealed wagon"],
      ["gap-in-the-middle", "A gap in the middle"],
      ["gap-at-the-ends", "A gap at the start, a gap at the end"],
      ["shrink-fixed-cuts", "A failed shrink that cuts"],
      ["success-on-nothing", "Success on nothing"],
      ["dead-pointer", "A system call through a dead pointer"],
      ["heap-surgery", "Heap surgery"],
      ["vdso-moves-whole", "The vdso moves whole or not at all"],
      ["stack-keeps-growing", "A stack that moved"],
    ],
  ],
  [
    9,
    [
      ["several-in-one-call", "Several mappings in one call"],
      ["grow-meets-neighbour", "Growing up to the neighbour"],
      ["touched-meets-untouched", "Touched meets untouched"],
      ["lengths-in-bytes", "Equal to the byte, or to the page"],
      ["forgotten-birthplace", "A forgotten birthplace"],
      ["january-needs-fixed", "January 2020: FIXED required"],
      ["january-resizes", "January 2020: another size"],
      ["january-locks-twice", "January 2020: locked twice"],
      ["january-charges-nothing", "January 2020: a promise for free"],
      ["count-at-every-call", "Counting at every call"],
      ["evacuate-several", "Evacuate several mappings"],
    ],
  ],
  [
    10,
    [
      ["realloc-doubling", "realloc doubles a large block"],
      ["musl-probes-the-stack", "A failure that is meant"],
      ["publish", "Publish a new version"],
      ["criu-order", "The right order of moves"],
      ["sqlite-grows", "SQLite’s view grows"],
      ["fork-and-move", "Fork, then move"],
      ["hook-backup", "A backup of a library’s page"],
      ["side-by-side", "Scattered pages side by side"],
      ["drop-by-mapping", "Dropped by mapping over"],
    ],
  ],
];

/** All scenarios, chapter by chapter. */
export const CATALOGUE: readonly Heading[] = TITLES.flatMap(([chapter, rows]) =>
  rows.map(([id, title]) => ({ id, title, chapter })),
);

export const headingsById: ReadonlyMap<string, Heading> = new Map(
  CATALOGUE.map((heading) => [heading.id, heading]),
);

/** The scenario as everybody else knows it. Throws for one that the catalogue does not list. */
export const withHeading = (body: ScenarioBody): Scenario => {
  const heading = headingsById.get(body.id);
  if (heading === undefined) throw new Error(`the catalogue does not list ${body.id}`);
  return { ...heading, ...body };
};
