import { PUD_MOVES } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const mostlyNothing: ScenarioBody = {
  id: "mostly-nothing",
  ask: "What does it cost to move 64 GiB that are hardly touched?",
  program: `thp never
map = mmap(0x1000000000, 64 GiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE|MAP_FIXED, -1, 0)
store(map, PAGE, 'A')
store(map + 32 GiB, PAGE, 'B')
store(map + 64 GiB - PAGE, PAGE, 'C')
to = mremap(map, 64 GiB, 64 GiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x8000000000)
load(to + 32 GiB, PAGE)
`,
  question: {
    id: "mostly-nothing.count",
    kind: "count",
    before: 5,
    prompt: "64 GiB are mapped, three pages of them are touched. How many entries move?",
    unit: "entries",
    of: { count: "entriesMoved", call: 5 },
    rule: "Where nothing was touched there is no table, and move_page_tables passes over it in steps of 2 MiB or 1 GiB. What moves is what is there.",
  },
  story: [
    "A mapping is a promise: 16,777,216 pages that may come. Three have come, each with a table of its own, and only those are carried.",
    "MAP_NORESERVE keeps the kernel from counting the promise against memory that it does not have.",
  ],
  aha: "A move costs what is there, not what is promised.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("5.15"),
      facts: [
        { fact: "moves", call: 5, level: "pud", are: 0 },
        { fact: "moves", call: 5, level: "pmd", are: 3 },
      ],
    },
    {
      kernels: since("5.15"),
      facts: [
        { fact: "moves", call: 5, level: "pud", are: 3 },
        { fact: "moves", call: 5, level: "pmd", are: 0 },
      ],
    },
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "moves", call: 5, level: "pte", are: 0 },
        { fact: "counter", counter: "anon", from: 4, after: 5, grew: 0 },
      ],
    },
  ],

  sources: [PUD_MOVES],
  neighbours: ["one-gibibyte", "alignment-is-speed"],
};
