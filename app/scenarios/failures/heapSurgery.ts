import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { BRK_PAGE, MAN_PAGE } from "../sources.ts";

export const heapSurgery: ScenarioBody = {
  id: "heap-surgery",
  ask: "What does brk know of a heap that has been moved?",
  program: `start = brk(0)
top = brk(start + 4*PAGE)
store(start, 4*PAGE, 'A')
mremap(start, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10000000)
same = brk(0)
more = brk(top + 2*PAGE)
load(start, PAGE)
`,
  question: {
    id: "heap-surgery.choose",
    kind: "choose",
    before: 5,
    prompt: "The first two pages of the heap were moved away. What does brk say the end of the heap is?",
    options: [
      { text: "The same as before", when: [{ fact: "sameAddress", a: "same", b: "top", is: true }] },
      { text: "Two pages less", when: [{ fact: "sameAddress", a: "same", b: "top", is: false }] },
    ],
    rule: "The break is a number that the kernel keeps. It grows and shrinks by brk alone, whatever is mapped below.",
  },
  story: [
    "The heap’s first pages are elsewhere. A malloc that keeps its lists there would crash now.",
    "brk notices nothing. It still grows the heap at its upper end.",
  ],
  aha: "brk is a number, not a mapping.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: 0x10000000, after: 4, are: "AA" },
        { fact: "sameAddress", a: "same", b: "top", is: true },
        { fact: "result", call: 6, is: "ok" },
        { fact: "sameAddress", a: "more", b: "top", is: false },
        { fact: "result", call: 7, is: "SIGSEGV" },
      ],
    },
  ],

  sources: [MAN_PAGE, BRK_PAGE],
  neighbours: ["move-the-middle", "dead-pointer"],
};
