import { MULTI_VMA } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const gapAtTheEnds: ScenarioBody = {
  id: "gap-at-the-ends",
  ask: "May the range begin or end where nothing is mapped?",
  program: `heap = mmap(0x10001000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
mremap(0x10000000, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10028000)
target = mmap(0x10014000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(target, 3*PAGE, 'C')
mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, target)
`,
  question: {
    id: "gap-at-the-ends.choose",
    kind: "choose",
    before: 6,
    prompt:
      "A range that began in a hole was refused. This one has two pages and ends in a hole. What is at the destination, which was full of C?",
    options: [
      {
        text: "AAC: two pages moved, the third stays",
        when: [
          { fact: "result", call: 6, is: "ok" },
          { fact: "pages", from: "target", after: 6, are: "AAC" },
        ],
      },
      {
        text: "Nothing: the call failed and the destination is gone",
        when: [
          { fact: "result", call: 6, is: "EFAULT" },
          { fact: "pages", from: "target", after: 6, are: "---" },
        ],
      },
      {
        text: "CCC: the call failed",
        when: [
          { fact: "result", call: 6, is: "EFAULT" },
          { fact: "pages", from: "target", after: 6, are: "CCC" },
        ],
      },
    ],
    rule: "A hole at the start is always EFAULT. A hole at the end is EFAULT until 6.16, with the destination lost; since 6.17 it is passed over.",
  },
  story: [
    "The kernel needs a mapping to begin with.",
    "What comes after the last mapping does not concern it any more, since 6.17.",
  ],
  aha: "Begin on land.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("6.17"),
      facts: [
        { fact: "result", call: 6, is: "EFAULT" },
        { fact: "pages", from: "target", after: 6, are: "---" },
        { fact: "pages", from: 0x10000000, after: 6, are: "-AA" },
      ],
    },
    {
      kernels: since("6.17"),
      facts: [
        { fact: "result", call: 6, is: "ok" },
        { fact: "pages", from: "target", after: 6, are: "AAC" },
        { fact: "pages", from: 0x10000000, after: 6, are: "---" },
      ],
    },
    { facts: [{ fact: "result", call: 3, is: "EFAULT" }] },
  ],

  sources: [MULTI_VMA],
  neighbours: ["gap-in-the-middle", "failed-and-gone"],
};
