import { MERGED_PATCH } from "../citations.ts";
import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3, REVIEW_OF_V3 } from "../sources.ts";

export const flagInOnePicture: ScenarioBody = {
  id: "flag-in-one-picture",
  ask: "After MREMAP_DONTUNMAP, what is at the old address?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
moved = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
load(heap, 4*PAGE)
store(heap, PAGE, 'B')
load(moved, 4*PAGE)
`,
  question: {
    id: "flag-in-one-picture.choose",
    kind: "choose",
    before: 4,
    prompt: "The entries have left the old address. What does reading there give?",
    options: [
      {
        text: "Zeros: the mapping is still there, but empty",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "pages", from: "heap", after: 4, are: "zzzz" },
        ],
      },
      {
        text: "A: both addresses show the data",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "pages", from: "heap", after: 4, are: "AAAA" },
        ],
      },
      { text: "A SIGSEGV: nothing is mapped there", when: [{ fact: "result", call: 4, is: "SIGSEGV" }] },
    ],
    rule: "The mapping stays and its entries go. Private anonymous memory without an entry reads as zeros, and a write gets a new frame.",
  },
  story: [
    "The old mapping keeps its addresses and its permissions. Its entries are at the new place, and each frame has exactly one entry.",
    "Touching the old place starts afresh: zeros for a read, a new frame for a write. The moved data is not affected.",
  ],
  aha: "The land stays, the houses move.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "pages", from: "heap", after: 3, are: "...." },
        { fact: "pages", from: "moved", after: 3, are: "AAAA" },
        { fact: "sameFrames", pages: 4, from: "heap", before: 2, to: "moved", after: 3 },
        { fact: "counter", counter: "anon", from: 2, after: 3, grew: 0 },
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: "heap", after: 4, are: "zzzz" },
        { fact: "pages", from: "heap", after: 5, are: "Bzzz" },
        { fact: "counter", counter: "anon", from: 4, after: 5, grew: 1 },
        { fact: "pages", from: "moved", after: 6, are: "AAAA" },
      ],
    },
  ],

  sources: [PATCH_V3, REVIEW_OF_V3, MERGED_PATCH],
  neighbours: ["java-heap", "protection-inherited", "dontunmap-shared", "private-file-comes-back"],
};
