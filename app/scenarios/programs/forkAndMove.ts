import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { FORK_PAGE, MAN_PAGE } from "../sources.ts";

export const forkAndMove: ScenarioBody = {
  id: "fork-and-move",
  ask: "What does a move do to memory shared with a child?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
child = fork()
moved = mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
load(moved, 3*PAGE)
store(moved, PAGE, 'B')
thread child: load(heap, 3*PAGE)
`,
  question: {
    id: "fork-and-move.choose",
    kind: "choose",
    before: 5,
    prompt:
      "After fork, parent and child share three frames. The parent has moved its mapping. Which frames does it read now?",
    options: [
      {
        text: "The same as before: they are still shared",
        when: [{ fact: "sameFrames", pages: 3, from: 0x10000000, before: 3, to: 0x1000a000, after: 5 }],
      },
      {
        text: "Copies: moving is a kind of writing",
        when: [{ fact: "counter", counter: "anon", from: 3, after: 5, grew: 3 }],
      },
    ],
    rule: "A move carries entries, shared ones too. Only a write copies a page, and only the page that is written.",
  },
  story: [
    "The child keeps its own view at the old address; the parent’s move does not concern it.",
    "Frames stay shared through the move. The first write gives the writer a copy.",
  ],
  aha: "Moving does not break sharing; writing does.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 4, is: "ok" },
        { fact: "sameFrames", pages: 3, from: 0x10000000, before: 3, to: 0x1000a000, after: 4 },
        { fact: "pages", from: 0x1000a000, after: 6, are: "BAA" },
        { fact: "sameFrames", pages: 2, from: 0x10001000, before: 3, to: 0x1000b000, after: 6 },
        { fact: "result", call: 7, is: "ok" },
      ],
    },
  ],
  captions: { 7: "The child still reads three times A." },
  sources: [MAN_PAGE, FORK_PAGE],
  neighbours: ["child-sees-the-object", "generations"],
};
