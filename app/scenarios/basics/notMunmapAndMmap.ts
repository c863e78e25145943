import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const notMunmapAndMmap: ScenarioBody = {
  id: "not-munmap-and-mmap",
  ask: "Is mremap the same as munmap and mmap?",
  program: `first = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(first, 3*PAGE, 'A')
munmap(first, 3*PAGE)
again = mmap(0x1000a000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
load(again, 3*PAGE)
second = mmap(0x10014000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(second, 3*PAGE, 'B')
moved = mremap(second, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1001e000)
load(moved, 3*PAGE)
`,
  question: {
    id: "not-munmap-and-mmap.choose",
    kind: "choose",
    before: 5,
    prompt: "Unmapped here, mapped again there. What does the program read at the new place?",
    options: [
      {
        text: "Zeros: the frames were freed",
        when: [{ fact: "pages", from: "again", after: 5, are: "zzz" }],
      },
      { text: "A: the data moved along", when: [{ fact: "pages", from: "again", after: 5, are: "AAA" }] },
      { text: "Nothing: SIGSEGV", when: [{ fact: "result", call: 5, is: "SIGSEGV" }] },
    ],
    rule: "munmap gives the frames back. A new anonymous mapping starts with nothing and reads as zeros. mremap carries the entries, so the frames stay in use.",
  },
  story: [
    "Two ways to the same addresses. The first frees three frames and promises three empty pages.",
    "The second carries three entries to the new place.",
  ],
  aha: "mremap keeps the frames; munmap throws them away.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: "again", after: 5, are: "zzz" },
        { fact: "counter", counter: "anon", from: 2, after: 3, grew: -3 },
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: "moved", after: 8, are: "BBB" },
        { fact: "sameFrames", pages: 3, from: 0x10014000, before: 7, to: "moved", after: 8 },
        { fact: "pages", from: 0x10014000, after: 8, are: "---" },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["window", "publish", "java-heap"],
};
