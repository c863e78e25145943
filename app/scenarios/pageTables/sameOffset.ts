import { REALIGNED_START } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const sameOffset: ScenarioBody = {
  id: "same-offset",
  ask: "Must both addresses be aligned to 2 MiB?",
  program: `thp never
heap = mmap(0x10001000, 4 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4 MiB, 'A')
moved = mremap(heap, 4 MiB, 4 MiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x20001000)
`,
  question: {
    id: "same-offset.choose",
    kind: "choose",
    before: 3,
    prompt: "Source and destination both begin one page behind a 2 MiB boundary. Are whole tables moved?",
    options: [
      {
        text: "Yes, though neither address is a round one",
        when: [{ fact: "moves", call: 3, level: "pmd", are: 1 }],
      },
      {
        text: "Yes, and even the ragged first table",
        when: [{ fact: "moves", call: 3, level: "pmd", are: 2 }],
      },
      {
        text: "No: all 1024 entries are carried one by one",
        when: [{ fact: "moves", call: 3, level: "pte", are: 1024 }],
      },
    ],
    rule: "All tables that are fully covered move whole. Since 6.7 the ragged first one does too, if nothing else lives in it. The last page, in a table of its own, is carried singly.",
  },
  story: [
    "Both sides have the same offset, so the tables fit onto each other.",
    "Old kernels carry the first 511 entries singly. New ones see that nobody else uses that table, and take it whole.",
  ],
  aha: "Same offset, same speed.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("6.12.94"),
      facts: [
        { fact: "moves", call: 3, level: "pmd", are: 1 },
        { fact: "moves", call: 3, level: "pte", are: 512 },
      ],
    },
    {
      kernels: since("6.12.94"),
      facts: [
        { fact: "moves", call: 3, level: "pmd", are: 2 },
        { fact: "moves", call: 3, level: "pte", are: 1 },
      ],
    },
    { facts: [{ fact: "result", call: 3, is: "ok" }] },
  ],

  sources: [REALIGNED_START],
  neighbours: ["alignment-is-speed", "huge-pages-split"],
};
