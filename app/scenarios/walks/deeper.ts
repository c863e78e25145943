import { MULTI_VMA, OLD_SIZE_ZERO, PMD_MOVES, REALIGNED_START, STSP_REPORT } from "../citations.ts";
import { MAN_PAGE, REVIEW_OF_V3 } from "../sources.ts";
import type { Walk } from "./walk.ts";

export const sharing: Walk = {
  id: "sharing",
  title: "Shared memory and ring buffers",
  about: "Several views of the same bytes, and what mremap does and does not do to the object behind them.",
  sources: [OLD_SIZE_ZERO, STSP_REPORT, MAN_PAGE],
  steps: [
    {
      id: "twin",
      title: "A second view",
      text: ["An old size of 0 is allowed for shared memory. For private memory it is EINVAL, since 4.14."],
      after: ["With an old size of 0, mremap does not move anything. It makes one more view."],
      kernel: "6.18",
      scenario: "same-memory-twice",
      exercise: "twin",
    },
    {
      id: "ring",
      title: "A ring without a seam",
      text: [
        "Put the second view right behind the first, and a buffer has no end.",
        "Many examples on the net forget FIXED, and then the address is ignored.",
      ],
      kernel: "6.18",
      scenario: "ring-buffer",
      exercise: "ring",
    },
    {
      id: "file-end",
      title: "The view grows, the file does not",
      text: [
        "mremap changes a view of a file. It never changes the file.",
        "The call succeeds. The surprise comes later.",
      ],
      kernel: "6.18",
      exercise: "pastTheEnd",
    },
    {
      id: "hidden",
      title: "The hidden object",
      text: [
        "Shared anonymous memory lies in an object without a name. Its size was fixed when it was made.",
        "Private memory has no such object.",
      ],
      kernel: "6.18",
      exercise: "hiddenObject",
    },
    {
      id: "shared-dontunmap",
      title: "Emptied, and full again",
      text: [
        "Since 5.13 shared memory may be moved with DONTUNMAP. The entries leave.",
        "The object does not. What does the old range show when it is read?",
      ],
      kernel: "6.18",
      scenario: "dontunmap-shared",
      exercise: "kindOfMemory",
    },
    {
      id: "file-back",
      title: "The old text comes back",
      text: [
        "In 2023 a user reported corruption: he had changed a private view of a file and moved it away with DONTUNMAP.",
        "What did he find in its place?",
      ],
      after: ["It was the rule, and the manual was out of date."],
      kernel: "6.18",
      scenario: "private-file-comes-back",
      exercise: "privateFile",
    },
  ],
};

export const hugePages: Walk = {
  id: "huge-pages",
  title: "Alignment and huge pages",
  about: "Why the same move can be five hundred times less work, and how huge pages are lost.",
  sources: [PMD_MOVES, REALIGNED_START],
  steps: [
    {
      id: "tables",
      title: "Whole tables",
      text: ["512 entries make a table, and a table covers 2 MiB. The level above has one entry for it."],
      after: ["Moving that one entry moves all 512."],
      kernel: "6.18",
      scenario: "alignment-is-speed",
      exercise: "tables",
    },
    {
      id: "offset",
      title: "The same offset is enough",
      text: ["Round addresses are not needed. What counts is the same place within a table on both sides."],
      kernel: "6.18",
      scenario: "same-offset",
      exercise: "tables",
    },
    {
      id: "huge",
      title: "Huge pages need a boundary",
      text: [
        "A huge page is one entry of the level above, without a table.",
        "It can stand only at a 2 MiB boundary.",
      ],
      kernel: "6.18",
      exercise: "hugePages",
    },
    {
      id: "again",
      title: "Back to the boundary",
      text: ["A move to an odd place splits a huge page. What does the way back to a boundary do?"],
      after: [
        "Splitting is quick. Joining is the work of another part of the kernel, later.",
        "A move back does not do it.",
      ],
      kernel: "6.18",
      scenario: "huge-pages-split",
      exercise: "hugeAgain",
    },
  ],
};

