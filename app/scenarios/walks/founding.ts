import {
  ANY_MAPPING,
  ART_COLLECTOR,
  CHROMIUM_SWAP,
  MERGED_PATCH,
  PATCH_V4,
  PATCH_V5,
  PATCH_V7,
} from "../citations.ts";
import type { Fact } from "../scenario.ts";
import { PATCH_V3, REVIEW_OF_V3 } from "../sources.ts";
import type { Across, Walk } from "./walk.ts";

/** The patch as posted, a kernel with the rules of 5.7, and the newest one that the engine knows. */
const across = (
  then: readonly [text: string, facts: readonly Fact[]],
  merged: readonly [text: string, facts: readonly Fact[]],
  today: readonly [text: string, facts: readonly Fact[]],
): readonly Across[] => [
  { kernel: "v3", text: then[0], facts: then[1] },
  { kernel: "5.10", text: merged[0], facts: merged[1] },
  { kernel: "7.3", text: today[0], facts: today[1] },
];

const result = (call: number, is: string): Fact => ({ fact: "result", call, is });
const pages = (from: number | string, after: number, are: string): Fact => ({
  fact: "pages",
  from,
  after,
  are,
});
const locked = (grew: number): Fact => ({ fact: "counter", counter: "lockedVm", from: 2, after: 3, grew });

/**
 * The message that started the flag, point by point: Brian Geffon's description of version 3, and Will Deacon's
 * reply of 30 January 2020.
 */
