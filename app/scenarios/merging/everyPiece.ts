import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MERGE_RULES } from "../citations.ts";

export const everyPiece: ScenarioBody = {
  id: "every-piece",
  ask: "Why does my process run out of mappings after many moves?",
  program: `heap = mmap(0x10000000, 6*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 6*PAGE, 'A')
mremap(heap + PAGE, PAGE, PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
mremap(heap + 3*PAGE, PAGE, PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10015000)
mremap(heap + 5*PAGE, PAGE, PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10016000)
`,
  question: {
    id: "every-piece.count",
    kind: "count",
    before: 5,
    prompt:
      "Every second page of a mapping moves, three in all, to three places side by side. How many mappings are these three pages?",
    unit: "mappings",
    of: { count: "vmas", from: 0x10014000, pages: 3, after: 5 },
    rule: "Neighbours merge only when their page offsets run on. These pages were born with a page between them, so each stays a mapping of its own.",
  },
  story: [
    "One mapping has become six: three pieces stay behind, three stand elsewhere.",
    "A process may have 65,530 mappings unless vm.max_map_count says otherwise. Whoever moves many small pieces uses them up.",
  ],
  aha: "Side by side is not enough to be one.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "vmas", from: "heap", pages: 6, after: 2, are: 1 },
        { fact: "result", call: 5, is: "ok" },
        { fact: "vmas", from: "heap", pages: 6, after: 5, are: 3 },
        { fact: "pages", from: "heap", after: 5, are: "A-A-A-" },
        { fact: "vmas", from: 0x10014000, pages: 3, after: 5, are: 3 },
        { fact: "pages", from: 0x10014000, after: 5, are: "AAA" },
      ],
    },
  ],

  sources: [MERGE_RULES],
  neighbours: ["same-distance", "too-many-mappings", "side-by-side"],
};
