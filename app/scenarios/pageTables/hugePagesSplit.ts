import { THP_MOVES } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const hugePagesSplit: ScenarioBody = {
  id: "huge-pages-split",
  ask: "Do I lose my huge pages when I move?",
  program: `thp always
heap = mmap(0x10000000, 4 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4 MiB, 'A')
aligned = mremap(heap, 4 MiB, 4 MiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x20000000)
crooked = mremap(aligned, 4 MiB, 4 MiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x30001000)
back = mremap(crooked, 4 MiB, 4 MiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x40000000)
`,
  question: {
    id: "huge-pages-split.choose",
    kind: "choose",
    before: 5,
    prompt:
      "Two huge pages moved to an aligned place and stayed huge. A move by one page more split them. Now they move back to an aligned place. Are they huge again?",
    options: [
      {
        text: "No: they stay split",
        when: [
          { fact: "moves", call: 5, level: "hugePmd", are: 0 },
          { fact: "moves", call: 5, level: "pmd", are: 0 },
          { fact: "moves", call: 5, level: "pte", are: 1024 },
        ],
      },
      { text: "Yes: two huge entries move", when: [{ fact: "moves", call: 5, level: "hugePmd", are: 2 }] },
    ],
    rule: "A huge page can be mapped as one only at a 2 MiB boundary. A move to another place splits the entry into 512. Moving back does not join them.",
  },
  story: [
    "The frames never change: 4 MiB of memory in two blocks. What changes is how many entries it takes to map them.",
    "Splitting is easy. Rebuilding is the work of khugepaged, which does not come at once.",
  ],
  aha: "Easily split, rarely joined.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "moves", call: 3, level: "hugePmd", are: 2 },
        { fact: "result", call: 4, is: "ok" },
        { fact: "moves", call: 4, level: "hugePmd", are: 0 },
        { fact: "moves", call: 4, level: "pte", are: 1024 },
        { fact: "result", call: 5, is: "ok" },
        { fact: "moves", call: 5, level: "hugePmd", are: 0 },
      ],
    },
  ],

  sources: [THP_MOVES],
  neighbours: ["alignment-is-speed", "huge-source-refaults"],
};
