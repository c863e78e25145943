import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const blockedThenMoved: ScenarioBody = {
  id: "blocked-then-moved",
  ask: "Why does growing fail with gigabytes free?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
wall = mmap(heap + 2*PAGE, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 2*PAGE, 4*PAGE, 0, 0)
to = mremap(heap, 2*PAGE, 4*PAGE, MREMAP_MAYMOVE, 0)
load(heap, PAGE)
`,
  question: {
    id: "blocked-then-moved.errno",
    kind: "choose",
    before: 4,
    prompt: "Another mapping begins right above. What does growing by two pages give, with no flag?",
    options: [
      {
        text: "ENOMEM, and nothing changes",
        when: [
          { fact: "result", call: 4, is: "ENOMEM" },
          { fact: "pages", from: "heap", after: 4, are: "AA.-" },
        ],
      },
      {
        text: "It grows over its neighbour",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "vmas", from: "heap", pages: 3, after: 4, are: 1 },
        ],
      },
      {
        text: "It moves to a place with room",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "pages", from: "heap", after: 4, are: "--.-" },
        ],
      },
    ],
    rule: "Without MREMAP_MAYMOVE a mapping grows only into free addresses right above it. Free memory is not the question: free addresses are.",
  },
  story: [
    "One page of somebody else’s stands in the way. Memory is plentiful; the addresses right above the mapping are not.",
    "With MREMAP_MAYMOVE the kernel looks for a place that is large enough and carries the entries there. Pointers to the old place dangle from then on.",
  ],
  aha: "The same frames under a new address; old pointers dangle.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 4, is: "ENOMEM" },
        { fact: "pages", from: "heap", after: 4, are: "AA.-" },
        { fact: "result", call: 5, is: "ok" },
        { fact: "pages", from: "to", after: 5, are: "AA.." },
        { fact: "pages", from: "heap", after: 5, are: "--.-" },
        { fact: "sameFrames", pages: 2, from: "heap", before: 4, to: "to", after: 5 },
        { fact: "result", call: 6, is: "SIGSEGV" },
      ],
    },
  ],
  captions: { 6: "The old address means nothing any more: the read is a SIGSEGV." },
  sources: [MAN_PAGE],
  neighbours: ["grow-in-place", "fixed-overwrites"],
};