export const failures: Walk = {
  id: "failures",
  title: "Failures that are not no-ops",
  about: "The call says −1. Is everything as before? Not always, and not on every kernel.",
  sources: [MULTI_VMA, MAN_PAGE],
  steps: [
    {
      id: "destination",
      title: "A call that fails",
      text: [
        "The call fails: private memory has no second view. But it had FIXED, and a destination.",
        "Is that as it was?",
      ],
      after: ["Before 6.17 the kernel made room at a FIXED destination first, and checked the source later."],
      kernel: "6.12",
      scenario: "failed-and-gone",
      exercise: "failedAndGone",
    },
    {
      id: "checked-first",
      title: "The same call, years later",
      text: ["The same call on a newer kernel."],
      after: ["Since 6.17 the checks come first."],
      kernel: "6.18",
      exercise: "failedAndGone",
    },
    {
      id: "train",
      title: "Half a train",
      text: [
        "But 6.17 also brought moves of several mappings in one call, one after the other.",
        "One of them may refuse.",
      ],
      kernel: "6.18",
      scenario: "half-a-train",
      exercise: "train",
    },
    {
      id: "gap",
      title: "A gap in the middle",
      text: [
        "Between two mappings of the source nothing is mapped.",
        "What becomes of the destination under that gap?",
      ],
      kernel: "6.18",
      scenario: "gap-in-the-middle",
      exercise: "gapInTheMiddle",
    },
    {
      id: "gap-before",
      title: "The gap, on an older kernel",
      text: ["The same call on 6.12 fails. Is the destination as it was?"],
      kernel: "6.12",
      exercise: "gapInTheMiddle",
    },
    {
      id: "freed",
      title: "What a success destroys",
      text: [
        "A call that succeeds can destroy as well: FIXED overwrites silently.",
        "Count the frames that are given back.",
      ],
      kernel: "6.18",
      exercise: "framesFreed",
    },
  ],
};

export const cacheAliasing: Walk = {
  id: "cache-aliasing",
  title: "D-cache aliasing",
  about:
    "Why some machines do not like one frame at two addresses, and why DONTUNMAP on private memory is no problem.",
  remark:
    "The cache is a simulation, made for this walkthrough. The engine has no caches, and on x86 there is nothing of this to see: its caches behave as if they were indexed by physical address.",
  sources: [REVIEW_OF_V3],
  steps: [
    {
      id: "colours",
      title: "Colours",
      text: [
        "A cache may choose the line for a byte by its virtual address. Then a frame with two addresses can have two lines.",
        "The address bits that choose the line make the colour of a page. SHMLBA says after how many pages the colours repeat.",
      ],
      kernel: "6.18",
      exercise: "cacheColours",
    },
    {
      id: "private",
      title: "Why DONTUNMAP is no danger",
      text: ["A private frame has one entry, and DONTUNMAP takes it to another address."],
      after: [
        "The old entry is taken away, and its line is written back, before the new entry is used.",
        "This is what Will Deacon’s reply says when it withdraws the worry.",
      ],
      kernel: "6.18",
      exercise: "oneFrameOnePlace",
    },
    {
      id: "twice",
      title: "Where it does apply",
      text: [
        "A second view of shared memory has another address. With FIXED the program chooses it, and the kernel does not correct the colour.",
      ],
      kernel: "6.18",
      exercise: "twin",
    },
    {
      id: "other-colour",
      title: "Another pair of addresses",
      text: [
        "Count the colours: is the distance a multiple of them?",
        "Ask for other numbers until it is no riddle any more.",
      ],
      kernel: "6.18",
      exercise: "cacheColours",
    },
  ],
};

export const fiveKernels: Walk = {
  id: "five-kernels",
  title: "Five kernels and one call",
  about: "The same call on five kernels. Mark those on which it goes one way.",
  sources: [MULTI_VMA],
  remark:
    "All these calls were run on the five real kernels: 5.10.223, 6.1.170, 6.12.107, 6.18.44 and 7.2.13.",
  steps: [
    {
      id: "shared",
      title: "The life of a refusal",
      text: ["The flag came for private anonymous memory only. How long did that rule live?"],
      kernel: "6.18",
      exercise: "fiveShared",
    },
    {
      id: "several",
      title: "Several mappings",
      text: ["One call, more than one mapping. For years the answer was EFAULT."],
      kernel: "6.18",
      exercise: "fiveSeveral",
    },
    {
      id: "destination",
      title: "The destroyed destination",
      text: ["Every kernel refuses this call. Not every kernel leaves the destination alone."],
      kernel: "6.12",
      exercise: "fiveDestination",
    },
    {
      id: "nothing",
      title: "Success on nothing",
      text: ["Can a call succeed where nothing is mapped?"],
      kernel: "5.10",
      exercise: "fiveNothing",
    },
    {
      id: "seal",
      title: "The seal",
      text: ["A sealed mapping refuses to be changed, if the kernel knows seals."],
      kernel: "6.18",
      exercise: "fiveSeal",
    },
    {
      id: "twice",
      title: "Right, wrong, right",
      text: ["A counter that was right was broken by a rewrite, and repaired more than a year later."],
      kernel: "6.18",
      exercise: "fiveTwice",
    },
  ],
};
