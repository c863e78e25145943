import { HUGETLB_MOVES } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const successOnNothing: ScenarioBody = {
  id: "success-on-nothing",
  ask: "What does mremap of an unmapped address give?",
  program: `here = mmap(0x1000a000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(0x10000000, PAGE, PAGE, 0, 0)
mremap(0x10000000, 2*PAGE, PAGE, 0, 0)
`,
  question: {
    id: "success-on-nothing.choose",
    kind: "choose",
    before: 2,
    prompt: "Nothing is mapped at page 0. One page there is to stay one page. What comes back?",
    options: [
      { text: "EFAULT: nothing is mapped there", when: [{ fact: "result", call: 2, is: "EFAULT" }] },
      { text: "Success: there is nothing to do", when: [{ fact: "result", call: 2, is: "ok" }] },
      { text: "EINVAL", when: [{ fact: "result", call: 2, is: "EINVAL" }] },
    ],
    rule: "Equal sizes are nothing to do, and a smaller size is munmap. Until 5.15 both were done without looking for a mapping; since 5.16 the look comes first.",
  },
  story: [
    "Two calls that would not change anything anyway.",
    "Compare 5.15 and 6.1: only the newer kernel looks whether anything is mapped there.",
  ],
  aha: "Since 5.16 mremap looks first.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("6.1.170"),
      facts: [
        { fact: "result", call: 2, is: "ok" },
        { fact: "result", call: 3, is: "ok" },
      ],
    },
    {
      kernels: since("6.1.170"),
      facts: [
        { fact: "result", call: 2, is: "EFAULT" },
        { fact: "result", call: 3, is: "EFAULT" },
      ],
    },
  ],

  sources: [HUGETLB_MOVES],
  neighbours: ["silent-success", "nothing-onto-something"],
};
