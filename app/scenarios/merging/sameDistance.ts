import { MERGE_RULES } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const sameDistance: ScenarioBody = {
  id: "same-distance",
  ask: "Do halves that move one by one become one again?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10008000)
mremap(heap + 2*PAGE, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
`,
  question: {
    id: "same-distance.count",
    kind: "count",
    before: 4,
    prompt:
      "The lower half has moved up by eight pages; now the upper half moves by eight as well. How many mappings stand at the new place?",
    unit: "mappings",
    of: { count: "vmas", from: 0x10008000, pages: 4, after: 4 },
    rule: "Both halves carry the identity of the mapping they were cut from, and their offsets continue each other. So they merge.",
  },
  story: [
    "One mapping, moved in two steps by the same distance.",
    "The second half finds its sister at the new place, with the right offset.",
  ],
  aha: "Same family, same distance: one mapping.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "vmas", from: 0x10008000, pages: 4, after: 3, are: 1 },
        { fact: "result", call: 4, is: "ok" },
        { fact: "vmas", from: 0x10008000, pages: 4, after: 4, are: 1 },
        { fact: "pages", from: 0x10008000, after: 4, are: "AAAA" },
        { fact: "pages", from: "heap", after: 4, are: "----" },
      ],
    },
  ],

  sources: [MERGE_RULES],
  neighbours: ["cut-and-heal", "neighbours-by-touch"],
};
