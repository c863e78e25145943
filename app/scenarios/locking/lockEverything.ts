import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE, MLOCKALL_PAGE } from "../sources.ts";

export const lockEverything: ScenarioBody = {
  id: "lock-everything",
  ask: "Is grown memory locked after mlockall(MCL_FUTURE)?",
  program: `mlockall(MCL_FUTURE)
heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 2*PAGE, 4*PAGE, 0, 0)
munlockall()
`,
  question: {
    id: "lock-everything.choose",
    kind: "choose",
    before: 3,
    prompt:
      "Everything mapped from now on is locked. The heap grows by two pages. How many of its pages have a frame then?",
    options: [
      { text: "All four", when: [{ fact: "pages", from: "heap", after: 3, are: "0000" }] },
      { text: "Two: growing is not mapping", when: [{ fact: "pages", from: "heap", after: 3, are: "00.." }] },
      { text: "None: nothing was touched", when: [{ fact: "pages", from: "heap", after: 3, are: "...." }] },
    ],
    rule: "The mapping was locked when it was made, and a locked mapping fills what it grows by.",
  },
  story: [
    "With MCL_FUTURE new mappings are born locked and full.",
    "mremap does not ask for the wish of the process. It takes over the lock of the mapping it grows.",
  ],
  aha: "The grown part is like the part it grows from.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 1, is: "ok" },
        { fact: "pages", from: "heap", after: 2, are: "00" },
        { fact: "result", call: 3, is: "ok" },
        { fact: "pages", from: "heap", after: 3, are: "0000" },
        { fact: "counter", counter: "lockedVm", from: 1, after: 3, grew: 4 },
        { fact: "counter", counter: "lockedVm", from: 3, after: 4, grew: -4 },
      ],
    },
  ],

  sources: [MAN_PAGE, MLOCKALL_PAGE],
  neighbours: ["lock-goes-along", "lock-limit"],
};
