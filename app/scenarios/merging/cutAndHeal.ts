import { MERGE_RULES } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const cutAndHeal: ScenarioBody = {
  id: "cut-and-heal",
  ask: "Does a mapping become one again when its part comes back?",
  program: `heap = mmap(0x10000000, 9*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 9*PAGE, 'A')
far = mremap(heap + 3*PAGE, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
mremap(far, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10003000)
`,
  question: {
    id: "cut-and-heal.count",
    kind: "count",
    before: 4,
    prompt:
      "The middle third went away and comes back to its place. How many mappings are the nine pages then?",
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages: 9, after: 4 },
    rule: "Neighbours merge when permissions, flags, identity and page offset fit. A part that moves keeps the offset and the identity of its birth, so at home it fits again.",
  },
  story: [
    "Moving away cuts the mapping in two pieces. Coming back fills the hole.",
    "The piece remembers where it was born. It fits its old neighbours and merges with both.",
  ],
  aha: "Page offsets remember where pages were born.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "vmas", from: "heap", pages: 9, after: 2, are: 1 },
        { fact: "result", call: 3, is: "ok" },
        { fact: "vmas", from: "heap", pages: 9, after: 3, are: 2 },
        { fact: "result", call: 4, is: "ok" },
        { fact: "vmas", from: "heap", pages: 9, after: 4, are: 1 },
        { fact: "pages", from: "heap", after: 4, are: "AAAAAAAAA" },
      ],
    },
  ],

  sources: [MERGE_RULES],
  neighbours: ["same-distance", "neighbours-by-touch", "move-the-middle"],
};
