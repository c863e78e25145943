import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const lockLimit: ScenarioBody = {
  id: "lock-limit",
  ask: "Which error says that no more memory may be locked?",
  program: `limit MEMLOCK 16 KiB
heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mlock(heap, 4*PAGE)
mremap(heap, 4*PAGE, 5*PAGE, MREMAP_MAYMOVE, 0)
moved = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
`,
  question: {
    id: "lock-limit.choose",
    kind: "choose",
    before: 3,
    prompt: "Four pages are locked, and no more may be. The mapping is to grow by one page. What comes back?",
    options: [
      { text: "EAGAIN", when: [{ fact: "result", call: 3, is: "EAGAIN" }] },
      { text: "ENOMEM", when: [{ fact: "result", call: 3, is: "ENOMEM" }] },
      { text: "It grows; the new page is not locked", when: [{ fact: "result", call: 3, is: "ok" }] },
    ],
    rule: "Growth of locked memory is checked against RLIMIT_MEMLOCK, and the answer is EAGAIN. A move locks nothing more, so it is free.",
  },
  story: [
    "The limit is full to the last page. Growing is refused before anything happens.",
    "Moving is allowed: the number of locked pages stays the same.",
  ],
  aha: "EAGAIN, not ENOMEM; and moving is free.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 2, is: "ok" },
        { fact: "result", call: 3, is: "EAGAIN" },
        { fact: "pages", from: "heap", after: 3, are: "0000" },
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: "moved", after: 4, are: "0000" },
        { fact: "counter", counter: "lockedVm", from: 2, after: 4, grew: 0 },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["lock-goes-along", "address-limit"],
};
