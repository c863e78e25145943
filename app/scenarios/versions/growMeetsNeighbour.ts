import { GROWTH_MERGES } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const growMeetsNeighbour: ScenarioBody = {
  id: "grow-meets-neighbour",
  ask: "Does a mapping merge with the neighbour it grows up to?",
  program: `left = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
right = mmap(0x10004000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(left, 2*PAGE, 4*PAGE, 0, 0)
`,
  question: {
    id: "grow-meets-neighbour.count",
    kind: "count",
    before: 3,
    prompt:
      "Two untouched mappings with a gap of two pages. The lower one grows and fills the gap. How many mappings are the six pages then?",
    unit: "mappings",
    of: { count: "vmas", from: "left", pages: 6, after: 3 },
    rule: "Until 6.0 growing in place never looked at the neighbour above. Since 6.1 it merges if the two fit.",
  },
  story: ["The gap is closed, and nothing keeps the two apart.", "Compare 5.15 and 6.1."],
  aha: "Since 6.1, growing can end in a marriage.",
  kernels: EVERY_KERNEL,
  outcomes: [
    { kernels: before("6.1.170"), facts: [{ fact: "vmas", from: "left", pages: 6, after: 3, are: 2 }] },
    { kernels: since("6.1.170"), facts: [{ fact: "vmas", from: "left", pages: 6, after: 3, are: 1 }] },
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "pages", from: "left", after: 3, are: "......" },
      ],
    },
  ],

  sources: [GROWTH_MERGES],
  neighbours: ["grow-in-place", "neighbours-by-touch", "touched-meets-untouched", "offsets-run-on"],
};
