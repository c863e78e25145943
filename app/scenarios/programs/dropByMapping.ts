import { CHROMIUM_SWAP } from "../citations.ts";
import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const dropByMapping: ScenarioBody = {
  id: "drop-by-mapping",
  ask: "How does a browser give evacuated pages back?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
area = mmap(0x10014000, 8*PAGE, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10016000)
mmap(0x10016000, 4*PAGE, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
`,
  question: {
    id: "drop-by-mapping.choose",
    kind: "choose",
    before: 5,
    prompt:
      "The pages were evacuated into a reserved area. Now PROT_NONE memory is mapped over them. What becomes of their frames?",
    options: [
      {
        text: "They are freed, and the reserved area is one mapping again",
        when: [
          { fact: "counter", counter: "anon", from: 4, after: 5, grew: -4 },
          { fact: "vmas", from: "area", pages: 8, after: 5, are: 1 },
        ],
      },
      {
        text: "They stay, but cannot be touched",
        when: [{ fact: "counter", counter: "anon", from: 4, after: 5, grew: 0 }],
      },
      { text: "EEXIST: the place is taken", when: [{ fact: "result", call: 5, is: "EEXIST" }] },
    ],
    rule: "mmap with MAP_FIXED unmaps what is there, and that frees the frames. The new piece fits the reserved area on both sides.",
  },
  story: [
    "Chromium reserves an area without permissions, so that nobody else gets the addresses.",
    "Pages are evacuated into it, saved, and dropped by mapping the reservation over them.",
  ],
  aha: "Mapping over is unmapping too.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 4, is: "ok" },
        { fact: "vmas", from: "area", pages: 8, after: 4, are: 3 },
        { fact: "pages", from: 0x10016000, after: 4, are: "AAAA" },
        { fact: "result", call: 5, is: "ok" },
        { fact: "counter", counter: "anon", from: 4, after: 5, grew: -4 },
        { fact: "vmas", from: "area", pages: 8, after: 5, are: 1 },
        { fact: "pages", from: "heap", after: 5, are: "...." },
      ],
    },
  ],

  sources: [CHROMIUM_SWAP],
  neighbours: ["swap-out", "fixed-overwrites"],
};
