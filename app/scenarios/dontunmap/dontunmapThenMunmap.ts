import { MERGED_PATCH } from "../citations.ts";
import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const dontunmapThenMunmap: ScenarioBody = {
  id: "dontunmap-then-munmap",
  ask: "What is left of the flag when the source is unmapped afterwards?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
moved = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
munmap(heap, 2*PAGE)
plain = mmap(0x10014000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(plain, 2*PAGE, 'B')
mremap(plain, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1001e000)
`,
  question: {
    id: "dontunmap-then-munmap.choose",
    kind: "choose",
    before: 4,
    prompt: "The entries have moved with DONTUNMAP. Now the source is unmapped. What happens to the data?",
    options: [
      {
        text: "It stays at the new place: the result is a plain move",
        when: [
          { fact: "pages", from: 0x1000a000, after: 4, are: "AA" },
          { fact: "pages", from: "heap", after: 4, are: "--" },
        ],
      },
      {
        text: "It is freed with its mapping",
        when: [{ fact: "pages", from: 0x1000a000, after: 4, are: "--" }],
      },
      {
        text: "munmap is refused while the data is elsewhere",
        when: [{ fact: "result", call: 4, is: "EINVAL" }],
      },
    ],
    rule: "The source has no entries any more, so unmapping it frees no frame. What remains is what a plain move leaves.",
  },
  story: [
    "On the left the move is done in two calls, on the right in one.",
    "The end is the same. The difference is the time between: with the flag the addresses are never free by accident.",
  ],
  aha: "A plain move is DONTUNMAP and munmap in one.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: 0x1000a000, after: 4, are: "AA" },
        { fact: "pages", from: "heap", after: 4, are: "--" },
        { fact: "counter", counter: "anon", from: 2, after: 4, grew: 0 },
        { fact: "counter", counter: "totalVm", from: 2, after: 4, grew: 0 },
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: 0x1001e000, after: 7, are: "BB" },
        { fact: "pages", from: 0x10014000, after: 7, are: "--" },
      ],
    },
  ],

  sources: [MERGED_PATCH],
  neighbours: ["window", "window-closed", "flag-in-one-picture"],
};
