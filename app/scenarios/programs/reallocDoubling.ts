import { GLIBC_REALLOC } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const reallocDoubling: ScenarioBody = {
  id: "realloc-doubling",
  ask: "realloc of a gigabyte takes microseconds. How can it copy that fast?",
  program: `older = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
block = mmap(NULL, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
store(block, 2*PAGE, 'A')
second = mremap(block, 2*PAGE, 4*PAGE, MREMAP_MAYMOVE, 0)
store(second + 2*PAGE, 2*PAGE, 'B')
third = mremap(second, 4*PAGE, 8*PAGE, MREMAP_MAYMOVE, 0)
small = mremap(third, 8*PAGE, 4*PAGE, MREMAP_MAYMOVE, 0)
`,
  question: {
    id: "realloc-doubling.choose",
    kind: "choose",
    before: 4,
    prompt:
      "A large block doubles. Above it lies what was mapped before it. How do the data come to the larger block?",
    options: [
      {
        text: "Two entries move to a new place; no byte is copied",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "sameAddress", a: "second", b: "block", is: false },
          { fact: "sameFrames", pages: 2, from: "block", before: 3, to: "second", after: 4 },
        ],
      },
      {
        text: "The block grows where it is",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "sameAddress", a: "second", b: "block", is: true },
        ],
      },
      {
        text: "The bytes are copied to a new block",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "counter", counter: "anon", from: 3, after: 4, grew: 2 },
        ],
      },
    ],
    rule: "New mappings are placed from the top down, so above a block there is usually an older one. The C library lets the block move, and mremap carries the entries.",
  },
  story: [
    "glibc and musl do this for large blocks: one mmap, then mremap for every doubling.",
    "In a trial with glibc eight doublings were one mmap and seven mremaps, and all of them moved. Making the block smaller leaves it where it is.",
  ],
  aha: "It does not copy at all.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 4, is: "ok" },
        { fact: "sameAddress", a: "second", b: "block", is: false },
        { fact: "sameFrames", pages: 2, from: "block", before: 3, to: "second", after: 4 },
        { fact: "counter", counter: "anon", from: 3, after: 4, grew: 0 },
        { fact: "result", call: 6, is: "ok" },
        { fact: "sameAddress", a: "third", b: "second", is: false },
        { fact: "pages", from: "third", after: 6, are: "AABB...." },
        { fact: "result", call: 7, is: "ok" },
        { fact: "sameAddress", a: "small", b: "third", is: true },
      ],
    },
  ],

  sources: [GLIBC_REALLOC],
  neighbours: ["blocked-then-moved", "grow-in-place", "shrink"],
};
