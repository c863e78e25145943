import { ART_REPLACE } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const publish: ScenarioBody = {
  id: "publish",
  ask: "Is mremap atomic for other threads?",
  program: `live = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(live, 4*PAGE, 'A')
next = mmap(0x10064000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(next, 4*PAGE, 'B')
thread reader: load(live, 4*PAGE)
thread writer: mremap(next, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, live)
thread reader: load(live, 4*PAGE)
thread writer: munmap(live, 4*PAGE)
thread other: load(live, PAGE)
`,
  question: {
    id: "publish.choose",
    kind: "choose",
    before: 6,
    prompt:
      "A thread reads four pages of A over and over. One call puts four pages of B in their place. What may the reader see?",
    options: [
      {
        text: "All of A before the call, all of B after it: no gap",
        when: [
          { fact: "result", call: 7, is: "ok" },
          { fact: "pages", from: 0x10000000, after: 6, are: "BBBB" },
        ],
      },
      {
        text: "A gap: between unmapping and moving there is nothing",
        when: [{ fact: "result", call: 7, is: "SIGSEGV" }],
      },
      { text: "A and B mixed for ever", when: [{ fact: "pages", from: 0x10000000, after: 6, are: "BBAA" }] },
    ],
    rule: "For the destination a FIXED move is one step: the old pages and the new change places while others are kept out. Unmapping first and mapping afterwards is two steps, and a read between them is a SIGSEGV.",
  },
  story: [
    "Prepare the new version elsewhere, then slide it over the old one. Android’s runtime replaces memory in this way.",
    "In a trial with 20,000 replacements no read failed. With munmap first, thousands did.",
  ],
  aha: "Build beside it, then slide it over.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "result", call: 6, is: "ok" },
        { fact: "pages", from: 0x10000000, after: 6, are: "BBBB" },
        { fact: "pages", from: 0x10064000, after: 6, are: "----" },
        { fact: "result", call: 7, is: "ok" },
        { fact: "sameFrames", pages: 4, from: 0x10064000, before: 5, to: 0x10000000, after: 6 },
        { fact: "result", call: 9, is: "SIGSEGV" },
      ],
    },
  ],

  sources: [ART_REPLACE],
  neighbours: ["fixed-overwrites", "not-munmap-and-mmap", "zeros-not-crashes"],
};
