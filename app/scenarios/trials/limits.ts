import type { Trial } from "./trial.ts";

export const LIMITS: readonly Trial[] = [
  {
    trial: "L7",
    title: "a FIXED move with 5 mappings free below the limit",
    scenario: "too-many-mappings",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12", "6.18"],
        text: "ENOMEM, 6 are wanted",
        facts: [{ fact: "result", call: 6, is: "ENOMEM" }],
      },
      { kernels: ["7.2"], text: "works, 4 are enough", facts: [{ fact: "result", call: 6, is: "ok" }] },
    ],
  },
  {
    trial: "L8",
    title: "mseal, then mremap",
    scenario: "sealed",
    outcomes: [
      { kernels: ["5.10", "6.1.170"], text: "ENOSYS", facts: [{ fact: "result", call: 4, is: "ENOSYS" }] },
      {
        kernels: ["6.12", "6.18", "7.2"],
        text: "EPERM",
        facts: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "result", call: 7, is: "EPERM" },
        ],
      },
    ],
  },
  {
    trial: "T2",
    title: "the kernel places memory of huge pages",
    scenario: "place-for-huge-pages",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170"],
        text: "crooked, split",
        facts: [{ fact: "moves", call: 4, level: "hugePmd", are: 0 }],
      },
      {
        kernels: ["6.12", "6.18", "7.2"],
        text: "aligned, huge",
        facts: [{ fact: "moves", call: 4, level: "hugePmd", are: 4 }],
      },
    ],
  },
];