export const founding: Walk = {
  id: "founding",
  title: "The founding message, point by point",
  about:
    "A reply by Will Deacon of 30 January 2020 to version 3 of the patch by Brian Geffon. What was promised, what was merged, what holds today.",
  remark:
    "Read it where it was written: the linux-kernel list, “Re: [PATCH v3] mm: Add MREMAP_DONTUNMAP to mremap().”, 30 January 2020; the patch is message 20200127053056.213679-1-bgeffon@google.com on lore.kernel.org. What is told here is told in our own words.",
  sources: [PATCH_V3, REVIEW_OF_V3, PATCH_V4, PATCH_V5, PATCH_V7, MERGED_PATCH, ANY_MAPPING],
  steps: [
    {
      id: "stays-empty",
      title: "The source stays, and is empty",
      text: [
        "The message promises that the old mapping is not removed. It is emptied instead, as if it had just been made.",
      ],
      after: [
        "That wording began as a question by Andy Lutomirski. It is right for the content.",
        "Permissions and advice are inherited, so it is not what `mmap` would make.",
      ],
      kernel: "7.3",
      scenario: "flag-in-one-picture",
      exercise: "emptiedThenUsed",
      across: across(
        ["The entries go, the mapping stays.", [pages(0x10000000, 3, "....")]],
        ["The same.", [pages(0x10000000, 3, "....")]],
        ["The same.", [pages(0x10000000, 3, "....")]],
      ),
    },
    {
      id: "watch",
      title: "Who is watched afterwards",
      text: [
        "A userfaultfd that watched the source goes on watching “the new mapping”, the message says.",
        "That is easy to misread. Which range is meant?",
      ],
      after: [
        "What is watched is the old range, with the fresh mapping in it.",
        "The destination is watched only if the userfaultfd asked for the event REMAP, and then both are.",
      ],
      kernel: "7.3",
      scenario: "watch-stays",
      exercise: "whoIsWatched",
      across: across(
        ["The old addresses.", [{ fact: "watched", addr: "heap", after: 6, is: true }]],
        ["The old addresses.", [{ fact: "watched", addr: 0x1000a000, after: 6, is: false }]],
        ["The old addresses.", [{ fact: "watched", addr: "heap", after: 6, is: true }]],
      ),
    },
    {
      id: "shared",
      title: "Shared memory is to fail",
      text: [
        "For a mapping that is shared or not anonymous, the text says, the call fails.",
        "The reply noticed trouble with shared mappings. How is it on a kernel of today?",
      ],
      after: [
        "The code of version 3 looked at nothing of the kind. Version 4 brought the check.",
        "Linux 5.13 took it away again, because the Android collector wanted shared memory.",
      ],
      kernel: "7.3",
      scenario: "dontunmap-shared",
      exercise: "kindOfMemory",
      across: across(
        ["Accepted, against its own text.", [result(3, "ok"), pages("shared", 4, "AAAA")]],
        ["EINVAL.", [result(3, "EINVAL")]],
        ["Accepted: both addresses show the same frames.", [result(3, "ok"), pages("shared", 4, "AAAA")]],
      ),
    },
    {
      id: "fixed",
      title: "FIXED is required",
      text: [
        "In January 2020 the flag needed MREMAP_FIXED, and with it a destination that the caller names.",
        "Is it so today?",
      ],
      after: [
        "Kirill Shutemov asked why the two were chained together.",
        "From version 4 on MAYMOVE is enough, and an address without FIXED is a hint.",
      ],
      kernel: "7.3",
      scenario: "january-needs-fixed",
      exercise: "withoutFixed",
      across: across(
        ["EINVAL.", [result(3, "EINVAL")]],
        ["The kernel chooses a place.", [result(3, "ok"), pages("heap", 3, "..")]],
        ["The kernel chooses a place.", [result(3, "ok"), pages("heap", 3, "..")]],
      ),
    },
    {
      id: "equal",
      title: "Two mappings of equal size",
      text: [
        "The end of it is two mappings of equal size, the message says, and the destination has the entries.",
        "What if a call asks for another size?",
      ],
      after: [
        "Version 3 let it through, against its own text.",
        "Kirill Shutemov saw no sense in that, and version 7 forbade it.",
      ],
      kernel: "7.3",
      scenario: "january-resizes",
      exercise: "equalSizes",
      across: across(
        ["Moves 2 pages into a mapping of 4.", [result(3, "ok"), pages(0x1000a000, 3, "AA..")]],
        ["EINVAL.", [result(3, "EINVAL"), pages("heap", 3, "AA")]],
        ["EINVAL.", [result(3, "EINVAL"), pages("heap", 3, "AA")]],
      ),
    },
    {
      id: "chrome-os",
      title: "Chrome OS: to disk, without stopping",
      text: [
        "The first use in the message: write anonymous memory to disk, without stopping the process and without changing permissions.",
        "One call takes the pages aside and leaves an empty, watched range. Saving may then take its time. Source of Chromium that was read later had the feature switched off by default.",
      ],
      kernel: "7.3",
      scenario: "swap-out",
      exercise: "swapIn",
      across: across(
        ["Only the page that was asked for is back.", [pages("heap", 14, "..B.")]],
        ["The same.", [pages("heap", 14, "..B.")]],
        ["The same.", [pages("heap", 14, "..B.")]],
      ),
    },
    {
      id: "android",
      title: "Android: the window",
      text: [
        "The second use, in the words of Lokesh Gidra: the collector moves the Java heap away and must map its range again at once. Between the two calls a native thread may be given that range.",
        "Here the heap moves with the flag instead.",
      ],
      after: [
        "The range never stops being mapped, so nobody can be given it.",
        "Without the flag it is no rare accident: the range just freed is the first place where the kernel looks.",
      ],
      kernel: "7.3",
      scenario: "window-closed",
      exercise: "windowClosed",
      across: across(
        ["The heap’s range stays mapped.", [pages("heap", 3, "........")]],
        ["The same.", [pages("heap", 3, "........")]],
        ["The same.", [pages("heap", 3, "........")]],
      ),
    },
    {
      id: "aliasing",
      title: "A worry withdrawn: two addresses, one frame",
      text: [
        "The reply first feared that the same memory could be seen at two addresses, which some caches do not bear. Then Will Deacon withdrew it: the old entries are torn down first.",
      ],
      after: [
        "For private memory that holds to this day.",
        "For shared memory, allowed since 5.13, there really are two addresses.",
      ],
      kernel: "7.3",
      exercise: "oneFrameOnePlace",
    },
    {
      id: "mlock",
      title: "A worry that stayed: mlock",
      text: [
        "“Some issues handling shared mappings”, and possibly `mlock`: that doubt was left standing.",
        "A locked mapping promises pages, and the emptied source has none.",
      ],
      after: [
        "Both doubts were justified. Version 5 took the lock off the source.",
        "A rewrite in 6.15 counted twice again, and repairs came until the autumn of 2026.",
      ],
      kernel: "7.3",
      scenario: "lock-counter",
      exercise: "lockCounter",
      extra: "patches",
      across: across(
        ["VmLck grows by 16 kB: both are locked.", [locked(4)]],
        ["VmLck stays.", [locked(0)]],
        ["VmLck stays. (6.18: it grows by 16 kB.)", [locked(0)]],
      ),
    },
  ],
};

