import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MMAP_PAGE } from "../sources.ts";

export const stackKeepsGrowing: ScenarioBody = {
  id: "stack-keeps-growing",
  ask: "Does a growing stack still grow after a move?",
  program: `stack = mmap(0x10190000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED|MAP_GROWSDOWN, -1, 0)
store(0x1018f000, PAGE, 'A')
moved = mremap(0x1018f000, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
store(0x10013000, PAGE, 'B')
load(0x1018f000, PAGE)
`,
  question: {
    id: "stack-keeps-growing.choose",
    kind: "choose",
    before: 4,
    prompt:
      "A touch below the stack made it grow by a page. Then it moved. Now the program writes to the page below the new place. What happens?",
    options: [
      {
        text: "The stack grows down by one page",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "pages", from: 0x10013000, after: 4, are: "BA.." },
        ],
      },
      { text: "SIGSEGV: growing ended with the move", when: [{ fact: "result", call: 4, is: "SIGSEGV" }] },
    ],
    rule: "To grow downwards is a flag of the mapping (gd), and flags move along. The old place knows nothing of it any more.",
  },
  story: [
    "MAP_GROWSDOWN memory takes in the page below when it is touched.",
    "The flag travels with the mapping. At the old place there is nothing left to grow.",
  ],
  aha: "Growing down is a flag, not a place.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 2, is: "ok" },
        { fact: "pages", from: 0x1018f000, after: 2, are: "A.." },
        { fact: "result", call: 3, is: "ok" },
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: 0x10013000, after: 4, are: "BA.." },
        { fact: "result", call: 5, is: "SIGSEGV" },
      ],
    },
  ],

  sources: [MMAP_PAGE],
  neighbours: ["protection-inherited", "advice-inherited"],
};
