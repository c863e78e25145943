import { MULTI_VMA } from "../citations.ts";
import { RELEASED_DONTUNMAP, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const evacuateSeveral: ScenarioBody = {
  id: "evacuate-several",
  ask: "Can MREMAP_DONTUNMAP take several mappings at once?",
  program: `first = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
second = mmap(0x10003000, 3*PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(first, 3*PAGE, 'A')
mremap(first, 6*PAGE, 6*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0)
mremap(first, 6*PAGE, 6*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10014000)
`,
  question: {
    id: "evacuate-several.choose",
    kind: "choose",
    before: 5,
    prompt:
      "Two mappings side by side. With DONTUNMAP alone it was EFAULT. Now with FIXED as well. How many mappings are there in the end?",
    options: [
      {
        text: "Four: two emptied, two at the new place",
        when: [
          { fact: "result", call: 5, is: "ok" },
          { fact: "vmas", from: 0x10000000, pages: 6, after: 5, are: 2 },
          { fact: "vmas", from: 0x10014000, pages: 6, after: 5, are: 2 },
        ],
      },
      {
        text: "Two: EFAULT again",
        when: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "vmas", from: 0x10000000, pages: 6, after: 5, are: 2 },
        ],
      },
      {
        text: "Three: only the first is evacuated",
        when: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "vmas", from: 0x10014000, pages: 6, after: 5, are: 1 },
        ],
      },
    ],
    rule: "Several mappings move in one call only with FIXED, since 6.17. DONTUNMAP may be added. Without FIXED the range has to lie in one mapping.",
  },
  story: [
    "“Two equally sized mappings” was the promise of 2020: one left behind, one made.",
    "With several mappings it holds for each of them.",
  ],
  aha: "Two become four.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: ["5.10", "5.15", "6.1.170", "6.1", "6.12.94", "6.12", "6.12.117", "6.16"],
      facts: [
        { fact: "result", call: 5, is: "EFAULT" },
        { fact: "pages", from: 0x10000000, after: 5, are: "AAA..." },
      ],
    },
    {
      kernels: since("6.17"),
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "vmas", from: 0x10000000, pages: 6, after: 5, are: 2 },
        { fact: "vmas", from: 0x10014000, pages: 6, after: 5, are: 2 },
        { fact: "pages", from: 0x10000000, after: 5, are: "......" },
        { fact: "pages", from: 0x10014000, after: 5, are: "AAA..." },
        { fact: "perms", addr: 0x10017000, after: 5, are: "r--p" },
      ],
    },
    { facts: [{ fact: "result", call: 4, is: "EFAULT" }] },
  ],

  sources: [MULTI_VMA],
  neighbours: ["several-in-one-call", "half-a-train"],
};
