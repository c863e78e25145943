import { LOCK_SELF_MERGE_FIX } from "../citations.ts";
import { DOUBLE_LOCK_COUNT, FIXES_OF_2026, RELEASED_DONTUNMAP, without } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const lockOnFaultSelfMerge: ScenarioBody = {
  id: "lock-on-fault-self-merge",
  ask: "Which lock is lost when a mapping merges with its own copy?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mlock2(heap, 4*PAGE, MLOCK_ONFAULT)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10004000)
munmap(heap, 8*PAGE)
`,
  question: {
    id: "lock-on-fault-self-merge.choose",
    kind: "choose",
    before: 4,
    prompt:
      "Untouched memory, locked on fault, moved right behind itself with DONTUNMAP. When all of it is unmapped, how much is still counted as locked?",
    options: [
      { text: "Nothing", when: [{ fact: "counter", counter: "lockedVm", from: 1, after: 4, grew: 0 }] },
      { text: "16 kB", when: [{ fact: "counter", counter: "lockedVm", from: 1, after: 4, grew: 4 }] },
      { text: "32 kB", when: [{ fact: "counter", counter: "lockedVm", from: 1, after: 4, grew: 8 }] },
    ],
    rule: "When source and copy merged, taking the lock off the source took it off both, and unmapping gave nothing back. Since the fixes of 2026 the copy does not merge with its source.",
  },
  story: [
    "The copy of an untouched mapping merged with the mapping itself. Then the source was to be unlocked, but it was the same mapping.",
    "The count for the destination was never taken back: 16 kB, or 32 kB where it was counted twice.",
  ],
  aha: "Two small bugs meet and add up.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: FIXES_OF_2026,
      facts: [
        { fact: "counter", counter: "lockedVm", from: 1, after: 4, grew: 0 },
        { fact: "vmas", from: "heap", pages: 8, after: 3, are: 2 },
      ],
    },
    {
      kernels: DOUBLE_LOCK_COUNT,
      facts: [
        { fact: "counter", counter: "lockedVm", from: 1, after: 4, grew: 8 },
        { fact: "vmas", from: "heap", pages: 8, after: 3, are: 1 },
      ],
    },
    {
      kernels: without(RELEASED_DONTUNMAP, [...FIXES_OF_2026, ...DOUBLE_LOCK_COUNT]),
      facts: [
        { fact: "counter", counter: "lockedVm", from: 1, after: 4, grew: 4 },
        { fact: "vmas", from: "heap", pages: 8, after: 3, are: 1 },
      ],
    },
  ],

  sources: [LOCK_SELF_MERGE_FIX],
  neighbours: ["self-merge", "lock-counter", "lock-partly"],
};
