import type { Trial } from "./trial.ts";

export const EVACUATION: readonly Trial[] = [
  {
    trial: "S3, SA1",
    title: "MREMAP_DONTUNMAP of shared memory",
    scenario: "dontunmap-shared",
    outcomes: [
      { kernels: ["5.10"], text: "EINVAL", facts: [{ fact: "result", call: 3, is: "EINVAL" }] },
      {
        kernels: ["6.1.170", "6.12", "6.18", "7.2"],
        text: "works",
        facts: [
          { fact: "result", call: 3, is: "ok" },
          { fact: "sameFrames", pages: 4, from: 0x10000000, before: 4, to: 0x1000a000, after: 4 },
        ],
      },
    ],
  },
  {
    trial: "S4",
    title: "MREMAP_DONTUNMAP of a private file mapping",
    scenario: "private-file-comes-back",
    outcomes: [
      { kernels: ["5.10"], text: "EINVAL", facts: [{ fact: "result", call: 8, is: "EINVAL" }] },
      {
        kernels: ["6.1.170", "6.12", "6.18", "7.2"],
        text: "works, the source shows the file",
        facts: [
          { fact: "result", call: 8, is: "ok" },
          { fact: "pages", from: "view", after: 9, are: "FFFF" },
        ],
      },
    ],
  },
  {
    trial: "O1",
    title: "MREMAP_DONTUNMAP beyond the commit limit, overcommit 2",
    scenario: "strict-overcommit",
    outcomes: [
      {
        kernels: ["5.10"],
        text: "works, over the limit",
        facts: [
          { fact: "result", call: 2, is: "ok" },
          { fact: "counter", counter: "committed", from: 1, after: 2, grew: 179200 },
        ],
      },
      {
        kernels: ["6.1.170", "6.12", "7.2"],
        text: "ENOMEM",
        facts: [{ fact: "result", call: 2, is: "ENOMEM" }],
      },
    ],
  },
  {
    trial: "O1b",
    title: "the same after mprotect(PROT_NONE) of untouched memory",
    scenario: "strict-untouched",
    outcomes: [
      { kernels: ["5.10", "6.12", "7.2"], text: "works", facts: [{ fact: "result", call: 3, is: "ok" }] },
      { kernels: ["6.1.170"], text: "ENOMEM", facts: [{ fact: "result", call: 3, is: "ENOMEM" }] },
    ],
  },
  {
    trial: "D10",
    title: "untouched memory evacuated to the range behind it",
    scenario: "self-merge",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12", "6.18"],
        text: "one mapping",
        facts: [{ fact: "vmas", from: "heap", pages: 8, after: 2, are: 1 }],
      },
      {
        kernels: ["7.2"],
        text: "two mappings",
        facts: [{ fact: "vmas", from: "heap", pages: 8, after: 2, are: 2 }],
      },
    ],
  },
  {
    trial: "G3",
    title: "a guard page evacuated",
    scenario: "guard-left-behind",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "no guards (EINVAL)",
        facts: [{ fact: "result", call: 3, is: "EINVAL" }],
      },
      {
        kernels: ["6.18", "7.2"],
        text: "the guard travels",
        facts: [
          { fact: "result", call: 3, is: "ok" },
          { fact: "result", call: 5, is: "SIGSEGV" },
          { fact: "result", call: 6, is: "ok" },
        ],
      },
    ],
  },
];
