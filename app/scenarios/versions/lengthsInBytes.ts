import { MULTI_VMA } from "../citations.ts";
import { RELEASED_DONTUNMAP, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const lengthsInBytes: ScenarioBody = {
  id: "lengths-in-bytes",
  ask: "What does “equal sizes” mean for MREMAP_DONTUNMAP?",
  program: `heap = mmap(0x10000000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, PAGE, 'A')
mremap(heap, 4000, PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
`,
  question: {
    id: "lengths-in-bytes.choose",
    kind: "choose",
    before: 3,
    prompt: "The old size is 4000 bytes, the new one 4096. Both are one page. What comes back?",
    options: [
      { text: "EINVAL: the sizes differ", when: [{ fact: "result", call: 3, is: "EINVAL" }] },
      { text: "It works: both are one page", when: [{ fact: "result", call: 3, is: "ok" }] },
    ],
    rule: "Until 6.16 the two numbers were compared as given. Since 6.17 they are rounded up to pages first.",
  },
  story: [
    "mremap has always rounded lengths. The check for this flag came before the rounding.",
    "Compare 6.16 and 6.17.",
  ],
  aha: "The place of a check is part of its meaning.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: ["5.10", "5.15", "6.1.170", "6.1", "6.12.94", "6.12", "6.12.117", "6.16"],
      facts: [
        { fact: "result", call: 3, is: "EINVAL" },
        { fact: "pages", from: "heap", after: 3, are: "A" },
      ],
    },
    {
      kernels: since("6.17"),
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "pages", from: 0x1000a000, after: 3, are: "A" },
        { fact: "pages", from: "heap", after: 3, are: "." },
      ],
    },
  ],

  sources: [MULTI_VMA],
  neighbours: ["equal-sizes", "which-einval"],
};
