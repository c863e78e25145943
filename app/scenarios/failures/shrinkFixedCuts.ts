import { MULTI_VMA } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const shrinkFixedCuts: ScenarioBody = {
  id: "shrink-fixed-cuts",
  ask: "Can a failing call unmap a part of its source?",
  program: `first = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(first, 3*PAGE, 'A')
second = mmap(0x10003000, 3*PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
load(second, 3*PAGE)
mremap(first, 6*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
`,
  question: {
    id: "shrink-fixed-cuts.choose",
    kind: "choose",
    before: 5,
    prompt:
      "Six pages of two mappings are to move and become four. What is kept is still more than one mapping: EFAULT. What is left at the source?",
    options: [
      {
        text: "All six pages",
        when: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "pages", from: "first", after: 5, are: "AAAzzz" },
        ],
      },
      {
        text: "Four: the tail was cut off",
        when: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "pages", from: "first", after: 5, are: "AAAz--" },
        ],
      },
      {
        text: "Three: the second mapping is gone",
        when: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "pages", from: "first", after: 5, are: "AAA---" },
        ],
      },
    ],
    rule: "A shrinking move cuts its tail first. Until 6.16 the check for one mapping came after the cut; since 6.17 it comes before.",
  },
  story: [
    "The call cannot do what it was asked, and says so.",
    "On old kernels it had begun with the irreversible part.",
  ],
  aha: "Checked too late is half done.",
  kernels: EVERY_KERNEL,
  outcomes: [
    { kernels: before("6.17"), facts: [{ fact: "pages", from: "first", after: 5, are: "AAAz--" }] },
    { kernels: since("6.17"), facts: [{ fact: "pages", from: "first", after: 5, are: "AAAzzz" }] },
    { facts: [{ fact: "result", call: 5, is: "EFAULT" }] },
  ],

  sources: [MULTI_VMA],
  neighbours: ["failed-and-gone", "move-and-resize", "shrink-across"],
};
