import { PUD_MOVES } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const oneGibibyte: ScenarioBody = {
  id: "one-gibibyte",
  ask: "How many stores does it take to move a gibibyte?",
  program: `thp never
heap = mmap(0x40000000, 1 GiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 1 GiB, 'A')
to = mremap(heap, 1 GiB, 1 GiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x180000000)
`,
  question: {
    id: "one-gibibyte.choose",
    kind: "choose",
    before: 3,
    prompt:
      "All 262,144 pages are touched, and both places begin at a boundary of 1 GiB. How does the kernel carry the entries?",
    options: [
      {
        text: "It moves one table: one store",
        when: [
          { fact: "moves", call: 3, level: "pud", are: 1 },
          { fact: "moves", call: 3, level: "pmd", are: 0 },
        ],
      },
      {
        text: "It moves 512 tables, one for each 2 MiB",
        when: [
          { fact: "moves", call: 3, level: "pud", are: 0 },
          { fact: "moves", call: 3, level: "pmd", are: 512 },
        ],
      },
      {
        text: "Entry by entry, 262,144 times",
        when: [{ fact: "moves", call: 3, level: "pte", are: 262_144 }],
      },
    ],
    rule: "A PMD table hangs from one entry of the PUD table and covers 1 GiB. Where it fits whole on both sides, one store moves it with all that hangs below. Kernels before 5.11 move a PTE table for each 2 MiB instead.",
  },
  story: [
    "One entry of the PUD table is cleared and written elsewhere. The 512 PTE tables below it and the 262,144 frames do not notice.",
    "Go out to the whole address space and in again: the picture counts pages to the cell at every level.",
  ],
  aha: "A gibibyte moves like a page: with one store.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("5.15"),
      facts: [
        { fact: "moves", call: 3, level: "pud", are: 0 },
        { fact: "moves", call: 3, level: "pmd", are: 512 },
      ],
    },
    {
      kernels: since("5.15"),
      facts: [
        { fact: "moves", call: 3, level: "pud", are: 1 },
        { fact: "moves", call: 3, level: "pmd", are: 0 },
      ],
    },
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "moves", call: 3, level: "pte", are: 0 },
        { fact: "counter", counter: "anon", from: 2, after: 3, grew: 0 },
      ],
    },
  ],

  sources: [PUD_MOVES],
  neighbours: ["alignment-is-speed", "mostly-nothing"],
};
