import { MERGED_PATCH } from "../citations.ts";
import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const generations: ScenarioBody = {
  id: "generations",
  ask: "Can evacuation keep old states of the same memory?",
  program: `live = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(live, 2*PAGE, 'A')
first = mremap(live, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
store(live, 2*PAGE, 'B')
second = mremap(live, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10014000)
store(live, 2*PAGE, 'C')
load(first, 2*PAGE)
`,
  question: {
    id: "generations.choose",
    kind: "choose",
    before: 5,
    prompt: "The live copy held A, which was put aside, and now holds B. After this call, what is where?",
    options: [
      {
        text: "A at page 10, B at page 20, nothing in the live copy",
        when: [
          { fact: "pages", from: 0x1000a000, after: 5, are: "AA" },
          { fact: "pages", from: 0x10014000, after: 5, are: "BB" },
          { fact: "pages", from: "live", after: 5, are: ".." },
        ],
      },
      {
        text: "A at page 10, B at page 20 and in the live copy",
        when: [
          { fact: "pages", from: 0x1000a000, after: 5, are: "AA" },
          { fact: "pages", from: 0x10014000, after: 5, are: "BB" },
          { fact: "pages", from: "live", after: 5, are: "BB" },
        ],
      },
      {
        text: "B at page 20 only: A was overwritten",
        when: [{ fact: "pages", from: 0x1000a000, after: 5, are: "BB" }],
      },
    ],
    rule: "Each call carries the entries of that moment away. The live copy starts empty each time, unlike a snapshot by fork.",
  },
  story: [
    "One address, three states. Each evacuation puts a generation aside under an address of its own.",
    "The live mapping never moves, and pointers to it stay good.",
  ],
  aha: "A snapshot by moving the original away.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: 0x1000a000, after: 5, are: "AA" },
        { fact: "pages", from: 0x10014000, after: 5, are: "BB" },
        { fact: "pages", from: "live", after: 5, are: ".." },
        { fact: "pages", from: "live", after: 6, are: "CC" },
        { fact: "pages", from: "first", after: 7, are: "AA" },
        { fact: "counter", counter: "anon", from: 2, after: 6, grew: 4 },
      ],
    },
  ],

  sources: [MERGED_PATCH],
  neighbours: ["roll-back", "swap-out", "fork-and-move"],
};
