import { LOCK_SPLIT_FIX } from "../citations.ts";
import { DOUBLE_LOCK_COUNT, FIXES_OF_2026, RELEASED_DONTUNMAP, without } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const lockPartly: ScenarioBody = {
  id: "lock-partly",
  ask: "What if just a part of a locked mapping moves with DONTUNMAP?",
  program: `heap = mmap(0x10000000, 10*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mlock(heap, 10*PAGE)
moved = mremap(heap + 3*PAGE, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10014000)
munmap(heap, 10*PAGE)
munmap(moved, 4*PAGE)
`,
  question: {
    id: "lock-partly.count",
    kind: "count",
    before: 3,
    prompt:
      "Ten locked pages; four in the middle move with DONTUNMAP. How many mappings are the ten pages afterwards?",
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages: 10, after: 3 },
    rule: "A mapping is locked as a whole or not at all. The fixes of 2026 split it first, so that the outer parts stay locked. Earlier kernels took the lock off all of it and left the count wrong.",
  },
  story: [
    "Six pages were not moved, and yet they lost their lock. The count kept them: 24 kB too much at the end, 40 kB on 6.18.",
    "The fix of September 2026 makes three mappings: locked, unlocked and empty, locked. It is the one case in which DONTUNMAP splits.",
  ],
  aha: "Wrong since the flag came, and found six years later.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: FIXES_OF_2026,
      facts: [
        { fact: "vmas", from: "heap", pages: 10, after: 3, are: 3 },
        { fact: "counter", counter: "lockedVm", from: 1, after: 5, grew: 0 },
      ],
    },
    {
      kernels: DOUBLE_LOCK_COUNT,
      facts: [
        { fact: "vmas", from: "heap", pages: 10, after: 3, are: 1 },
        { fact: "counter", counter: "lockedVm", from: 1, after: 5, grew: 10 },
      ],
    },
    {
      kernels: without(RELEASED_DONTUNMAP, [...FIXES_OF_2026, ...DOUBLE_LOCK_COUNT]),
      facts: [
        { fact: "vmas", from: "heap", pages: 10, after: 3, are: 1 },
        { fact: "counter", counter: "lockedVm", from: 1, after: 5, grew: 6 },
      ],
    },
    { facts: [{ fact: "pages", from: "heap", after: 3, are: "000....000" }] },
  ],

  sources: [LOCK_SPLIT_FIX],
  neighbours: ["lock-counter", "hole-in-the-table", "lock-on-fault-self-merge"],
};
