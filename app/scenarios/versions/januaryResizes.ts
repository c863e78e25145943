import { PATCH_V7 } from "../citations.ts";
import { RELEASED_DONTUNMAP, WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const januaryResizes: ScenarioBody = {
  id: "january-resizes",
  ask: "What did the early patch do with a change of size?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
mremap(heap, 2*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
`,
  question: {
    id: "january-resizes.choose",
    kind: "choose",
    before: 3,
    prompt: "Two pages move with FIXED and DONTUNMAP and are to become four. What comes back?",
    options: [
      {
        text: "EINVAL",
        when: [
          { fact: "result", call: 3, is: "EINVAL" },
          { fact: "pages", from: "heap", after: 3, are: "AA" },
        ],
      },
      {
        text: "It works: two pages at the source, four at the new place",
        when: [
          { fact: "result", call: 3, is: "ok" },
          { fact: "pages", from: 0x1000a000, after: 3, are: "AA.." },
          { fact: "pages", from: "heap", after: 3, are: ".." },
        ],
      },
    ],
    rule: "The patch’s text spoke of two equally sized mappings, but its code did not check. Version 7 refuses different sizes, and that is what was merged.",
  },
  story: [
    "Text and code of a patch can disagree. The explorer runs the code.",
    "On the January patch the call goes through; on every released kernel it does not.",
  ],
  aha: "Read the patch, not just its message.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      kernels: ["v3"],
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "pages", from: "heap", after: 3, are: ".." },
        { fact: "pages", from: 0x1000a000, after: 3, are: "AA.." },
      ],
    },
    {
      kernels: RELEASED_DONTUNMAP,
      facts: [
        { fact: "result", call: 3, is: "EINVAL" },
        { fact: "pages", from: "heap", after: 3, are: "AA" },
      ],
    },
  ],

  sources: [PATCH_V3, PATCH_V7],
  neighbours: ["equal-sizes", "january-needs-fixed", "dontunmap-shared"],
};
