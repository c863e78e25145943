import { LOCK_COUNT_FIX } from "../citations.ts";
import { DOUBLE_LOCK_COUNT, RELEASED_DONTUNMAP, without } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { REVIEW_OF_V3 } from "../sources.ts";

export const lockCounter: ScenarioBody = {
  id: "lock-counter",
  ask: "What does MREMAP_DONTUNMAP do to locked memory?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mlock(heap, 4*PAGE)
moved = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
munmap(heap, 4*PAGE)
munmap(moved, 4*PAGE)
`,
  question: {
    id: "lock-counter.choose",
    kind: "choose",
    before: 3,
    prompt: "Four locked pages move with DONTUNMAP. VmLck is 16 kB before. And after?",
    options: [
      {
        text: "16 kB: only the new mapping is locked",
        when: [{ fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 0 }],
      },
      {
        text: "32 kB: both mappings count",
        when: [{ fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 4 }],
      },
      {
        text: "0 kB: the lock is lost in the move",
        when: [{ fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: -4 }],
      },
    ],
    rule: "The lock goes with the pages and is taken off the empty source, so the count should stay. From 6.15 to 7.2.7 the kernel added the new mapping without taking the old one off.",
  },
  story: [
    "Will Deacon’s message of 2020 ended with a doubt about mlock. He was right.",
    "The merged patch unlocks the source and counts correctly. A rewrite in 6.15 counts twice, and the surplus is never given back: when everything is unmapped, 16 kB still count as locked. Compare 6.12, 6.18 and 7.2.",
  ],
  aha: "A counter that disagrees with the mappings is a bug.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: DOUBLE_LOCK_COUNT,
      facts: [
        { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 4 },
        { fact: "counter", counter: "lockedVm", from: 1, after: 5, grew: 4 },
      ],
    },
    {
      kernels: without(RELEASED_DONTUNMAP, DOUBLE_LOCK_COUNT),
      facts: [
        { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 0 },
        { fact: "counter", counter: "lockedVm", from: 1, after: 5, grew: 0 },
      ],
    },
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "pages", from: "moved", after: 3, are: "0000" },
        { fact: "pages", from: "heap", after: 3, are: "...." },
        { fact: "result", call: 5, is: "ok" },
      ],
    },
  ],

  sources: [REVIEW_OF_V3, LOCK_COUNT_FIX],
  neighbours: ["lock-goes-along", "lock-partly", "january-locks-twice", "lock-limit-passed"],
};
