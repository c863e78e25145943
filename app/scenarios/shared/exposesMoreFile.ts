import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE, MMAP_PAGE } from "../sources.ts";

export const exposesMoreFile: ScenarioBody = {
  id: "exposes-more-file",
  ask: "What is in the new part when a file mapping grows?",
  program: `file = memfd_create("book", MFD_CLOEXEC)
ftruncate(file, 8*PAGE)
whole = mmap(0x10014000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
store(whole, 4*PAGE, 'A')
store(whole + 4*PAGE, 4*PAGE, 'B')
view = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
mremap(view, 4*PAGE, 8*PAGE, 0, 0)
load(view, 8*PAGE)
`,
  question: {
    id: "exposes-more-file.place",
    kind: "place",
    before: 7,
    prompt:
      "The view shows the first half of the file, which holds A; the second half holds B. The view grows to eight pages and is read. What does it show?",
    from: "view",
    pages: 8,
    after: 8,
    pieces: "AB0.-",
    rule: "A file mapping grows into the file: the new pages are the next pages of the file.",
  },
  story: [
    "A window is made larger, and more of the room comes into sight.",
    "No page is read before it is touched.",
  ],
  aha: "A larger window, the same room.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: "view", after: 8, are: "AAAABBBB" },
        { fact: "sameFrames", pages: 8, from: 0x10014000, before: 8, to: 0x10000000, after: 8 },
      ],
    },
  ],

  sources: [MAN_PAGE, MMAP_PAGE],
  neighbours: ["past-the-end-of-file", "same-memory-twice", "sqlite-grows"],
};
