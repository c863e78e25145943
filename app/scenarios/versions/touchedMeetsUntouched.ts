import { MERGE_FIX } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const touchedMeetsUntouched: ScenarioBody = {
  id: "touched-meets-untouched",
  ask: "Can touched memory join an untouched neighbour?",
  program: `heap = mmap(0x10002000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
away = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
fresh = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(away, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10002000)
`,
  question: {
    id: "touched-meets-untouched.count",
    kind: "count",
    before: 5,
    prompt:
      "While the heap was away, a fresh mapping was made below its old place. Nobody touched it. The heap comes home. How many mappings are the four pages?",
    unit: "mappings",
    of: { count: "vmas", from: "fresh", pages: 4, after: 5 },
    rule: "Untouched memory may join touched memory on every kernel. Until 6.15 touched memory did not join an untouched neighbour. Since 6.16 it does.",
  },
  story: ["It should not matter who comes to whom. For a long time it did.", "Compare 6.12 and 6.16."],
  aha: "Merging was not the same in both directions.",
  kernels: EVERY_KERNEL,
  outcomes: [
    { kernels: before("6.16"), facts: [{ fact: "vmas", from: "fresh", pages: 4, after: 5, are: 2 }] },
    { kernels: since("6.16"), facts: [{ fact: "vmas", from: "fresh", pages: 4, after: 5, are: 1 }] },
    { facts: [{ fact: "pages", from: "fresh", after: 5, are: "..AA" }] },
  ],

  sources: [MERGE_FIX],
  neighbours: ["neighbours-by-touch", "cut-and-heal", "grow-meets-neighbour"],
};
