import { PGOFF_RESET } from "../citations.ts";
import { RELEASED_DONTUNMAP, without } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const forgottenBirthplace: ScenarioBody = {
  id: "forgotten-birthplace",
  ask: "Why does a fresh neighbour not merge with the emptied source?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
moved = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
mremap(moved, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10014000)
fresh = mmap(0x1000c000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
`,
  question: {
    id: "forgotten-birthplace.count",
    kind: "count",
    before: 5,
    prompt:
      "The heap moved to page 10 and was then evacuated from there. The empty source looks brand new. A fresh mapping is made right behind it. How many mappings are the four pages?",
    unit: "mappings",
    of: { count: "vmas", from: 0x1000a000, pages: 4, after: 5 },
    rule: "A mapping that has moved keeps the page offset of its birthplace. The emptied source kept it too, so nothing fresh fits beside it. The fix of August 2026 sets the offset to the address again.",
  },
  story: [
    "Nothing is left of the past but a number that no file in /proc shows.",
    "It is enough to keep two empty mappings apart. Compare 6.18 and 7.2.",
  ],
  aha: "Brand new, but for a number.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: ["6.12.117", "7.2", "7.3"],
      facts: [{ fact: "vmas", from: 0x1000a000, pages: 4, after: 5, are: 1 }],
    },
    {
      kernels: without(RELEASED_DONTUNMAP, ["6.12.117", "7.2", "7.3"]),
      facts: [{ fact: "vmas", from: 0x1000a000, pages: 4, after: 5, are: 2 }],
    },
    {
      facts: [
        { fact: "pages", from: 0x1000a000, after: 5, are: "...." },
        { fact: "pages", from: 0x10014000, after: 4, are: "AA" },
      ],
    },
  ],

  sources: [PGOFF_RESET],
  neighbours: ["self-merge", "fresh-fills-the-hole", "halves-do-not-marry"],
};
