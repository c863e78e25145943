import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const zerosNotCrashes: ScenarioBody = {
  id: "zeros-not-crashes",
  ask: "What do other threads see while the heap is away?",
  program: `first = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(first, 2*PAGE, 'A')
second = mmap(0x1000a000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(second, 2*PAGE, 'B')
thread collector: mremap(first, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
thread reader: load(first, PAGE)
thread collector: mremap(second, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1001e000)
thread other: load(second, PAGE)
`,
  question: {
    id: "zeros-not-crashes.choose",
    kind: "choose",
    before: 8,
    prompt:
      "The first heap moved plainly, and its reader got a SIGSEGV. The second moves with MREMAP_DONTUNMAP. What does a thread get that reads it now?",
    options: [
      {
        text: "Zeros, without a word",
        when: [
          { fact: "result", call: 8, is: "ok" },
          { fact: "pages", from: 0x1000a000, after: 8, are: "z." },
        ],
      },
      {
        text: "The old data, B",
        when: [
          { fact: "result", call: 8, is: "ok" },
          { fact: "pages", from: 0x1000a000, after: 8, are: "B." },
        ],
      },
      { text: "A SIGSEGV, like the other reader", when: [{ fact: "result", call: 8, is: "SIGSEGV" }] },
    ],
    rule: "With the flag the range is mapped at every moment, so nobody crashes. But it is empty, so whoever reads too early reads zeros.",
  },
  story: [
    "A plain move leaves a hole: a thread that still uses the old address gets a SIGSEGV.",
    "With the flag the read succeeds, and gives zeros where the objects were. That is why a collector watches the range with userfaultfd before it lets threads run.",
  ],
  aha: "DONTUNMAP alone prevents crashes, not wrong answers.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "result", call: 6, is: "SIGSEGV" },
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: 0x1001e000, after: 7, are: "BB" },
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: 0x1000a000, after: 8, are: "z." },
      ],
    },
  ],

  sources: [PATCH_V3],
  neighbours: ["fault-on-emptied-source", "gc-in-eight-pages", "flag-in-one-picture"],
};
