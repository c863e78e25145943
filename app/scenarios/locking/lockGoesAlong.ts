import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const lockGoesAlong: ScenarioBody = {
  id: "lock-goes-along",
  ask: "Does mlock survive a move?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mlock(heap, 4*PAGE)
moved = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
mremap(moved, 4*PAGE, 6*PAGE, 0, 0)
mremap(moved, 6*PAGE, 2*PAGE, 0, 0)
`,
  question: {
    id: "lock-goes-along.choose",
    kind: "choose",
    before: 4,
    prompt: "The moved mapping is still locked. Now it grows by two pages. What do the new pages have?",
    options: [
      {
        text: "A frame each, at once",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "pages", from: "moved", after: 4, are: "000000" },
        ],
      },
      {
        text: "Nothing: new pages are only promised, as always",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "pages", from: "moved", after: 4, are: "0000.." },
        ],
      },
      {
        text: "They are not locked: only what mlock named is",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "counter", counter: "lockedVm", from: 3, after: 4, grew: 0 },
        ],
      },
    ],
    rule: "A locked mapping promises that its pages are in memory. So what it grows by is filled before the call returns, and counts as locked.",
  },
  story: [
    "mlock fills the mapping and marks it. The mark belongs to the mapping and moves with it.",
    "Growth is locked and filled, shrinking gives back. VmLck follows: 16, 16, 24, 8 kB.",
  ],
  aha: "A lock stays with the mapping, wherever it goes.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: "heap", after: 2, are: "0000" },
        { fact: "counter", counter: "lockedVm", from: 1, after: 2, grew: 4 },
        { fact: "result", call: 3, is: "ok" },
        { fact: "counter", counter: "lockedVm", from: 2, after: 3, grew: 0 },
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: "moved", after: 4, are: "000000" },
        { fact: "counter", counter: "lockedVm", from: 3, after: 4, grew: 2 },
        { fact: "result", call: 5, is: "ok" },
        { fact: "counter", counter: "lockedVm", from: 4, after: 5, grew: -4 },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["lock-counter", "lock-limit", "lock-everything"],
};
