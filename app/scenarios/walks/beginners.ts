import { GLIBC_REALLOC } from "../citations.ts";
import { MAN_PAGE } from "../sources.ts";
import type { Walk } from "./walk.ts";

export const whatMoves: Walk = {
  id: "what-moves",
  title: "What moves when memory moves",
  about:
    "For beginners. Three words are enough: a mapping is a promise, an entry is a pointer, a frame is bytes.",
  sources: [MAN_PAGE, GLIBC_REALLOC],
  steps: [
    {
      id: "promise",
      title: "A promise costs nothing",
      text: [
        "A mapping (VMA) is a promise: these addresses may be used. Memory comes when a page is touched.",
        "So a mapping that grows has more promise, and not more memory.",
      ],
      kernel: "6.18",
      exercise: "growInPlace",
    },
    {
      id: "pointers",
      title: "Entries move, frames stay",
      text: [
        "A page-table entry points from a page to a frame. The frame holds the bytes.",
        "When memory moves, entries are put under other addresses. Frames never move.",
      ],
      kernel: "6.18",
      exercise: "arrives",
    },
    {
      id: "count",
      title: "Only what is there is carried",
      text: [
        "A page that was never touched has no entry. There is nothing to carry for it.",
        "A touched page has one entry, of 8 bytes. That is why moving a gigabyte takes less time than copying it.",
      ],
      kernel: "6.18",
      exercise: "entriesMoved",
    },
    {
      id: "old-pointers",
      title: "Old pointers",
      text: [
        "After a plain move the old range is unmapped. A pointer into it is dead, though the data lives on.",
        "Programs that let memory move keep offsets, not pointers.",
      ],
      kernel: "6.18",
      exercise: "deadPointer",
    },
    {
      id: "scissors",
      title: "mremap as scissors",
      text: [
        "A call may name a part of a mapping. The kernel cuts it out.",
        "What is left stays where it is, and keeps its content.",
      ],
      kernel: "6.18",
      exercise: "middleMoves",
    },
    {
      id: "overwrite",
      title: "FIXED asks nobody",
      text: [
        "With MREMAP_FIXED the caller names the destination. Whatever lies there is unmapped first, without a question.",
        "Look at the frames: those that lose their last entry are given back.",
      ],
      kernel: "6.18",
      exercise: "fixedOverwrites",
    },
    {
      id: "tail",
      title: "Smaller again",
      text: [
        "Shrinking is the simplest case: the tail is unmapped.",
        "Growing back later does not bring it back.",
      ],
      kernel: "6.18",
      exercise: "shrinks",
    },
    {
      id: "stay",
      title: "The land stays, the houses move",
      text: [
        "MREMAP_DONTUNMAP takes the entries away and leaves the promise.",
        "Both ranges can be used afterwards. Which of them has the data?",
      ],
      kernel: "6.18",
      exercise: "addressesThatWork",
    },
  ],
};

export const splitting: Walk = {
  id: "splitting",
  title: "Splitting and merging",
  about: "When one mapping becomes two or three, when they become one again, and when they do not.",
  sources: [MAN_PAGE],
  steps: [
    {
      id: "cut",
      title: "Cut and healed",
      text: [
        "A part that moves away cuts its mapping. When it comes home, the pieces may join.",
        "The kernel compares permissions, flags, the place in the object, and an identity.",
      ],
      kernel: "6.18",
      scenario: "cut-and-heal",
      exercise: "cutAndHeal",
    },
    {
      id: "touch",
      title: "Touch gives identity",
      text: [
        "The first write gives a mapping an identity, the `anon_vma`. It serves to find all entries of a frame.",
        "Two mappings with such a past come to lie side by side.",
      ],
      after: ["Strangers with identities stay apart."],
      kernel: "6.18",
      scenario: "neighbours-by-touch",
      exercise: "neighbours",
    },
    {
      id: "permissions",
      title: "One mapping, one set of permissions",
      text: [
        "To change a part is to split. From the outside it is still the memory of one `mmap`.",
        "For mremap it is three mappings.",
      ],
      kernel: "6.18",
      scenario: "protect-splits",
      exercise: "protectSplits",
    },
    {
      id: "hole",
      title: "A hole in the table only",
      text: ["With DONTUNMAP a part of the pages leaves.", "What does the list of mappings look like then?"],
      after: ["Nothing is cut: the list of mappings looks as before. The page table does not."],
      kernel: "6.18",
      scenario: "hole-in-the-table",
      exercise: "holeInTheTable",
    },
    {
      id: "locked",
      title: "The exception: locked memory",
      text: [
        "A mapping is locked as a whole. If a part of locked memory leaves with DONTUNMAP, what of the rest?",
      ],
      after: [
        "The repairs of 2026 split the mapping for this case. Earlier kernels took the lock off all of it.",
      ],
      kernel: "7.3",
      scenario: "lock-partly",
      exercise: "lockPartly",
    },
  ],
};

export const locking: Walk = {
  id: "locking",
  title: "Locking and limits",
  about: "What is counted, when it is counted, and which error says so.",
  sources: [MAN_PAGE],
  steps: [
    {
      id: "along",
      title: "The lock goes along",
      text: ["Locked memory may move, and stays locked.", "Now it grows."],
      after: ["What it grows by is there at once: a locked mapping promises that its pages are in memory."],
      kernel: "6.18",
      scenario: "lock-goes-along",
      exercise: "lockedGrowth",
    },
    {
      id: "limit",
      title: "At the lock limit",
      text: ["How much may be locked is limited. Growth of locked memory counts.", "Mind which error it is."],
      kernel: "6.18",
      scenario: "lock-limit",
      exercise: "lockLimit",
    },
    {
      id: "counter",
      title: "Mind the counter",
      text: ["With DONTUNMAP there are two mappings, and one of them is locked.", "Does the counter say so?"],
      after: ["On this kernel it does not. Try it on 7.3 in the workbench."],
      kernel: "6.18",
      scenario: "lock-counter",
      exercise: "lockCounter",
    },
    {
      id: "addresses",
      title: "The limit of addresses",
      text: [
        "RLIMIT_AS limits how many addresses a process may have mapped.",
        "A move can need none, or all of them once more.",
      ],
      kernel: "6.18",
      scenario: "address-limit",
      exercise: "addressLimit",
    },
    {
      id: "bill",
      title: "The bill of DONTUNMAP",
      text: ["Two mappings are twice the promise.", "Whether they are twice the memory is another question."],
      kernel: "6.18",
      scenario: "the-bill",
      exercise: "theBill",
    },
  ],
};
