import { MERGED_PATCH } from "../citations.ts";
import { since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const guardLeftBehind: ScenarioBody = {
  id: "guard-left-behind",
  ask: "Do guard pages stay to protect the old place?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
madvise(heap + PAGE, PAGE, MADV_GUARD_INSTALL)
moved = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
load(moved + PAGE, PAGE)
load(heap + PAGE, PAGE)
`,
  question: {
    id: "guard-left-behind.choose",
    kind: "choose",
    before: 6,
    prompt:
      "The second page was a guard: touching it is a SIGSEGV. After DONTUNMAP, what does reading it at the old address do?",
    options: [
      {
        text: "It reads a zero: the guard has moved away",
        when: [
          { fact: "result", call: 6, is: "ok" },
          { fact: "pages", from: "heap", after: 6, are: ".z.." },
        ],
      },
      {
        text: "SIGSEGV: the guard protects the old address as before",
        when: [{ fact: "result", call: 6, is: "SIGSEGV" }],
      },
    ],
    rule: "A guard is a marker in the page table. Markers are carried like any other entry, so the old place has lost its guard.",
  },
  story: [
    "The guard page is not a mapping of its own. It is a mark in the page table, and the page table has moved.",
    "At the new place it still guards. At the old place reading goes through.",
  ],
  aha: "What is in the page table moves with the page table.",
  kernels: since("6.16"),
  outcomes: [
    {
      facts: [
        { fact: "pages", from: "heap", after: 3, are: "A!AA" },
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: "moved", after: 4, are: "A!AA" },
        { fact: "pages", from: "heap", after: 4, are: "...." },
        { fact: "result", call: 5, is: "SIGSEGV" },
        { fact: "result", call: 6, is: "ok" },
        { fact: "pages", from: "heap", after: 6, are: ".z.." },
      ],
    },
  ],

  sources: [MERGED_PATCH],
  neighbours: ["protection-inherited", "zero-pages-travel", "holes-travel"],
};
