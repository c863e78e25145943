import { MUSL_PROBE } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const muslProbesTheStack: ScenarioBody = {
  id: "musl-probes-the-stack",
  ask: "strace shows mremap failing at start-up. Is my program broken?",
  program: `stack = mmap(0x10004000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(stack, 4*PAGE, 'S')
mremap(0x10006000, PAGE, 2*PAGE, 0, 0)
mremap(0x10005000, PAGE, 2*PAGE, 0, 0)
mremap(0x10004000, PAGE, 2*PAGE, 0, 0)
mremap(0x10003000, PAGE, 2*PAGE, 0, 0)
`,
  question: {
    id: "musl-probes-the-stack.choose",
    kind: "choose",
    before: 6,
    prompt:
      "Going down page by page, each call asked one page to become two and got ENOMEM. Now it asks for the page below the stack. What comes back?",
    options: [
      {
        text: "EFAULT: nothing is mapped there, so the stack ends here",
        when: [{ fact: "result", call: 6, is: "EFAULT" }],
      },
      { text: "ENOMEM, as before", when: [{ fact: "result", call: 6, is: "ENOMEM" }] },
      { text: "It works: the page is made", when: [{ fact: "result", call: 6, is: "ok" }] },
    ],
    rule: "A page with a mapped neighbour above cannot grow: ENOMEM. Where nothing is mapped there is nothing to grow: EFAULT. The error tells which.",
  },
  story: [
    "musl wants to know how far down the main stack is mapped. It asks a question that has to fail.",
    "It goes on as long as the answer is ENOMEM. Nothing is broken.",
  ],
  aha: "An error as an answer.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ENOMEM" },
        { fact: "result", call: 4, is: "ENOMEM" },
        { fact: "result", call: 5, is: "ENOMEM" },
        { fact: "result", call: 6, is: "EFAULT" },
        { fact: "pages", from: "stack", after: 6, are: "SSSS" },
      ],
    },
  ],

  sources: [MUSL_PROBE],
  neighbours: ["grow-from-inside", "blocked-then-moved", "success-on-nothing"],
};
