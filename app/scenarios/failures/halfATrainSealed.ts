import { MSEAL, MULTI_VMA } from "../citations.ts";
import { since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const halfATrainSealed: ScenarioBody = {
  id: "half-a-train-sealed",
  ask: "What if the last of several mappings is sealed?",
  program: `train = mmap(0x10000000, 6*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(train, 6*PAGE, 'A')
mprotect(train + 2*PAGE, 2*PAGE, PROT_READ)
mseal(train + 4*PAGE, 2*PAGE, 0)
mremap(train, 6*PAGE, 6*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
`,
  question: {
    id: "half-a-train-sealed.choose",
    kind: "choose",
    before: 5,
    prompt:
      "Three mappings side by side; the third is sealed. One call is to move all three. How does it end?",
    options: [
      {
        text: "EPERM, with two of the three moved",
        when: [
          { fact: "result", call: 5, is: "EPERM" },
          { fact: "pages", from: 0x10000000, after: 5, are: "----AA" },
          { fact: "pages", from: 0x10014000, after: 5, are: "AAAA--" },
        ],
      },
      {
        text: "EPERM, and none moved",
        when: [
          { fact: "result", call: 5, is: "EPERM" },
          { fact: "pages", from: 0x10000000, after: 5, are: "AAAAAA" },
        ],
      },
      {
        text: "EFAULT, and none moved",
        when: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "pages", from: 0x10000000, after: 5, are: "AAAAAA" },
        ],
      },
    ],
    rule: "The seal is checked when its mapping’s turn comes. Until 6.16 a range of several mappings is EFAULT before anything moves.",
  },
  story: [
    "The error names the reason: a seal. It does not say how far the call had come.",
    "The caller has to look at its mappings to know.",
  ],
  aha: "After an error, look.",
  kernels: since("6.12.94"),
  outcomes: [
    {
      kernels: ["6.12.94", "6.12", "6.12.117", "6.16"],
      facts: [
        { fact: "result", call: 5, is: "EFAULT" },
        { fact: "pages", from: 0x10000000, after: 5, are: "AAAAAA" },
      ],
    },
    {
      kernels: since("6.17"),
      facts: [
        { fact: "result", call: 5, is: "EPERM" },
        { fact: "pages", from: 0x10000000, after: 5, are: "----AA" },
        { fact: "pages", from: 0x10014000, after: 5, are: "AAAA--" },
      ],
    },
  ],

  sources: [MSEAL, MULTI_VMA],
  neighbours: ["half-a-train", "sealed"],
};
