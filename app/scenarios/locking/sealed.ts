import { MSEAL } from "../citations.ts";
import { since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const sealed: ScenarioBody = {
  id: "sealed",
  ask: "Can memory be protected from mremap?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
other = mmap(0x10014000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mseal(heap, 4*PAGE, 0)
mremap(heap, 4*PAGE, 8*PAGE, MREMAP_MAYMOVE, 0)
mremap(heap, 4*PAGE, 2*PAGE, 0, 0)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0)
mremap(other, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, heap)
`,
  question: {
    id: "sealed.choose",
    kind: "choose",
    before: 9,
    prompt:
      "Growing, shrinking and moving the sealed memory were refused. Now another mapping is to move onto it with FIXED. What comes back?",
    options: [
      {
        text: "EPERM: a seal also protects from being overwritten",
        when: [
          { fact: "result", call: 9, is: "EPERM" },
          { fact: "pages", from: "heap", after: 9, are: "AAAA" },
        ],
      },
      {
        text: "It works: the seal forbids to move the memory, not to replace it",
        when: [{ fact: "result", call: 9, is: "ok" }],
      },
      { text: "EEXIST: the place is taken", when: [{ fact: "result", call: 9, is: "EEXIST" }] },
    ],
    rule: "A sealed mapping cannot be moved, resized, unmapped or replaced: EPERM. Nothing changes.",
  },
  story: [
    "mseal fixes what a range is. Its content may change, its mapping may not.",
    "Five calls try in five ways, and all get the same answer.",
  ],
  aha: "A seal holds against every kind of mremap.",
  kernels: since("6.12.94"),
  outcomes: [
    {
      facts: [
        { fact: "result", call: 4, is: "ok" },
        { fact: "result", call: 5, is: "EPERM" },
        { fact: "result", call: 6, is: "EPERM" },
        { fact: "result", call: 7, is: "EPERM" },
        { fact: "result", call: 8, is: "EPERM" },
        { fact: "result", call: 9, is: "EPERM" },
        { fact: "pages", from: "heap", after: 9, are: "AAAA" },
        { fact: "pages", from: 0x10014000, after: 9, are: "...." },
      ],
    },
  ],

  sources: [MSEAL],
  neighbours: ["half-a-train-sealed", "fixed-overwrites"],
};
