import { MERGED_PATCH } from "../citations.ts";
import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const holeInTheTable: ScenarioBody = {
  id: "hole-in-the-table",
  ask: "Does a partial MREMAP_DONTUNMAP split the mapping?",
  program: `heap = mmap(0x10000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 8*PAGE, 'A')
moved = mremap(heap + 2*PAGE, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10014000)
store(heap + 3*PAGE, PAGE, 'B')
`,
  question: {
    id: "hole-in-the-table.count",
    kind: "count",
    before: 3,
    prompt:
      "Three pages in the middle move with DONTUNMAP. How many mappings are there in the eight pages afterwards?",
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages: 8, after: 3 },
    rule: "Nothing is unmapped, so nothing is cut. The mapping is one from end to end; only page-table entries are missing.",
  },
  story: [
    "A plain move would cut the mapping in two. With the flag the list of mappings does not change there.",
    "The hole is in the page table alone, and the next write fills a part of it.",
  ],
  aha: "A hole in the page table is no hole in the mapping.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "vmas", from: "heap", pages: 8, after: 3, are: 1 },
        { fact: "pages", from: "heap", after: 3, are: "AA...AAA" },
        { fact: "pages", from: "moved", after: 3, are: "AAA" },
        { fact: "pages", from: "heap", after: 4, are: "AA.B.AAA" },
        { fact: "vmas", from: "heap", pages: 8, after: 4, are: 1 },
      ],
    },
  ],

  sources: [MERGED_PATCH],
  neighbours: ["move-the-middle", "lock-partly", "holes-travel"],
};
