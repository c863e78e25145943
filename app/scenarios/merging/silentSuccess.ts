import { NOTHING_TO_DO } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const silentSuccess: ScenarioBody = {
  id: "silent-success",
  ask: "Is a range of two mappings always an error?",
  program: `first = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
second = mmap(0x10003000, 3*PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(first, 6*PAGE, 6*PAGE, 0, 0)
mremap(first, 9*PAGE, 9*PAGE, MREMAP_MAYMOVE, 0)
`,
  question: {
    id: "silent-success.choose",
    kind: "choose",
    before: 4,
    prompt:
      "The range covers two mappings and then nothing at all. The size stays the same. What comes back?",
    options: [
      {
        text: "Success, and nothing was done",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "vmas", from: "first", pages: 6, after: 4, are: 2 },
        ],
      },
      {
        text: "EFAULT: a part of the range is not mapped",
        when: [{ fact: "result", call: 4, is: "EFAULT" }],
      },
      { text: "ENOMEM: there is a hole", when: [{ fact: "result", call: 4, is: "ENOMEM" }] },
    ],
    rule: "With equal sizes and no FIXED there is nothing to do. The kernel returns before it looks at the rest of the range.",
  },
  story: [
    "The first page is mapped, and that is all that counts here.",
    "A call that has nothing to do does not look for faults.",
  ],
  aha: "No work, no check.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "vmas", from: "first", pages: 6, after: 3, are: 2 },
        { fact: "result", call: 4, is: "ok" },
        { fact: "vmas", from: "first", pages: 6, after: 4, are: 2 },
      ],
    },
  ],

  sources: [NOTHING_TO_DO],
  neighbours: ["same-size", "success-on-nothing", "shrink-across"],
};
