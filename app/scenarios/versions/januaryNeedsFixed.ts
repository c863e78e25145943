import { PATCH_V4 } from "../citations.ts";
import { EVERY_KERNEL, RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const januaryNeedsFixed: ScenarioBody = {
  id: "january-needs-fixed",
  ask: "Why did the flag first need MREMAP_FIXED?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
moved = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0)
`,
  question: {
    id: "january-needs-fixed.choose",
    kind: "choose",
    before: 3,
    prompt: "MAYMOVE and DONTUNMAP, without FIXED. What comes back?",
    options: [
      {
        text: "EINVAL",
        when: [
          { fact: "result", call: 3, is: "EINVAL" },
          { fact: "pages", from: "heap", after: 3, are: "AA" },
        ],
      },
      {
        text: "It works: the kernel chooses a place",
        when: [
          { fact: "result", call: 3, is: "ok" },
          { fact: "pages", from: "heap", after: 3, are: ".." },
        ],
      },
    ],
    rule: "The patch of January 2020 wants FIXED. Kirill Shutemov asked why the two were chained together, and from version 4 on MAYMOVE is enough. 5.4 does not know the flag.",
  },
  story: [
    "The first users had a place of their own in mind, so FIXED was no burden to them.",
    "The review found that the purpose does not need it.",
  ],
  aha: "A review made the rule simpler.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: ["5.4", "v3"],
      facts: [
        { fact: "result", call: 3, is: "EINVAL" },
        { fact: "pages", from: "heap", after: 3, are: "AA" },
      ],
    },
    {
      kernels: RELEASED_DONTUNMAP,
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "pages", from: "heap", after: 3, are: ".." },
        { fact: "pages", from: "moved", after: 3, are: "AA" },
      ],
    },
  ],

  sources: [PATCH_V3, PATCH_V4],
  neighbours: ["polite-hint", "january-resizes"],
};
