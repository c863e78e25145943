import { MERGED_PATCH } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const hugeSourceRefaults: ScenarioBody = {
  id: "huge-source-refaults",
  ask: "What does one touch of an emptied huge mapping cost?",
  program: `thp madvise
heap = mmap(0x10000000, 2 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
madvise(heap, 2 MiB, MADV_HUGEPAGE)
store(heap, 2 MiB, 'A')
moved = mremap(heap, 2 MiB, 2 MiB, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x20000000)
store(heap, PAGE, 'B')
`,
  question: {
    id: "huge-source-refaults.choose",
    kind: "choose",
    before: 5,
    prompt:
      "A huge page has moved away with DONTUNMAP. The program writes one byte at the old address. How much memory does that take?",
    options: [
      {
        text: "2 MiB: the source kept its advice",
        when: [{ fact: "counter", counter: "anon", from: 4, after: 5, grew: 512 }],
      },
      { text: "4 KiB: one page", when: [{ fact: "counter", counter: "anon", from: 4, after: 5, grew: 1 }] },
      {
        text: "Nothing: the frames come back",
        when: [{ fact: "counter", counter: "anon", from: 4, after: 5, grew: 0 }],
      },
    ],
    rule: "The source keeps its advice for huge pages along with its permissions. The first touch of an aligned 2 MiB gets a huge page at once.",
  },
  story: [
    "The huge page moved as one entry. The place it left is as empty as can be.",
    "The advice stayed there, and the first write is answered in the size that was advised.",
  ],
  aha: "The advice stays, and one byte costs 2 MiB.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 4, is: "ok" },
        { fact: "moves", call: 4, level: "hugePmd", are: 1 },
        { fact: "counter", counter: "anon", from: 3, after: 4, grew: 0 },
        { fact: "counter", counter: "anon", from: 4, after: 5, grew: 512 },
      ],
    },
  ],

  sources: [MERGED_PATCH],
  neighbours: ["advice-inherited", "huge-pages-split", "the-bill"],
};
