import { OVERCOMMIT_CHECK } from "../citations.ts";
import { RELEASED_DONTUNMAP, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const strictOvercommit: ScenarioBody = {
  id: "strict-overcommit",
  ask: "When does DONTUNMAP fail for lack of memory that nobody uses?",
  program: `overcommit 2
memory 2 GiB
heap = mmap(0x10000000, 700 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
moved = mremap(heap, 700 MiB, 700 MiB, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x80000000)
`,
  question: {
    id: "strict-overcommit.choose",
    kind: "choose",
    before: 2,
    prompt:
      "The kernel keeps its promises: half of 2 GiB may be promised. 700 MiB are. What does DONTUNMAP of all of it give?",
    options: [
      { text: "ENOMEM: 1400 MiB would be promised", when: [{ fact: "result", call: 2, is: "ENOMEM" }] },
      { text: "It works: not a page was ever touched", when: [{ fact: "result", call: 2, is: "ok" }] },
    ],
    rule: "With vm.overcommit_memory set to 2 every private writable page counts as promised. DONTUNMAP needs the promise twice. Since 5.11 it asks first; before, it went over the limit.",
  },
  story: [
    "Florian Weimer asked about this in January 2020: a kept source costs the charge twice, and strict systems would refuse.",
    "At first the kernel charged without asking. The check came in 5.11; compare 5.10.",
  ],
  aha: "In strict mode a promise is as dear as a page.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: ["5.10"],
      facts: [
        { fact: "result", call: 2, is: "ok" },
        { fact: "counter", counter: "committed", from: 1, after: 2, grew: 179200 },
      ],
    },
    {
      kernels: since("5.15"),
      facts: [
        { fact: "result", call: 2, is: "ENOMEM" },
        { fact: "counter", counter: "committed", from: 1, after: 2, grew: 0 },
      ],
    },
  ],

  sources: [OVERCOMMIT_CHECK],
  neighbours: ["the-bill", "address-limit"],
};
