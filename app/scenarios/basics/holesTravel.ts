import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const holesTravel: ScenarioBody = {
  id: "holes-travel",
  ask: "Does a moved mapping keep the pages that were thrown away?",
  program: `heap = mmap(0x10000000, 6*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 6*PAGE, 'A')
madvise(heap + 2*PAGE, 2*PAGE, MADV_DONTNEED)
moved = mremap(heap, 6*PAGE, 6*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
load(moved + 2*PAGE, PAGE)
`,
  question: {
    id: "holes-travel.count",
    kind: "count",
    before: 4,
    prompt:
      "Six pages, two of them dropped by MADV_DONTNEED. How many page-table entries does the move carry?",
    unit: "entries",
    of: { count: "entriesMoved", call: 4 },
    rule: "A page without an entry costs nothing to move. It arrives as it left: empty.",
  },
  story: [
    "MADV_DONTNEED clears two entries and frees their frames. The mapping stays whole.",
    "The move carries the four entries that are left, each to its place. The hole keeps its place between them.",
  ],
  aha: "A hole in the page table moves by not moving.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: "heap", after: 3, are: "AA..AA" },
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: "moved", after: 4, are: "AA..AA" },
        { fact: "vmas", from: "moved", pages: 6, after: 4, are: 1 },
        { fact: "pages", from: "moved", after: 5, are: "AAz.AA" },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["zero-pages-travel", "hole-in-the-table"],
};
