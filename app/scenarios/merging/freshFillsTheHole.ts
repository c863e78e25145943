import { MERGE_RULES } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const freshFillsTheHole: ScenarioBody = {
  id: "fresh-fills-the-hole",
  ask: "Who takes the place of a part that moved away?",
  program: `heap = mmap(0x10000000, 6*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 6*PAGE, 'A')
far = mremap(heap + 2*PAGE, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
fresh = mmap(0x10002000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
`,
  question: {
    id: "fresh-fills-the-hole.count",
    kind: "count",
    before: 4,
    prompt:
      "The middle moved away. mmap puts two fresh pages into the hole. How many mappings are the six pages then?",
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages: 6, after: 4 },
    rule: "Fresh memory has no identity and takes the offset that its address gives. Both neighbours are of one family, so it joins them to one.",
  },
  story: [
    "The hole is filled with pages that have nothing to do with the old ones.",
    "They fit, and the mapping is whole again. The part that moved away can come home only with FIXED, over the fresh pages.",
  ],
  aha: "A stranger without a past fits everywhere.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "vmas", from: "heap", pages: 6, after: 3, are: 2 },
        { fact: "vmas", from: "heap", pages: 6, after: 4, are: 1 },
        { fact: "pages", from: "heap", after: 4, are: "AA..AA" },
      ],
    },
  ],

  sources: [MERGE_RULES],
  neighbours: ["cut-and-heal", "touched-meets-untouched"],
};
