import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const swapTwo: ScenarioBody = {
  id: "swap-two",
  ask: "Can two pieces of memory change places without copying?",
  program: `left = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
right = mmap(0x10004000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(left, 2*PAGE, 'A')
store(right, 2*PAGE, 'B')
temp = mremap(left, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
mremap(right, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, left)
mremap(temp, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, right)
`,
  question: {
    id: "swap-two.place",
    kind: "place",
    before: 5,
    prompt: "Three moves, as with three cups. What stands at the six pages after the third?",
    from: "left",
    pages: 6,
    after: 7,
    pieces: "AB.-",
    rule: "Each move carries entries to a free place. After three moves the addresses have changed owners; the frames stayed where they were.",
  },
  story: [
    "A third place holds the first piece while the second moves over.",
    "The contents of two mappings are exchanged by moving entries three times.",
  ],
  aha: "Exchanged, and no byte was copied.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "result", call: 6, is: "ok" },
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: "left", after: 7, are: "BB--AA" },
        { fact: "sameFrames", pages: 2, from: 0x10000000, before: 4, to: 0x10004000, after: 7 },
        { fact: "sameFrames", pages: 2, from: 0x10004000, before: 4, to: 0x10000000, after: 7 },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["overlapping-slide", "criu-order"],
};
