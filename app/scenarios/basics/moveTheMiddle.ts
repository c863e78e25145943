import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const moveTheMiddle: ScenarioBody = {
  id: "move-the-middle",
  ask: "Can a part of a mapping move away?",
  program: `heap = mmap(0x10000000, 6*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
store(heap + 2*PAGE, 2*PAGE, 'B')
store(heap + 4*PAGE, 2*PAGE, 'C')
middle = mremap(heap + 2*PAGE, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
load(heap + 2*PAGE, PAGE)
`,
  question: {
    id: "move-the-middle.place",
    kind: "place",
    before: 5,
    prompt: "The two pages in the middle move to another place. What is left of the six?",
    from: "heap",
    pages: 6,
    after: 5,
    pieces: "ABC.-",
    rule: "The range that moves is cut out: a mapping of two pages stays on each side, and nothing is mapped between them.",
  },
  story: [
    "mremap takes any range of pages inside a mapping. Here it takes the middle third.",
    "The mapping is split at both ends of the range. The outer parts stay and keep their frames.",
  ],
  aha: "mremap cuts mappings like scissors.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "pages", from: "heap", after: 5, are: "AA--CC" },
        { fact: "pages", from: "middle", after: 5, are: "BB" },
        { fact: "vmas", from: "heap", pages: 6, after: 5, are: 2 },
        { fact: "sameFrames", pages: 2, from: 0x10002000, before: 4, to: "middle", after: 5 },
        { fact: "result", call: 6, is: "SIGSEGV" },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["hole-in-the-table", "cut-and-heal", "fixed-overwrites"],
};
