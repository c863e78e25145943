import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const zeroPagesTravel: ScenarioBody = {
  id: "zero-pages-travel",
  ask: "What moves of a page that was only ever read?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
load(heap, 2*PAGE)
store(heap + 2*PAGE, PAGE, 'A')
moved = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
store(moved, PAGE, 'B')
`,
  question: {
    id: "zero-pages-travel.place",
    kind: "place",
    before: 4,
    prompt: "Two pages were read, one was written, one was never touched. What stands at the new place?",
    from: "moved",
    pages: 4,
    after: 4,
    pieces: "zA0.-",
    rule: "What moves are page-table entries. An entry for the zero page is an entry too; a page without one has nothing to carry.",
  },
  story: [
    "Reading untouched memory maps one page of zeros that everybody shares. It costs no frame.",
    "These entries move like any others. The first write to one gets a frame of its own.",
  ],
  aha: "Entries move, also those that lead to nothing of your own.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: "heap", after: 3, are: "zzA." },
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: "moved", after: 4, are: "zzA." },
        { fact: "counter", counter: "anon", from: 3, after: 4, grew: 0 },
        { fact: "pages", from: "moved", after: 5, are: "BzA." },
        { fact: "counter", counter: "anon", from: 4, after: 5, grew: 1 },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["holes-travel", "grow-in-place"],
};
