import { MULTI_VMA } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const failedAndGone: ScenarioBody = {
  id: "failed-and-gone",
  ask: "If mremap fails, is everything as before?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
target = mmap(0x10014000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(target, 4*PAGE, 'B')
mremap(heap, 0, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, target)
load(target, PAGE)
`,
  question: {
    id: "failed-and-gone.choose",
    kind: "choose",
    before: 5,
    prompt:
      "Private memory cannot be duplicated, so the call fails with EINVAL. It had FIXED and a destination full of B. What is at the destination now?",
    options: [
      {
        text: "B, as before",
        when: [
          { fact: "result", call: 5, is: "EINVAL" },
          { fact: "pages", from: "target", after: 5, are: "BBBB" },
        ],
      },
      {
        text: "Nothing: it is unmapped",
        when: [
          { fact: "result", call: 5, is: "EINVAL" },
          { fact: "pages", from: "target", after: 5, are: "----" },
        ],
      },
      {
        text: "An empty mapping",
        when: [
          { fact: "result", call: 5, is: "EINVAL" },
          { fact: "pages", from: "target", after: 5, are: "...." },
        ],
      },
    ],
    rule: "Until 6.16 the kernel unmapped the destination and looked at the source afterwards. Since 6.17 it checks everything first.",
  },
  story: [
    "The error is the same on every kernel. What is left of the destination is not.",
    "Minchan Kim noticed this in 2020. mremap had always been like that, and was until 6.17. Compare 6.16 and 6.17.",
  ],
  aha: "−1 did not mean that nothing happened.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("6.17"),
      facts: [
        { fact: "pages", from: "target", after: 5, are: "----" },
        { fact: "result", call: 6, is: "SIGSEGV" },
      ],
    },
    {
      kernels: since("6.17"),
      facts: [
        { fact: "pages", from: "target", after: 5, are: "BBBB" },
        { fact: "result", call: 6, is: "ok" },
      ],
    },
    {
      facts: [
        { fact: "result", call: 5, is: "EINVAL" },
        { fact: "pages", from: "heap", after: 5, are: "AAAA" },
      ],
    },
  ],

  sources: [MULTI_VMA],
  neighbours: ["nothing-onto-something", "gap-in-the-middle", "limit-and-destination", "fixed-overwrites"],
};
