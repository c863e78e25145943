import { CPYTHON_RESIZE } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const sharedAnonymousEnds: ScenarioBody = {
  id: "shared-anonymous-ends",
  ask: "SIGBUS after growing shared anonymous memory: a kernel bug?",
  program: `area = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(area, 2*PAGE, 'A')
mremap(area, 2*PAGE, 4*PAGE, 0, 0)
load(area + 2*PAGE, PAGE)
heap = mmap(0x1000a000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 2*PAGE, 4*PAGE, 0, 0)
load(heap + 2*PAGE, PAGE)
`,
  question: {
    id: "shared-anonymous-ends.choose",
    kind: "choose",
    before: 4,
    prompt: "Shared anonymous memory grew from two pages to four. What does reading the third do?",
    options: [
      { text: "SIGBUS", when: [{ fact: "result", call: 4, is: "SIGBUS" }] },
      { text: "It reads a zero, as with private memory", when: [{ fact: "result", call: 4, is: "ok" }] },
      { text: "SIGSEGV", when: [{ fact: "result", call: 4, is: "SIGSEGV" }] },
    ],
    rule: "Behind shared anonymous memory stands a hidden object of the size asked for in mmap. The mapping grows, the object does not.",
  },
  story: [
    "It looks like memory without a file, but there is one, and it has two pages.",
    "Private memory has no object behind it, so growing just works. Python’s mmap has refused to resize such memory since 2025.",
  ],
  aha: "A hidden object has a fixed size; use memfd_create.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "result", call: 4, is: "SIGBUS" },
        { fact: "result", call: 6, is: "ok" },
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: "heap", after: 7, are: "..z." },
      ],
    },
  ],

  sources: [CPYTHON_RESIZE],
  neighbours: ["past-the-end-of-file", "ring-buffer"],
};
