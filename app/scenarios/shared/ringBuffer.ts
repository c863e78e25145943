import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const ringBuffer: ScenarioBody = {
  id: "ring-buffer",
  ask: "How do I get the same memory at two addresses?",
  program: `ring = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
again = mremap(ring, 0, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, ring + 2*PAGE)
store(ring + PAGE, 2*PAGE, 'W')
load(ring, PAGE)
`,
  question: {
    id: "ring-buffer.place",
    kind: "place",
    before: 4,
    prompt:
      "The ring has two pages, and the next two addresses show them again. The program writes the last page and goes on into the page behind. What do the first three pages show after a read of the first?",
    from: "ring",
    pages: 3,
    after: 4,
    pieces: "W0.-",
    rule: "The third page is a second view of the first. Writing behind the end writes the start.",
  },
  story: [
    "A shared mapping is doubled right behind itself. An index that runs over the end needs no check: it lands at the start.",
    "Many examples forget MREMAP_FIXED. Then the address is not read, and the second view is elsewhere.",
  ],
  aha: "Wrapping around is the page table’s work.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 2, is: "ok" },
        { fact: "result", call: 3, is: "ok" },
        { fact: "pages", from: "ring", after: 4, are: "WWW" },
        { fact: "sameFrames", pages: 1, from: 0x10002000, before: 4, to: 0x10000000, after: 4 },
        { fact: "vmas", from: "ring", pages: 4, after: 4, are: 2 },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["same-memory-twice", "forgotten-fixed"],
};
