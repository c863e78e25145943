import type { Trial } from "./trial.ts";

export const COUNTING: readonly Trial[] = [
  {
    trial: "L2",
    title: "VmLck after MREMAP_DONTUNMAP of 4 locked pages, and after unmapping all",
    scenario: "lock-counter",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12", "7.2"],
        text: "16 kB, then 0",
        facts: [
          { fact: "counter", counter: "lockedVm", from: 1, after: 3, grew: 4 },
          { fact: "counter", counter: "lockedVm", from: 1, after: 5, grew: 0 },
        ],
      },
      {
        kernels: ["6.18"],
        text: "32 kB, then 16 kB",
        facts: [
          { fact: "counter", counter: "lockedVm", from: 1, after: 3, grew: 8 },
          { fact: "counter", counter: "lockedVm", from: 1, after: 5, grew: 4 },
        ],
      },
    ],
  },
  {
    trial: "L3",
    title: "a part of 10 locked pages evacuated: VmLck left at the end",
    scenario: "lock-partly",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "24 kB, source unlocked",
        facts: [
          { fact: "counter", counter: "lockedVm", from: 1, after: 5, grew: 6 },
          { fact: "vmas", from: "heap", pages: 10, after: 3, are: 1 },
        ],
      },
      {
        kernels: ["6.18"],
        text: "40 kB, source unlocked",
        facts: [
          { fact: "counter", counter: "lockedVm", from: 1, after: 5, grew: 10 },
          { fact: "vmas", from: "heap", pages: 10, after: 3, are: 1 },
        ],
      },
      {
        kernels: ["7.2"],
        text: "0, split in three",
        facts: [
          { fact: "counter", counter: "lockedVm", from: 1, after: 5, grew: 0 },
          { fact: "vmas", from: "heap", pages: 10, after: 3, are: 3 },
        ],
      },
    ],
  },
  {
    trial: "L4",
    title: "locked on fault, merged with itself: VmLck left at the end",
    scenario: "lock-on-fault-self-merge",
    outcomes: [
      {
        kernels: ["5.10", "6.1.170", "6.12"],
        text: "16 kB",
        facts: [{ fact: "counter", counter: "lockedVm", from: 1, after: 4, grew: 4 }],
      },
      {
        kernels: ["6.18"],
        text: "32 kB",
        facts: [{ fact: "counter", counter: "lockedVm", from: 1, after: 4, grew: 8 }],
      },
      {
        kernels: ["7.2"],
        text: "0",
        facts: [{ fact: "counter", counter: "lockedVm", from: 1, after: 4, grew: 0 }],
      },
    ],
  },
];
