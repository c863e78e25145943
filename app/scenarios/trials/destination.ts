import type { Trial } from "./trial.ts";

export const DESTINATION: readonly Trial[] = [
  {
    trial: "F1",
    title: "FIXED with an unmapped source: the destination",
    scenario: "nothing-onto-something",
    outcomes: [
      {
        kernels: ["5.10"],
        text: "gone",
        facts: [
          { fact: "result", call: 3, is: "EFAULT" },
          { fact: "pages", from: "target", after: 3, are: "--" },
        ],
      },
      {
        kernels: ["6.1.170", "6.12", "6.18", "7.2"],
        text: "kept",
        facts: [
          { fact: "result", call: 3, is: "EFAULT" },
          { fact: "pages", from: "target", after: 3, are: "BB" },
        ],
      },
    ],
  },
  {
    trial: "F3",
    title: "old_size 0 on private memory: the destination",
    scenario: "failed-and-gone",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "gone",
        facts: [
          { fact: "result", call: 5, is: "EINVAL" },
          { fact: "pages", from: "target", after: 5, are: "----" },
        ],
      },
      {
        kernels: ["6.18", "7.2"],
        text: "kept",
        facts: [
          { fact: "result", call: 5, is: "EINVAL" },
          { fact: "pages", from: "target", after: 5, are: "BBBB" },
        ],
      },
    ],
  },
  {
    trial: "F4",
    title: "growing over RLIMIT_AS: the destination",
    scenario: "limit-and-destination",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "gone",
        facts: [
          { fact: "result", call: 5, is: "ENOMEM" },
          { fact: "pages", from: "target", after: 5, are: "--" },
        ],
      },
      {
        kernels: ["6.18", "7.2"],
        text: "kept",
        facts: [
          { fact: "result", call: 5, is: "ENOMEM" },
          { fact: "pages", from: "target", after: 5, are: "BB" },
        ],
      },
    ],
  },
  {
    trial: "F5",
    title: "mremap of one unmapped page to one page",
    scenario: "success-on-nothing",
    outcomes: [
      { kernels: ["5.10"], text: "success", facts: [{ fact: "result", call: 2, is: "ok" }] },
      {
        kernels: ["6.1.170", "6.12", "6.18", "7.2"],
        text: "EFAULT",
        facts: [{ fact: "result", call: 2, is: "EFAULT" }],
      },
    ],
  },
  {
    trial: "V6 (shrink)",
    title: "a shrinking FIXED move that fails",
    scenario: "shrink-fixed-cuts",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "tail cut off",
        facts: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "pages", from: "first", after: 5, are: "AAAz--" },
        ],
      },
      {
        kernels: ["6.18", "7.2"],
        text: "tail kept",
        facts: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "pages", from: "first", after: 5, are: "AAAzzz" },
        ],
      },
    ],
  },
];
