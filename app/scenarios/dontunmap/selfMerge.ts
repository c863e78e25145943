import { ACCOUNTING_ON_MERGE, LOCK_SELF_MERGE_FIX, PGOFF_RESET } from "../citations.ts";
import { FIXES_OF_2026, RELEASED_DONTUNMAP, without } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const selfMerge: ScenarioBody = {
  id: "self-merge",
  ask: "Are source and destination always two mappings?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10004000)
touched = mmap(0x10014000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(touched, 4*PAGE, 'A')
mremap(touched, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10018000)
`,
  question: {
    id: "self-merge.count",
    kind: "count",
    before: 2,
    prompt:
      "Four pages that were never touched move to the place right behind them. How many mappings are in the eight pages then?",
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages: 8, after: 2 },
    rule: "Untouched neighbours with equal permissions merge. Since the fixes of 2026 the copy does not merge with the mapping it was made from; earlier kernels let it. Touched memory never did.",
  },
  story: [
    "Kirill Shutemov asked in 2020 whether the new mapping could merge with the old. It could, if no page had been touched.",
    "The charge for it was wrong at first, and the merging itself was stopped six years later. Compare 6.18 and 7.2.",
  ],
  aha: "A reviewer’s question of 2020, settled in 2026.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: without(RELEASED_DONTUNMAP, FIXES_OF_2026),
      facts: [{ fact: "vmas", from: "heap", pages: 8, after: 2, are: 1 }],
    },
    { kernels: FIXES_OF_2026, facts: [{ fact: "vmas", from: "heap", pages: 8, after: 2, are: 2 }] },
    {
      facts: [
        { fact: "pages", from: "heap", after: 2, are: "........" },
        { fact: "vmas", from: "touched", pages: 8, after: 5, are: 2 },
        { fact: "pages", from: "touched", after: 5, are: "....AAAA" },
      ],
    },
  ],

  sources: [ACCOUNTING_ON_MERGE, LOCK_SELF_MERGE_FIX, PGOFF_RESET],
  neighbours: ["lock-on-fault-self-merge", "neighbours-by-touch", "forgotten-birthplace"],
};
