import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const shrink: ScenarioBody = {
  id: "shrink",
  ask: "What is freed when a mapping shrinks?",
  program: `heap = mmap(0x10000000, 6*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 6*PAGE, 'A')
mremap(heap, 6*PAGE, 2*PAGE, 0, 0)
load(heap + 3*PAGE, PAGE)
`,
  question: {
    id: "shrink.count",
    kind: "count",
    before: 3,
    prompt: "Six pages hold data; the mapping shrinks to two. How many frames are given back?",
    unit: "frames",
    of: { count: "framesFreed", call: 3 },
    rule: "Shrinking is munmap of the tail: its entries are cleared, and frames that nobody else maps are freed.",
  },
  story: [
    "The mapping gives up its last four pages. Its start stays where it is.",
    "The frames behind the tail are freed at once, and their addresses mean nothing any more.",
  ],
  aha: "Shrinking is munmap of the tail.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "pages", from: "heap", after: 3, are: "AA----" },
        { fact: "counter", counter: "anon", from: 2, after: 3, grew: -4 },
        { fact: "counter", counter: "totalVm", from: 2, after: 3, grew: -4 },
        { fact: "result", call: 4, is: "SIGSEGV" },
      ],
    },
  ],
  captions: { 4: "The fourth page is gone: the read is a SIGSEGV." },
  sources: [MAN_PAGE],
  neighbours: ["grow-in-place", "shrink-across", "shrink-and-grow"],
};
