import { MERGED_PATCH } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const noReserve: ScenarioBody = {
  id: "no-reserve",
  ask: "Does DONTUNMAP charge memory that was never promised?",
  program: `heap = mmap(0x10000000, 100 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE|MAP_FIXED, -1, 0)
store(heap, PAGE, 'A')
moved = mremap(heap, 100 MiB, 100 MiB, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x20000000)
`,
  question: {
    id: "no-reserve.choose",
    kind: "choose",
    before: 3,
    prompt:
      "100 MiB were mapped with MAP_NORESERVE: they do not count as promised. Now they move with DONTUNMAP. What grows by 100 MiB?",
    options: [
      {
        text: "VmSize only",
        when: [
          { fact: "counter", counter: "totalVm", from: 2, after: 3, grew: 25600 },
          { fact: "counter", counter: "committed", from: 2, after: 3, grew: 0 },
        ],
      },
      {
        text: "VmSize and Committed_AS",
        when: [
          { fact: "counter", counter: "totalVm", from: 2, after: 3, grew: 25600 },
          { fact: "counter", counter: "committed", from: 2, after: 3, grew: 25600 },
        ],
      },
      {
        text: "Nothing",
        when: [
          { fact: "counter", counter: "totalVm", from: 2, after: 3, grew: 0 },
          { fact: "counter", counter: "committed", from: 2, after: 3, grew: 0 },
        ],
      },
    ],
    rule: "DONTUNMAP charges the second mapping only where the first one was charged. VmSize counts addresses, and those double either way.",
  },
  story: [
    "MAP_NORESERVE maps memory without a promise: the kernel does not set frames aside for it, even on paper.",
    "The copy is like its source, so it costs no promise either. (With vm.overcommit_memory set to 2 the flag has no effect.)",
  ],
  aha: "No promise before, no promise after.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "counter", counter: "committed", from: 1, after: 2, grew: 0 },
        { fact: "result", call: 3, is: "ok" },
        { fact: "counter", counter: "totalVm", from: 2, after: 3, grew: 25600 },
        { fact: "counter", counter: "committed", from: 2, after: 3, grew: 0 },
        { fact: "counter", counter: "anon", from: 2, after: 3, grew: 0 },
      ],
    },
  ],

  sources: [MERGED_PATCH],
  neighbours: ["the-bill", "strict-overcommit", "mostly-nothing"],
};
