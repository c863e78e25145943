import type { Trial } from "./trial.ts";

export const USERFAULTFD: readonly Trial[] = [
  {
    trial: "U9",
    title: "evacuate again after both halves were touched apart",
    scenario: "halves-do-not-marry",
    outcomes: [
      {
        kernels: ["5.10"],
        text: "merges, works",
        facts: [
          { fact: "vmas", from: "heap", pages: 8, after: 9, are: 1 },
          { fact: "result", call: 10, is: "ok" },
        ],
      },
      { kernels: ["6.1.170", "6.12"], text: "EFAULT", facts: [{ fact: "result", call: 10, is: "EFAULT" }] },
      {
        kernels: ["6.18", "7.2"],
        text: "works, two and two mappings",
        facts: [
          { fact: "result", call: 10, is: "ok" },
          { fact: "vmas", from: "heap", pages: 8, after: 10, are: 2 },
          { fact: "vmas", from: 0x10028000, pages: 8, after: 10, are: 2 },
        ],
      },
    ],
  },
  {
    trial: "U5, U6b, UW",
    title: "write-protect bits at an unwatched destination",
    scenario: "write-protect-badges",
    outcomes: [
      {
        kernels: ["6.1.170"],
        text: "bits stay",
        facts: [{ fact: "uffdWp", addr: 0x1000a000, after: 7, is: true }],
      },
      {
        kernels: ["6.12", "6.18", "7.2"],
        text: "cleared",
        facts: [{ fact: "uffdWp", addr: 0x1000a000, after: 7, is: false }],
      },
    ],
  },
  {
    trial: "U8",
    title: "UFFDIO_MOVE",
    scenario: "uffdio-move",
    outcomes: [
      { kernels: ["5.10", "6.1.170"], text: "EINVAL", facts: [{ fact: "result", call: 8, is: "EINVAL" }] },
      { kernels: ["6.12", "6.18", "7.2"], text: "works", facts: [{ fact: "result", call: 8, is: "ok" }] },
    ],
  },
  {
    trial: "U13",
    title: "minor faults",
    scenario: "minor-faults",
    outcomes: [
      {
        kernels: ["5.10"],
        text: "no such feature",
        facts: [
          { fact: "result", call: 9, is: "EINVAL" },
          { fact: "result", call: 12, is: "EINVAL" },
        ],
      },
      {
        kernels: ["6.1.170", "6.12", "6.18", "7.2"],
        text: "works",
        facts: [
          { fact: "result", call: 12, is: "ok" },
          { fact: "sameFrames", pages: 1, from: 0x1000b000, before: 12, to: 0x10001000, after: 12 },
        ],
      },
    ],
  },
];
