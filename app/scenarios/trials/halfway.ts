import type { Trial } from "./trial.ts";

export const HALFWAY: readonly Trial[] = [
  {
    trial: "V7",
    title: "the third of three mappings is watched",
    scenario: "half-a-train",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "EFAULT, none moved",
        facts: [
          { fact: "result", call: 7, is: "EFAULT" },
          { fact: "pages", from: 0x10000000, after: 7, are: "AAAAAA" },
        ],
      },
      {
        kernels: ["6.18", "7.2"],
        text: "EFAULT, two moved",
        facts: [
          { fact: "result", call: 7, is: "EFAULT" },
          { fact: "pages", from: 0x10014000, after: 7, are: "AAAA--" },
        ],
      },
    ],
  },
  {
    trial: "V8",
    title: "the third of three mappings is sealed",
    scenario: "half-a-train-sealed",
    outcomes: [
      {
        kernels: ["6.12"],
        text: "EFAULT, none moved",
        facts: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "pages", from: 0x10000000, after: 5, are: "AAAAAA" },
        ],
      },
      {
        kernels: ["6.18", "7.2"],
        text: "EPERM, two moved",
        facts: [
          { fact: "result", call: 5, is: "EPERM" },
          { fact: "pages", from: 0x10014000, after: 5, are: "AAAA--" },
        ],
      },
    ],
  },
];
