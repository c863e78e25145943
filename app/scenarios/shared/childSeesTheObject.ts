import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { FORK_PAGE, MAN_PAGE } from "../sources.ts";

export const childSeesTheObject: ScenarioBody = {
  id: "child-sees-the-object",
  ask: "Does another process notice when I move shared memory?",
  program: `shared = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(shared, 2*PAGE, 'A')
child = fork()
moved = mremap(shared, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
store(moved, PAGE, 'M')
thread child: load(shared, PAGE)
load(shared, PAGE)
`,
  question: {
    id: "child-sees-the-object.choose",
    kind: "choose",
    before: 5,
    prompt:
      "A child was forked; then the parent moved its view. The parent writes M at the new address. Which frame does it write?",
    options: [
      {
        text: "The one that was shared before the move",
        when: [{ fact: "sameFrames", pages: 1, from: 0x10000000, before: 3, to: 0x1000a000, after: 5 }],
      },
      {
        text: "A copy of its own: a write after fork copies",
        when: [
          { fact: "pages", from: 0x1000a000, after: 5, are: "MA" },
          { fact: "counter", counter: "anon", from: 4, after: 5, grew: 1 },
        ],
      },
    ],
    rule: "The move changes the parent’s addresses only. The object and its frames are the same for both, so the child reads M at its old address.",
  },
  story: [
    "Each process has its own page table. mremap works on one of them.",
    "Shared memory stays shared wherever it is mapped.",
  ],
  aha: "Addresses are private, the object is common.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: 0x1000a000, after: 5, are: "MA" },
        { fact: "sameFrames", pages: 2, from: 0x10000000, before: 3, to: 0x1000a000, after: 5 },
        { fact: "counter", counter: "anon", from: 4, after: 5, grew: 0 },
        { fact: "result", call: 6, is: "ok" },
        { fact: "result", call: 7, is: "SIGSEGV" },
      ],
    },
  ],
  captions: { 6: "The child’s view is where it was: it reads M.", 7: "The parent’s old address is gone." },
  sources: [MAN_PAGE, FORK_PAGE],
  neighbours: ["fork-and-move", "same-memory-twice"],
};
