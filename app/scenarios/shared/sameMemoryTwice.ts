import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const sameMemoryTwice: ScenarioBody = {
  id: "same-memory-twice",
  ask: "What does mremap do with an old_size of 0?",
  program: `file = memfd_create("room", MFD_CLOEXEC)
ftruncate(file, 4*PAGE)
first = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
store(first, 4*PAGE, 'A')
twin = mremap(first, 0, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
store(twin, PAGE, 'B')
load(first, PAGE)
part = mremap(first + PAGE, 0, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
load(part, 2*PAGE)
`,
  question: {
    id: "same-memory-twice.choose",
    kind: "choose",
    before: 5,
    prompt: "old_size is 0, new_size four pages. The mapping is shared. What does the call do?",
    options: [
      {
        text: "It makes a second view of the same pages; the first stays",
        when: [
          { fact: "result", call: 5, is: "ok" },
          { fact: "pages", from: "first", after: 5, are: "AAAA" },
          { fact: "pages", from: 0x1000a000, after: 5, are: "...." },
        ],
      },
      {
        text: "It makes an empty mapping with pages of its own",
        when: [
          { fact: "result", call: 5, is: "ok" },
          { fact: "pages", from: 0x1000a000, after: 7, are: "B..." },
          { fact: "pages", from: "first", after: 7, are: "AAAA" },
        ],
      },
      { text: "EINVAL: nothing to move", when: [{ fact: "result", call: 5, is: "EINVAL" }] },
    ],
    rule: "For shared memory an old size of 0 means: one more view, from this page of the object on. No entry is moved or copied; the view fills as it is touched.",
  },
  story: [
    "Two windows on one room. The new one starts without entries, because it needs none.",
    "A write through one is seen through the other: both entries lead to one frame.",
  ],
  aha: "A second window on one room.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "pages", from: 0x1000a000, after: 5, are: "...." },
        { fact: "pages", from: "first", after: 5, are: "AAAA" },
        { fact: "pages", from: "twin", after: 6, are: "B..." },
        { fact: "pages", from: "first", after: 7, are: "BAAA" },
        { fact: "sameFrames", pages: 1, from: "twin", before: 6, to: "first", after: 7 },
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: "part", after: 9, are: "AA" },
        { fact: "sameFrames", pages: 1, from: 0x10001000, before: 9, to: 0x10014000, after: 9 },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["private-no-twin", "ring-buffer", "dontunmap-shared", "twin-too-long"],
};
