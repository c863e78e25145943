import { THP_MOVES } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const halfAHugePage: ScenarioBody = {
  id: "half-a-huge-page",
  ask: "What if a part of a huge page moves?",
  program: `thp always
heap = mmap(0x10000000, 2 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2 MiB, 'A')
half = mremap(heap, 1 MiB, 1 MiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x20000000)
`,
  question: {
    id: "half-a-huge-page.count",
    kind: "count",
    before: 3,
    prompt:
      "One huge page of 2 MiB is mapped by one entry. Its first half moves away. How many entries does the move carry?",
    unit: "entries",
    of: { count: "entriesMoved", call: 3 },
    rule: "One entry cannot be in two places. It is split into 512 first, and 256 of them move. The frames stay where they are.",
  },
  story: [
    "The destination is aligned, and still the huge page cannot go there: only a half of it moves.",
    "The memory is the same 2 MiB block as before. It is mapped in small entries from now on.",
  ],
  aha: "Half of one entry is 256 entries.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "moves", call: 3, level: "hugePmd", are: 0 },
        { fact: "moves", call: 3, level: "pte", are: 256 },
        { fact: "counter", counter: "anon", from: 2, after: 3, grew: 0 },
        { fact: "vmas", from: "heap", pages: 512, after: 3, are: 1 },
      ],
    },
  ],

  sources: [THP_MOVES],
  neighbours: ["huge-pages-split", "move-the-middle"],
};
