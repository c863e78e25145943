import { MPROTECT_UNCHARGES, OVERCOMMIT_CHECK } from "../citations.ts";
import { RELEASED_DONTUNMAP, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const strictUntouched: ScenarioBody = {
  id: "strict-untouched",
  ask: "Does memory without permissions count as promised?",
  program: `overcommit 2
memory 2 GiB
heap = mmap(0x10000000, 700 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mprotect(heap, 700 MiB, PROT_NONE)
moved = mremap(heap, 700 MiB, 700 MiB, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x80000000)
`,
  question: {
    id: "strict-untouched.choose",
    kind: "choose",
    before: 3,
    prompt:
      "Strict overcommit, 700 MiB of 1 GiB promised, not a page touched. All permissions were taken away. What does DONTUNMAP give?",
    options: [
      {
        text: "It works: what cannot be written need not be promised",
        when: [{ fact: "result", call: 3, is: "ok" }],
      },
      { text: "ENOMEM: it counts as before", when: [{ fact: "result", call: 3, is: "ENOMEM" }] },
    ],
    rule: "Since 6.7 mprotect gives the promise back when untouched memory can no longer be written. Before, it was kept, and DONTUNMAP asked for it twice.",
  },
  story: [
    "Leaving the source without permissions was proposed in 2020 to save the charge. Here the whole mapping is like that before it moves.",
    "Compare 6.1 and 6.12. On 5.10 the call was not checked at all.",
  ],
  aha: "No permission to write, no promise.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: ["5.15", "6.1.170", "6.1"],
      facts: [
        { fact: "result", call: 3, is: "ENOMEM" },
        { fact: "counter", counter: "committed", from: 1, after: 2, grew: 0 },
      ],
    },
    {
      kernels: since("6.12.94"),
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "counter", counter: "committed", from: 1, after: 2, grew: -179200 },
      ],
    },
    {
      kernels: ["5.10"],
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "counter", counter: "committed", from: 1, after: 2, grew: 0 },
      ],
    },
  ],

  sources: [OVERCOMMIT_CHECK, MPROTECT_UNCHARGES],
  neighbours: ["strict-overcommit", "the-bill"],
};
