import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const moveAndResize: ScenarioBody = {
  id: "move-and-resize",
  ask: "What happens to the tail when a move also shrinks?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
store(heap + 2*PAGE, 2*PAGE, 'B')
small = mremap(heap, 4*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
large = mremap(small, 2*PAGE, 5*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
`,
  question: {
    id: "move-and-resize.choose",
    kind: "choose",
    before: 4,
    prompt: "Four pages are to become two at a new place. What happens to the last two, which hold B?",
    options: [
      {
        text: "They are unmapped and their frames freed",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "pages", from: "heap", after: 4, are: "----" },
          { fact: "counter", counter: "anon", from: 3, after: 4, grew: -2 },
        ],
      },
      {
        text: "They stay at the old address",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "pages", from: "heap", after: 4, are: "--BB" },
        ],
      },
      { text: "EINVAL: a move keeps the size", when: [{ fact: "result", call: 4, is: "EINVAL" }] },
    ],
    rule: "A move that shrinks first unmaps the tail of the source, then moves the rest. A move that grows carries what there is; the new pages are only promised.",
  },
  story: [
    "The first call moves and shrinks: pages that do not fit are lost.",
    "The second moves and grows: two entries travel, three pages are empty.",
  ],
  aha: "The tail is cut off before the move.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: "heap", after: 4, are: "----" },
        { fact: "pages", from: "small", after: 4, are: "AA" },
        { fact: "counter", counter: "anon", from: 3, after: 4, grew: -2 },
        { fact: "result", call: 5, is: "ok" },
        { fact: "pages", from: 0x10014000, after: 5, are: "AA..." },
        { fact: "pages", from: 0x1000a000, after: 5, are: "--" },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["shrink", "grow-in-place", "shrink-fixed-cuts"],
};
