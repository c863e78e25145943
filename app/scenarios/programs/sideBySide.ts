import { MERGED_PATCH, VIRGL_MERGE } from "../citations.ts";
import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const sideBySide: ScenarioBody = {
  id: "side-by-side",
  ask: "Can scattered pages be shown as one array?",
  program: `heap = mmap(0x10000000, 6*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, PAGE, 'A')
store(heap + 2*PAGE, PAGE, 'B')
store(heap + 5*PAGE, PAGE, 'C')
mremap(heap, PAGE, PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10014000)
mremap(heap + 2*PAGE, PAGE, PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10015000)
mremap(heap + 5*PAGE, PAGE, PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10016000)
`,
  question: {
    id: "side-by-side.place",
    kind: "place",
    before: 5,
    prompt: "Three pages lie apart. Three calls with DONTUNMAP put them side by side. What stands there?",
    from: 0x10014000,
    pages: 3,
    after: 7,
    pieces: "ABC.-",
    rule: "Each call carries one entry. The mapping they came from stays whole, so the pages can be put back later.",
  },
  story: [
    "A graphics driver needs one contiguous view of memory that a guest gave it in pieces. virglrenderer makes it in this way.",
    "No byte is copied, and the old mapping is not cut.",
  ],
  aha: "A contiguous view, made of entries.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: 0x10014000, after: 7, are: "ABC" },
        { fact: "pages", from: "heap", after: 7, are: "......" },
        { fact: "vmas", from: "heap", pages: 6, after: 7, are: 1 },
        { fact: "counter", counter: "anon", from: 4, after: 7, grew: 0 },
      ],
    },
  ],

  sources: [MERGED_PATCH, VIRGL_MERGE],
  neighbours: ["hole-in-the-table", "uffdio-move"],
};
