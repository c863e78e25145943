import { THP_PLACEMENT } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const placeForHugePages: ScenarioBody = {
  id: "place-for-huge-pages",
  ask: "Does the kernel choose a place where huge pages fit?",
  program: `thp always
heap = mmap(0x10000000, 8 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 8 MiB, 'A')
wall = mmap(heap + 8 MiB, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
moved = mremap(heap, 8 MiB, 16 MiB, MREMAP_MAYMOVE, 0)
`,
  question: {
    id: "place-for-huge-pages.choose",
    kind: "choose",
    before: 4,
    prompt:
      "Four huge pages. The mapping grows, a neighbour is in the way, and the kernel chooses the new place. Do the huge pages stay huge?",
    options: [
      {
        text: "Yes: the place begins at a 2 MiB boundary",
        when: [
          { fact: "moves", call: 4, level: "hugePmd", are: 4 },
          { fact: "moves", call: 4, level: "pte", are: 0 },
        ],
      },
      {
        text: "No: the place is crooked, and they are split",
        when: [
          { fact: "moves", call: 4, level: "hugePmd", are: 0 },
          { fact: "moves", call: 4, level: "pte", are: 2048 },
        ],
      },
    ],
    rule: "Old kernels take the highest gap that fits and end the mapping where the gap ends. Since 6.7 anonymous memory whose length is a multiple of 2 MiB is placed at a 2 MiB boundary.",
  },
  story: [
    "The caller only wanted more memory. Whether it keeps its huge pages is decided by the place.",
    "Compare 6.1 and 6.12.",
  ],
  aha: "A good place is worth 2048 entries.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("6.12.94"),
      facts: [
        { fact: "moves", call: 4, level: "hugePmd", are: 0 },
        { fact: "moves", call: 4, level: "pte", are: 2048 },
      ],
    },
    {
      kernels: since("6.12.94"),
      facts: [
        { fact: "moves", call: 4, level: "hugePmd", are: 4 },
        { fact: "moves", call: 4, level: "pte", are: 0 },
      ],
    },
    {
      facts: [
        { fact: "result", call: 4, is: "ok" },
        { fact: "counter", counter: "anon", from: 3, after: 4, grew: 0 },
      ],
    },
  ],

  sources: [THP_PLACEMENT],
  neighbours: ["huge-pages-split", "alignment-is-speed", "realloc-doubling"],
};
