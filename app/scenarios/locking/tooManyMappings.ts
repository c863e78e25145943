import { MAP_COUNT } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const tooManyMappings: ScenarioBody = {
  id: "too-many-mappings",
  ask: "Why does a move fail though it makes no more mappings?",
  program: `max_map_count 16
heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
mmap(0x1000a000, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mmap(0x10014000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mmap(0x1001e000, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10028000)
`,
  question: {
    id: "too-many-mappings.choose",
    kind: "choose",
    before: 6,
    prompt:
      "The process has 11 mappings, with those it was born with, and may have 16. A move makes no more of them. What comes back?",
    options: [
      {
        text: "ENOMEM: the kernel wants room for the worst case",
        when: [{ fact: "result", call: 6, is: "ENOMEM" }],
      },
      {
        text: "It works: the number of mappings stays the same",
        when: [{ fact: "result", call: 6, is: "ok" }],
      },
    ],
    rule: "Before it starts the kernel wants several mappings free below the limit, in case both ends have to be split: six for a move with FIXED. Since 7.1 four are enough, or five with DONTUNMAP.",
  },
  story: [
    "The number of mappings is limited too, to 65,530 by default; here it is small.",
    "The check comes before anything is looked at. That a move of a whole mapping splits nothing does not count. Compare 7.0 and 7.2.",
  ],
  aha: "The kernel counts pessimistically before it starts.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("7.2"),
      facts: [
        { fact: "result", call: 6, is: "ENOMEM" },
        { fact: "pages", from: "heap", after: 6, are: "AA" },
      ],
    },
    {
      kernels: since("7.2"),
      facts: [
        { fact: "result", call: 6, is: "ok" },
        { fact: "pages", from: "heap", after: 6, are: "--" },
      ],
    },
  ],

  sources: [MAP_COUNT],
  neighbours: ["blocked-then-moved", "address-limit", "count-at-every-call", "every-piece"],
};
