import { PATCH_V4 } from "../citations.ts";
import { RELEASED_DONTUNMAP, WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const januaryChargesNothing: ScenarioBody = {
  id: "january-charges-nothing",
  ask: "Who paid for the second mapping?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
moved = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
`,
  question: {
    id: "january-charges-nothing.choose",
    kind: "choose",
    before: 3,
    prompt:
      "Four pages of private memory move with DONTUNMAP. By how much does Committed_AS, the sum of promises, rise?",
    options: [
      {
        text: "By 16 kB: two mappings, two promises",
        when: [{ fact: "counter", counter: "committed", from: 2, after: 3, grew: 4 }],
      },
      { text: "By nothing", when: [{ fact: "counter", counter: "committed", from: 2, after: 3, grew: 0 }] },
      { text: "By 32 kB", when: [{ fact: "counter", counter: "committed", from: 2, after: 3, grew: 8 }] },
    ],
    rule: "Both mappings may be filled, so both have to be promised. The January patch forgot to charge for the second; version 4 charges it.",
  },
  story: [
    "The address space grew by four pages, the promise did not.",
    "Unmapping both would give two charges back where one was paid.",
  ],
  aha: "Every private writable page is a promise.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    { kernels: ["v3"], facts: [{ fact: "counter", counter: "committed", from: 2, after: 3, grew: 0 }] },
    {
      kernels: RELEASED_DONTUNMAP,
      facts: [{ fact: "counter", counter: "committed", from: 2, after: 3, grew: 4 }],
    },
    { facts: [{ fact: "counter", counter: "totalVm", from: 2, after: 3, grew: 4 }] },
  ],

  sources: [PATCH_V3, PATCH_V4],
  neighbours: ["the-bill", "january-resizes"],
};
