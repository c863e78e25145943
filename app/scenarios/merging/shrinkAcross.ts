import { NOTHING_TO_DO } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const shrinkAcross: ScenarioBody = {
  id: "shrink-across",
  ask: "May a shrinking range reach into another mapping?",
  program: `first = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(first, 3*PAGE, 'A')
second = mmap(0x10003000, 3*PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
load(second, 3*PAGE)
mremap(first + PAGE, 5*PAGE, 3*PAGE, 0, 0)
`,
  question: {
    id: "shrink-across.choose",
    kind: "choose",
    before: 5,
    prompt: "Five pages from page 2 on are to become three. The range covers two mappings. What happens?",
    options: [
      {
        text: "It works: two pages of the second mapping are unmapped",
        when: [
          { fact: "result", call: 5, is: "ok" },
          { fact: "vmas", from: 0x10000000, pages: 6, after: 5, are: 2 },
          { fact: "pages", from: 0x10000000, after: 5, are: "AAAz--" },
        ],
      },
      {
        text: "EFAULT: the range is more than one mapping",
        when: [{ fact: "result", call: 5, is: "EFAULT" }],
      },
      {
        text: "It works: the second mapping is unmapped altogether",
        when: [
          { fact: "result", call: 5, is: "ok" },
          { fact: "pages", from: 0x10000000, after: 5, are: "AAA---" },
        ],
      },
    ],
    rule: "Shrinking is munmap of the tail, and munmap does not ask whose pages they are. The rule of one mapping is for growing and moving.",
  },
  story: [
    "The tail is the last two pages of the range. They belong to the second mapping.",
    "They are unmapped all the same, and the call succeeds.",
  ],
  aha: "Shrinking never looked at the rule of one mapping.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "pages", from: 0x10000000, after: 5, are: "AAAz--" },
        { fact: "vmas", from: 0x10000000, pages: 6, after: 5, are: 2 },
      ],
    },
  ],

  sources: [MAN_PAGE, NOTHING_TO_DO],
  neighbours: ["shrink", "silent-success", "shrink-fixed-cuts"],
};
