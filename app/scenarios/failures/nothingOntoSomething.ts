import { HUGETLB_MOVES } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const nothingOntoSomething: ScenarioBody = {
  id: "nothing-onto-something",
  ask: "Does a call with an unmapped source do harm?",
  program: `target = mmap(0x10014000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(target, 2*PAGE, 'B')
mremap(0x10000000, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, target)
`,
  question: {
    id: "nothing-onto-something.choose",
    kind: "choose",
    before: 3,
    prompt:
      "The source is not mapped at all, so the call fails with EFAULT. What becomes of the destination?",
    options: [
      {
        text: "It stays",
        when: [
          { fact: "result", call: 3, is: "EFAULT" },
          { fact: "pages", from: "target", after: 3, are: "BB" },
        ],
      },
      {
        text: "It is gone",
        when: [
          { fact: "result", call: 3, is: "EFAULT" },
          { fact: "pages", from: "target", after: 3, are: "--" },
        ],
      },
    ],
    rule: "Since 5.16 the kernel looks the source up first. Before, FIXED unmapped the destination and only then found that there was nothing to move.",
  },
  story: ["A mistaken address in the source cost the destination.", "Compare 5.15 and 6.1."],
  aha: "Look before you unmap.",
  kernels: EVERY_KERNEL,
  outcomes: [
    { kernels: before("6.1.170"), facts: [{ fact: "pages", from: "target", after: 3, are: "--" }] },
    { kernels: since("6.1.170"), facts: [{ fact: "pages", from: "target", after: 3, are: "BB" }] },
    { facts: [{ fact: "result", call: 3, is: "EFAULT" }] },
  ],

  sources: [HUGETLB_MOVES],
  neighbours: ["failed-and-gone", "success-on-nothing"],
};
