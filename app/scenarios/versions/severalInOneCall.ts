import { MULTI_VMA, RR_SEVERAL } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const severalInOneCall: ScenarioBody = {
  id: "several-in-one-call",
  ask: "Can one call move two neighbouring mappings?",
  program: `first = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
second = mmap(0x10002000, 2*PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
third = mmap(0x10004000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(first, 2*PAGE, 'A')
store(third, 2*PAGE, 'B')
mremap(first, 6*PAGE, 6*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
`,
  question: {
    id: "several-in-one-call.choose",
    kind: "choose",
    before: 6,
    prompt:
      "Three mappings side by side, with different permissions. One call with FIXED and equal size names all six pages. What comes back?",
    options: [
      {
        text: "EFAULT: one call, one mapping",
        when: [
          { fact: "result", call: 6, is: "EFAULT" },
          { fact: "pages", from: 0x10000000, after: 6, are: "AA..BB" },
        ],
      },
      {
        text: "It works: all three move and stay three",
        when: [
          { fact: "result", call: 6, is: "ok" },
          { fact: "vmas", from: 0x10014000, pages: 6, after: 6, are: 3 },
          { fact: "pages", from: 0x10014000, after: 6, are: "AA..BB" },
        ],
      },
      {
        text: "It works: they become one mapping",
        when: [
          { fact: "result", call: 6, is: "ok" },
          { fact: "vmas", from: 0x10014000, pages: 6, after: 6, are: 1 },
        ],
      },
    ],
    rule: "Until 6.16 a range must lie in one mapping. Since 6.17 a pure move (FIXED, equal size) takes all that lies in the range. Growing still takes one only.",
  },
  story: [
    "Up to 6.16 the error says that the range is not one mapping. The debugger rr stumbled over it.",
    "Since 6.17 the kernel goes from mapping to mapping and moves each.",
  ],
  aha: "An old rule, gone in 6.17.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("6.17"),
      facts: [
        { fact: "result", call: 6, is: "EFAULT" },
        { fact: "pages", from: 0x10000000, after: 6, are: "AA..BB" },
      ],
    },
    {
      kernels: since("6.17"),
      facts: [
        { fact: "result", call: 6, is: "ok" },
        { fact: "vmas", from: 0x10014000, pages: 6, after: 6, are: 3 },
        { fact: "pages", from: 0x10014000, after: 6, are: "AA..BB" },
        { fact: "perms", addr: 0x10016000, after: 6, are: "r--p" },
        { fact: "pages", from: 0x10000000, after: 6, are: "------" },
      ],
    },
  ],

  sources: [MULTI_VMA, RR_SEVERAL],
  neighbours: ["protect-splits", "half-a-train", "gap-in-the-middle"],
};
