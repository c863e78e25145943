import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const sameSize: ScenarioBody = {
  id: "same-size",
  ask: "Does MREMAP_MAYMOVE make a mapping move?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
same = mremap(heap, 2*PAGE, 2*PAGE, 0, 0)
moved = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE, 0)
load(heap, 2*PAGE)
`,
  question: {
    id: "same-size.choose",
    kind: "choose",
    before: 4,
    prompt: "The length stays the same, and the mapping may move. Does it?",
    options: [
      {
        text: "No: the same address comes back",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "sameAddress", a: "moved", b: "heap", is: true },
        ],
      },
      {
        text: "Yes: it goes to a new address",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "sameAddress", a: "moved", b: "heap", is: false },
        ],
      },
      { text: "EINVAL: there is nothing to do", when: [{ fact: "result", call: 4, is: "EINVAL" }] },
    ],
    rule: "MREMAP_MAYMOVE is a permission. The kernel moves a mapping only when it cannot grow where it is, or when another flag names a place.",
  },
  story: [
    "Two calls ask for the length that the mapping already has.",
    "Both give the old address back, and no entry is touched.",
  ],
  aha: "MAYMOVE permits; it does not command.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "sameAddress", a: "same", b: "heap", is: true },
        { fact: "result", call: 4, is: "ok" },
        { fact: "sameAddress", a: "moved", b: "heap", is: true },
        { fact: "sameFrames", pages: 2, from: "heap", before: 2, to: "heap", after: 4 },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["blocked-then-moved", "silent-success"],
};
