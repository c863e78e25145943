import { CRIU_RESTORER } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const criuOrder: ScenarioBody = {
  id: "criu-order",
  ask: "How does CRIU put an address space back together?",
  program: `one = mmap(0x10002000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(one, 2*PAGE, 'A')
two = mmap(0x10004000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(two, 2*PAGE, 'B')
three = mmap(0x10006000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(three, 2*PAGE, 'C')
mremap(one, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10000000)
mremap(two, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10002000)
mremap(three, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10004000)
`,
  question: {
    id: "criu-order.place",
    kind: "place",
    before: 7,
    prompt:
      "Three pieces lie two pages too high. They move home one by one, the lowest first. What does the range look like in the end?",
    from: 0x10000000,
    pages: 8,
    after: 9,
    pieces: "ABC.-",
    rule: "FIXED overwrites. When a destination holds a piece that has not moved yet, that piece is lost. Moving down, the lowest has to go first.",
  },
  story: [
    "CRIU restores a process by mapping its memory anywhere and then moving each piece to its old address.",
    "The order decides. Where no order works, a temporary place helps.",
  ],
  aha: "With FIXED, order is everything.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: 0x10000000, after: 7, are: "AA--BBCC" },
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: 0x10000000, after: 8, are: "AABB--CC" },
        { fact: "result", call: 9, is: "ok" },
        { fact: "pages", from: 0x10000000, after: 9, are: "AABBCC--" },
      ],
    },
  ],

  sources: [CRIU_RESTORER],
  neighbours: ["overlapping-slide", "swap-two", "fixed-overwrites"],
};
