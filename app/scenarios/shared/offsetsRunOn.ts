import { GROWTH_MERGES, MERGE_RULES } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const offsetsRunOn: ScenarioBody = {
  id: "offsets-run-on",
  ask: "When do two views of one file become one mapping?",
  program: `file = memfd_create("book", MFD_CLOEXEC)
ftruncate(file, 8*PAGE)
left = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
right = mmap(0x10003000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 3*PAGE)
mremap(left, 2*PAGE, 3*PAGE, 0, 0)
third = mmap(0x10014000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
fourth = mmap(0x10017000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 5*PAGE)
mremap(third, 2*PAGE, 3*PAGE, 0, 0)
`,
  question: {
    id: "offsets-run-on.count",
    kind: "count",
    before: 8,
    prompt:
      "A view of pages 1 and 2 grew up to a view of pages 4 and 5. Now another view of pages 1 and 2 grows up to one of pages 6 and 7. How many mappings are these five pages?",
    unit: "mappings",
    of: { count: "vmas", from: "third", pages: 5, after: 8 },
    rule: "Views of one file merge only where the file runs on from one to the next. Here page 3 stands before page 6, so they stay two. As one mapping they would show the wrong pages.",
  },
  story: [
    "In the first pair the file runs on without a break: pages 1 to 3, then 4 and 5. Since 6.1 growing makes one mapping of them.",
    "In the second pair two pages of the file are left out. Nothing can make these two views one.",
  ],
  aha: "Neighbours on the map must be neighbours in the file.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("6.1.170"),
      facts: [{ fact: "vmas", from: "left", pages: 5, after: 5, are: 2 }],
    },
    {
      kernels: since("6.1.170"),
      facts: [{ fact: "vmas", from: "left", pages: 5, after: 5, are: 1 }],
    },
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "result", call: 8, is: "ok" },
        { fact: "vmas", from: "third", pages: 5, after: 8, are: 2 },
      ],
    },
  ],

  sources: [GROWTH_MERGES, MERGE_RULES],
  neighbours: ["grow-meets-neighbour", "exposes-more-file", "every-piece"],
};