export const swapToDisk: Walk = {
  id: "swap-to-disk",
  title: "Chrome OS: swap to disk from user space",
  about:
    "Three ways to save a running program’s memory: stop it, forbid it to write, or take the pages away.",
  sources: [PATCH_V3, CHROMIUM_SWAP],
  steps: [
    {
      id: "permission",
      title: "Forbid writing",
      text: [
        "To save memory one needs a copy that does not change meanwhile. One way is to make the range read-only.",
        "Permissions belong to mappings, so the mapping is cut, and `/proc/PID/maps` shows it. A write in between ends in a signal.",
      ],
      kernel: "6.18",
      exercise: "protectInstead",
    },
    {
      id: "take-away",
      title: "Take the pages away",
      text: [
        "With DONTUNMAP one call does it: the pages are at another address, and the range is empty and still the program’s.",
        "Stopping the process would do as well, but then it stands still while the disk works.",
      ],
      kernel: "6.18",
      exercise: "addressesThatWork",
    },
    {
      id: "consistent",
      title: "Saved in peace",
      text: ["The program runs on, and writes to a page of the range while the monitor saves."],
      after: [
        "It sleeps at the userfaultfd until the monitor answers.",
        "So nothing can change the frames while they are written to disk.",
      ],
      kernel: "6.18",
      exercise: "writeWhileSwapped",
    },
    {
      id: "back",
      title: "Back on demand",
      text: [
        "When all is on disk, the frames are given back. A page returns when somebody asks for it.",
        "The list of mappings never changed.",
      ],
      kernel: "6.18",
      scenario: "swap-out",
      exercise: "swapIn",
    },
    {
      id: "drop",
      title: "How Chromium drops the pages",
      text: [
        "Chromium’s code moves the pages into an area that it reserved without any permission, and drops them by mapping over it.",
        "The other process learns of the move by the event REMAP.",
      ],
      kernel: "6.18",
      scenario: "drop-by-mapping",
      exercise: "whoIsWatched",
    },
  ],
};

export const androidCollector: Walk = {
  id: "android-collector",
  title: "Android’s garbage collector",
  about: "The window, the zeros, and how userfaultfd closes both.",
  sources: [PATCH_V3, ART_COLLECTOR],
  steps: [
    {
      id: "window",
      title: "The window",
      text: [
        "The collector moves the heap away with a plain move. Now its range is free, and it must be mapped again at once.",
        "Another thread calls `mmap` first.",
      ],
      kernel: "6.18",
      scenario: "window",
      exercise: "window",
    },
    {
      id: "closed",
      title: "The window closed",
      text: [
        "The same with DONTUNMAP. The range never stops being mapped.",
        "Look at the list of mappings as well.",
      ],
      after: [
        "The newcomer has become one with what was left behind. That is allowed: it is an ordinary mapping.",
      ],
      kernel: "6.18",
      scenario: "window-closed",
      exercise: "windowClosed",
    },
    {
      id: "zeros",
      title: "Zeros instead of crashes",
      text: ["Nobody can take the range. But other threads can still read it."],
      after: ["It is empty, so they read zeros.", "Wrong data without any signal is worse than a crash."],
      kernel: "6.18",
      scenario: "zeros-not-crashes",
      exercise: "deadRange",
    },
    {
      id: "watched",
      title: "userfaultfd closes the rest",
      text: [
        "So the collector stops all threads, moves, registers the range, and lets them go on. From then on an access to a missing page waits.",
        "That is why the flag and userfaultfd belong together.",
      ],
      kernel: "6.18",
      scenario: "java-heap",
      exercise: "whoIsWatched",
    },
    {
      id: "compact",
      title: "Compaction on demand",
      text: [
        "Each new page is built from the old ones when somebody asks for it.",
        "Objects move; the addresses of the heap do not.",
      ],
      kernel: "6.18",
      scenario: "gc-in-eight-pages",
      exercise: "collector",
    },
    {
      id: "trick",
      title: "The halves that do not marry",
      text: [
        "Since 5.12 the emptied heap forgets its identity. Two halves that are then touched apart from each other get an identity each.",
        "Now the whole heap is to move again.",
      ],
      after: [
        "It is two mappings now, and this kernel moves only one at a time.",
        "Android fills one page with zeros first, so that both halves inherit one identity.",
      ],
      kernel: "6.12",
      scenario: "halves-do-not-marry",
      exercise: "neighbours",
    },
  ],
};
