import { SQLITE_REMAP } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const sqliteGrows: ScenarioBody = {
  id: "sqlite-grows",
  ask: "How does a program follow a file that grows?",
  program: `file = memfd_create("database", MFD_CLOEXEC)
ftruncate(file, 2*PAGE)
view = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
store(view, 2*PAGE, 'A')
wall = mmap(0x10002000, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
ftruncate(file, 4*PAGE)
bigger = mremap(view, 2*PAGE, 4*PAGE, MREMAP_MAYMOVE, 0)
store(bigger + 2*PAGE, 2*PAGE, 'B')
`,
  question: {
    id: "sqlite-grows.choose",
    kind: "choose",
    before: 7,
    prompt:
      "The file was extended first. The view may move, for its neighbour is in the way. What does the larger view show of the old pages?",
    options: [
      {
        text: "The same frames, under new addresses",
        when: [
          { fact: "result", call: 7, is: "ok" },
          { fact: "sameAddress", a: "bigger", b: "view", is: false },
          { fact: "pages", from: "bigger", after: 7, are: "AA.." },
        ],
      },
      {
        text: "Copies of them",
        when: [
          { fact: "result", call: 7, is: "ok" },
          { fact: "counter", counter: "anon", from: 6, after: 7, grew: 2 },
        ],
      },
      {
        text: "Nothing until they are read from disk again",
        when: [
          { fact: "result", call: 7, is: "ok" },
          { fact: "pages", from: "bigger", after: 7, are: "...." },
        ],
      },
    ],
    rule: "The entries move like those of any mapping. The new part is the next part of the file, which has to be long enough first.",
  },
  story: [
    "SQLite can read its file through a mapping. When the database grows, it extends the view with mremap.",
    "First the file, then the mapping. The other way round would be a SIGBUS.",
  ],
  aha: "First the file, then the view.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 6, is: "ok" },
        { fact: "result", call: 7, is: "ok" },
        { fact: "sameAddress", a: "bigger", b: "view", is: false },
        { fact: "pages", from: "bigger", after: 7, are: "AA.." },
        { fact: "sameFrames", pages: 2, from: 0x10000000, before: 6, to: "bigger", after: 7 },
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: "bigger", after: 8, are: "AABB" },
        { fact: "pages", from: "view", after: 7, are: "--." },
      ],
    },
  ],

  sources: [SQLITE_REMAP],
  neighbours: ["past-the-end-of-file", "exposes-more-file", "realloc-doubling"],
};
