import { PMD_MOVES } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const alignmentIsSpeed: ScenarioBody = {
  id: "alignment-is-speed",
  ask: "Why is a move to another offset so much slower?",
  program: `thp never
heap = mmap(0x10000000, 4 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4 MiB, 'A')
aligned = mremap(heap, 4 MiB, 4 MiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x20000000)
crooked = mremap(aligned, 4 MiB, 4 MiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x30001000)
`,
  question: {
    id: "alignment-is-speed.choose",
    kind: "choose",
    before: 3,
    prompt: "1024 pages move from one 2 MiB boundary to another. How does the kernel carry the 1024 entries?",
    options: [
      {
        text: "It moves two whole tables",
        when: [
          { fact: "moves", call: 3, level: "pmd", are: 2 },
          { fact: "moves", call: 3, level: "pte", are: 0 },
        ],
      },
      {
        text: "Entry by entry, 1024 times",
        when: [
          { fact: "moves", call: 3, level: "pmd", are: 0 },
          { fact: "moves", call: 3, level: "pte", are: 1024 },
        ],
      },
      {
        text: "It copies 4 MiB",
        when: [
          { fact: "moves", call: 3, level: "pmd", are: 0 },
          { fact: "moves", call: 3, level: "pte", are: 0 },
        ],
      },
    ],
    rule: "A page table holds 512 entries and covers 2 MiB. Where a whole table lies at the same offset on both sides, the kernel moves the table with one store. Otherwise it carries entries one by one.",
  },
  story: [
    "The first move is two stores. The second goes one page beyond the boundary: no table fits, and all 1024 entries have to be carried.",
    "On one machine 64 MiB took some 50 µs by tables and 250 µs by entries; copying took 24 ms and more.",
  ],
  aha: "Moving a table instead of 512 entries.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "moves", call: 3, level: "pmd", are: 2 },
        { fact: "moves", call: 3, level: "pte", are: 0 },
        { fact: "result", call: 4, is: "ok" },
        { fact: "moves", call: 4, level: "pmd", are: 0 },
        { fact: "moves", call: 4, level: "pte", are: 1024 },
      ],
    },
  ],

  sources: [PMD_MOVES],
  neighbours: ["same-offset", "huge-pages-split"],
};
