import type { Trial } from "./trial.ts";

export const SEVERAL: readonly Trial[] = [
  {
    trial: "V3",
    title: "one FIXED move over three mappings",
    scenario: "several-in-one-call",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "EFAULT",
        facts: [{ fact: "result", call: 6, is: "EFAULT" }],
      },
      {
        kernels: ["6.18", "7.2"],
        text: "works",
        facts: [
          { fact: "result", call: 6, is: "ok" },
          { fact: "vmas", from: 0x10014000, pages: 6, after: 6, are: 3 },
        ],
      },
    ],
  },
  {
    trial: "MP",
    title: "three mappings made by mprotect",
    scenario: "protect-splits",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "EFAULT",
        facts: [{ fact: "result", call: 5, is: "EFAULT" }],
      },
      {
        kernels: ["6.18", "7.2"],
        text: "works",
        facts: [
          { fact: "result", call: 5, is: "ok" },
          { fact: "vmas", from: 0x10014000, pages: 3, after: 5, are: 3 },
        ],
      },
    ],
  },
  {
    trial: "V4, F2",
    title: "the same with a gap in the middle",
    scenario: "gap-in-the-middle",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "EFAULT, destination gone",
        facts: [
          { fact: "result", call: 7, is: "EFAULT" },
          { fact: "pages", from: "target", after: 7, are: "---------" },
        ],
      },
      {
        kernels: ["6.18", "7.2"],
        text: "works, the gap keeps the old destination",
        facts: [
          { fact: "result", call: 7, is: "ok" },
          { fact: "pages", from: "target", after: 7, are: "AAACCCBBB" },
        ],
      },
    ],
  },
  {
    trial: "V5",
    title: "a gap at the end",
    scenario: "gap-at-the-ends",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "EFAULT",
        facts: [{ fact: "result", call: 6, is: "EFAULT" }],
      },
      { kernels: ["6.18", "7.2"], text: "works", facts: [{ fact: "result", call: 6, is: "ok" }] },
    ],
  },
  {
    trial: "V6 (evacuation)",
    title: "FIXED and DONTUNMAP over two mappings",
    scenario: "evacuate-several",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "EFAULT",
        facts: [{ fact: "result", call: 5, is: "EFAULT" }],
      },
      {
        kernels: ["6.18", "7.2"],
        text: "works",
        facts: [
          { fact: "result", call: 5, is: "ok" },
          { fact: "vmas", from: 0x10000000, pages: 6, after: 5, are: 2 },
          { fact: "vmas", from: 0x10014000, pages: 6, after: 5, are: 2 },
        ],
      },
    ],
  },
];
