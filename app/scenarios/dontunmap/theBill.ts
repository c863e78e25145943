import { MERGED_PATCH, OVERCOMMIT_CHECK } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const theBill: ScenarioBody = {
  id: "the-bill",
  ask: "Does MREMAP_DONTUNMAP double my memory?",
  program: `heap = mmap(0x10000000, 100 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 100 MiB, 'A')
moved = mremap(heap, 100 MiB, 100 MiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x20000000)
again = mremap(moved, 100 MiB, 100 MiB, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x30000000)
`,
  question: {
    id: "the-bill.choose",
    kind: "choose",
    before: 4,
    prompt: "100 MiB of data moved plainly: no counter changed. Now they move with DONTUNMAP. What doubles?",
    options: [
      {
        text: "The address space and the promise, not the memory in use",
        when: [
          { fact: "counter", counter: "totalVm", from: 3, after: 4, grew: 25600 },
          { fact: "counter", counter: "committed", from: 3, after: 4, grew: 25600 },
          { fact: "counter", counter: "anon", from: 3, after: 4, grew: 0 },
        ],
      },
      {
        text: "The memory in use as well",
        when: [
          { fact: "counter", counter: "totalVm", from: 3, after: 4, grew: 25600 },
          { fact: "counter", counter: "anon", from: 3, after: 4, grew: 25600 },
        ],
      },
      {
        text: "Nothing: the pages only moved",
        when: [
          { fact: "counter", counter: "totalVm", from: 3, after: 4, grew: 0 },
          { fact: "counter", counter: "committed", from: 3, after: 4, grew: 0 },
        ],
      },
    ],
    rule: "Two mappings stand where one was, so VmSize rises by the full length. Private writable memory is a promise of frames, so Committed_AS rises too. Frames are used only when the empty source is touched.",
  },
  story: [
    "A plain move costs nothing: one mapping before, one after.",
    "With DONTUNMAP there are two. Each may be filled, and the kernel has to stand by both promises.",
  ],
  aha: "Promises double, memory does not.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "counter", counter: "totalVm", from: 2, after: 3, grew: 0 },
        { fact: "counter", counter: "committed", from: 2, after: 3, grew: 0 },
        { fact: "counter", counter: "anon", from: 2, after: 3, grew: 0 },
        { fact: "counter", counter: "totalVm", from: 3, after: 4, grew: 25600 },
        { fact: "counter", counter: "committed", from: 3, after: 4, grew: 25600 },
        { fact: "counter", counter: "anon", from: 3, after: 4, grew: 0 },
      ],
    },
  ],

  sources: [OVERCOMMIT_CHECK, MERGED_PATCH],
  neighbours: ["address-limit", "strict-overcommit", "flag-in-one-picture", "no-reserve"],
};
