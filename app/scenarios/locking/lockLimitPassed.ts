import { LOCK_COUNT_FIX } from "../citations.ts";
import { DOUBLE_LOCK_COUNT, RELEASED_DONTUNMAP, without } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const lockLimitPassed: ScenarioBody = {
  id: "lock-limit-passed",
  ask: "What harm does a wrong lock counter do?",
  program: `limit MEMLOCK 32 KiB
heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mlock(heap, 4*PAGE)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
more = mmap(0x10014000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mlock(more, 4*PAGE)
`,
  question: {
    id: "lock-limit-passed.choose",
    kind: "choose",
    before: 5,
    prompt:
      "Eight pages may be locked. Four are, and they have moved with DONTUNMAP. Now four more are to be locked. What comes back?",
    options: [
      { text: "It works: eight pages are allowed", when: [{ fact: "result", call: 5, is: "ok" }] },
      {
        text: "ENOMEM: the kernel thinks that eight are locked already",
        when: [{ fact: "result", call: 5, is: "ENOMEM" }],
      },
    ],
    rule: "mlock compares the counter with RLIMIT_MEMLOCK, not the mappings. From 6.15 to 7.2.7 the counter holds the four moved pages twice, and the limit is reached too early.",
  },
  story: [
    "Only the new mapping is locked: four pages, 16 kB. Some kernels count 32 kB.",
    "The surplus is never given back. A program that moves locked memory often can lock less and less. Compare 6.12, 6.18 and 7.2.",
  ],
  aha: "A limit is only as good as its counter.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: DOUBLE_LOCK_COUNT,
      facts: [
        { fact: "counter", counter: "lockedVm", from: 1, after: 3, grew: 8 },
        { fact: "result", call: 5, is: "ENOMEM" },
      ],
    },
    {
      kernels: without(RELEASED_DONTUNMAP, DOUBLE_LOCK_COUNT),
      facts: [
        { fact: "counter", counter: "lockedVm", from: 1, after: 3, grew: 4 },
        { fact: "result", call: 5, is: "ok" },
      ],
    },
    { facts: [{ fact: "result", call: 3, is: "ok" }] },
  ],

  sources: [LOCK_COUNT_FIX],
  neighbours: ["lock-counter", "lock-limit"],
};
