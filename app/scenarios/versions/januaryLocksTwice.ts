import { PATCH_V5 } from "../citations.ts";
import { DOUBLE_LOCK_COUNT, RELEASED_DONTUNMAP, WITH_DONTUNMAP, without } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3, REVIEW_OF_V3 } from "../sources.ts";

export const januaryLocksTwice: ScenarioBody = {
  id: "january-locks-twice",
  ask: "Was the doubt about mlock justified?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mlock(heap, 4*PAGE)
moved = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
munmap(moved, 4*PAGE)
munmap(heap, 4*PAGE)
`,
  question: {
    id: "january-locks-twice.choose",
    kind: "choose",
    before: 5,
    prompt:
      "Locked pages moved away, and the new mapping is unmapped again. VmLck was 16 kB at first. What did it count while both mappings stood, and after the first munmap?",
    options: [
      {
        text: "32 kB, then 16 kB: the empty source is locked as well",
        when: [
          { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 4 },
          { fact: "counter", counter: "lockedVm", from: 3, after: 4, grew: -4 },
          { fact: "counter", counter: "lockedVm", from: 4, after: 5, grew: -4 },
        ],
      },
      {
        text: "16 kB, then nothing: only the new mapping is locked",
        when: [
          { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 0 },
          { fact: "counter", counter: "lockedVm", from: 3, after: 4, grew: -4 },
          { fact: "counter", counter: "lockedVm", from: 4, after: 5, grew: 0 },
        ],
      },
      {
        text: "32 kB, then 16 kB, though nothing is locked any more",
        when: [
          { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 4 },
          { fact: "counter", counter: "lockedVm", from: 3, after: 4, grew: -4 },
          { fact: "counter", counter: "lockedVm", from: 4, after: 5, grew: 0 },
        ],
      },
    ],
    rule: "In the January patch the source keeps its lock: a locked mapping without pages, counted as if it were full. Version 5 takes the lock off the source.",
  },
  story: [
    "mlock promises that pages are in memory. An emptied mapping cannot keep that promise.",
    "The count was consistent all the same: both mappings were locked and counted. On 6.18 one is locked and two are counted.",
  ],
  aha: "Will Deacon’s “and possibly mlock()?” was right.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      kernels: ["v3"],
      facts: [
        { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 4 },
        { fact: "counter", counter: "lockedVm", from: 3, after: 4, grew: -4 },
        { fact: "counter", counter: "lockedVm", from: 4, after: 5, grew: -4 },
      ],
    },
    {
      kernels: DOUBLE_LOCK_COUNT,
      facts: [
        { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 4 },
        { fact: "counter", counter: "lockedVm", from: 3, after: 4, grew: -4 },
        { fact: "counter", counter: "lockedVm", from: 4, after: 5, grew: 0 },
      ],
    },
    {
      kernels: without(RELEASED_DONTUNMAP, DOUBLE_LOCK_COUNT),
      facts: [
        { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 0 },
        { fact: "counter", counter: "lockedVm", from: 3, after: 4, grew: -4 },
        { fact: "counter", counter: "lockedVm", from: 4, after: 5, grew: 0 },
      ],
    },
  ],

  sources: [PATCH_V3, REVIEW_OF_V3, PATCH_V5],
  neighbours: ["lock-counter", "january-needs-fixed"],
};
