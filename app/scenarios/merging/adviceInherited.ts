import { MERGED_PATCH } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const adviceInherited: ScenarioBody = {
  id: "advice-inherited",
  ask: "Does madvise’s advice stay on the emptied source?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
madvise(heap, 2*PAGE, MADV_DONTDUMP)
moved = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
near = mmap(0x10002000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
beside = mmap(0x1000c000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
`,
  question: {
    id: "advice-inherited.count",
    kind: "count",
    before: 4,
    prompt:
      "The heap was marked with MADV_DONTDUMP and has moved with DONTUNMAP. A new mapping without the mark is made right behind the empty source. How many mappings are the four pages?",
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages: 4, after: 4 },
    rule: "Advice is a flag of the mapping. The source keeps its flags, and the copy has the same ones. Mappings with different flags do not merge.",
  },
  story: [
    "Nothing was touched, so only the flags can keep the neighbours apart.",
    "They do so on both sides: source and copy carry the mark.",
  ],
  aha: "The source keeps all but its pages.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "vmas", from: "heap", pages: 4, after: 4, are: 2 },
        { fact: "vmas", from: 0x1000a000, pages: 4, after: 5, are: 2 },
      ],
    },
  ],

  sources: [MERGED_PATCH],
  neighbours: ["protection-inherited", "neighbours-by-touch"],
};
