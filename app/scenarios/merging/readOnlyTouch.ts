import { MERGE_RULES } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const readOnlyTouch: ScenarioBody = {
  id: "read-only-touch",
  ask: "Which kind of touch gives a mapping its identity?",
  program: `home = mmap(0x1000a000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
reader = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
load(reader, 2*PAGE)
mremap(reader, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000c000)
house = mmap(0x1001e000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
writer = mmap(0x10014000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(writer, 2*PAGE, 'A')
madvise(writer, 2*PAGE, MADV_DONTNEED)
mremap(writer, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10020000)
`,
  question: {
    id: "read-only-touch.count",
    kind: "count",
    before: 9,
    prompt:
      "The first newcomer had only been read, and merged with its neighbour. The second was written, and then all its pages were thrown away. How many mappings are the four pages when it arrives?",
    unit: "mappings",
    of: { count: "vmas", from: "house", pages: 4, after: 9 },
    rule: "Reading maps the zero page and leaves no identity. Writing gives one, and it stays when the pages are dropped.",
  },
  story: [
    "Both newcomers bring no frame. One has a past, the other has not.",
    "The past decides: MADV_DONTNEED throws away pages, not identities.",
  ],
  aha: "Written once, marked for ever.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "vmas", from: "home", pages: 4, after: 4, are: 1 },
        { fact: "pages", from: "home", after: 4, are: "..zz" },
        { fact: "vmas", from: "house", pages: 4, after: 9, are: 2 },
        { fact: "pages", from: "house", after: 9, are: "...." },
      ],
    },
  ],

  sources: [MERGE_RULES],
  neighbours: ["neighbours-by-touch", "zero-pages-travel"],
};
