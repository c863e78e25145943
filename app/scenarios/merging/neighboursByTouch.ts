import { MERGE_RULES } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const neighboursByTouch: ScenarioBody = {
  id: "neighbours-by-touch",
  ask: "Why do two alike neighbours stay two mappings?",
  program: `left = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
right = mmap(0x1000a000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(right, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10003000)
third = mmap(0x10014000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(third, 3*PAGE, 'A')
fourth = mmap(0x1001e000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(fourth, 3*PAGE, 'B')
mremap(fourth, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10017000)
`,
  question: {
    id: "neighbours-by-touch.count",
    kind: "count",
    before: 8,
    prompt:
      "Two mappings that were never touched became one when they met. Now two touched ones meet. How many mappings are they?",
    unit: "mappings",
    of: { count: "vmas", from: 0x10014000, pages: 6, after: 8 },
    rule: "The first write gives a mapping an identity (anon_vma) and fixes its page offset. Two touched mappings of different origin never merge. Untouched ones have nothing to defend.",
  },
  story: [
    "From outside the pairs look the same: equal permissions, side by side.",
    "What differs cannot be seen in /proc/PID/maps. The touched ones belong to different families.",
  ],
  aha: "The first touch gives an identity.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "vmas", from: "left", pages: 6, after: 3, are: 1 },
        { fact: "vmas", from: 0x10014000, pages: 6, after: 8, are: 2 },
        { fact: "pages", from: 0x10014000, after: 8, are: "AAABBB" },
      ],
    },
  ],

  sources: [MERGE_RULES],
  neighbours: ["same-distance", "touched-meets-untouched", "read-only-touch"],
};
