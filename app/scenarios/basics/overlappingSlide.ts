import { CRIU_RESTORER } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const overlappingSlide: ScenarioBody = {
  id: "overlapping-slide",
  ask: "May the old and the new range overlap, as with memmove?",
  program: `heap = mmap(0x10002000, 6*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
store(heap + 3*PAGE, 3*PAGE, 'B')
mremap(heap, 6*PAGE, 6*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10000000)
temp = mremap(heap, 6*PAGE, 6*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10064000)
home = mremap(temp, 6*PAGE, 6*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10000000)
`,
  question: {
    id: "overlapping-slide.choose",
    kind: "choose",
    before: 4,
    prompt: "Six pages are to slide down by two, so that the ranges overlap. What comes back?",
    options: [
      {
        text: "EINVAL, and nothing moves",
        when: [
          { fact: "result", call: 4, is: "EINVAL" },
          { fact: "pages", from: 0x10000000, after: 4, are: "--AAABBB" },
        ],
      },
      {
        text: "It slides, like memmove",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "pages", from: 0x10000000, after: 4, are: "AAABBB" },
        ],
      },
      {
        text: "It moves, but the overlapping pages are lost",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "pages", from: 0x10000000, after: 4, are: "AA" },
        ],
      },
    ],
    rule: "FIXED unmaps the destination first. If the ranges overlapped, it would throw away a part of its own source, so the kernel refuses.",
  },
  story: [
    "The direct way is refused.",
    "By way of a third place the same slide is two moves, and not one byte is copied.",
  ],
  aha: "memmove in two moves.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 4, is: "EINVAL" },
        { fact: "pages", from: 0x10000000, after: 4, are: "--AAABBB" },
        { fact: "result", call: 5, is: "ok" },
        { fact: "result", call: 6, is: "ok" },
        { fact: "pages", from: 0x10000000, after: 6, are: "AAABBB" },
        { fact: "sameFrames", pages: 6, from: "heap", before: 3, to: "home", after: 6 },
      ],
    },
  ],

  sources: [MAN_PAGE, CRIU_RESTORER],
  neighbours: ["swap-two", "which-einval", "criu-order"],
};
