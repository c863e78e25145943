import { MERGED_PATCH } from "../citations.ts";
import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const rollBack: ScenarioBody = {
  id: "roll-back",
  ask: "What happens to new data when the old data moves back?",
  program: `live = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(live, 2*PAGE, 'A')
saved = mremap(live, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
store(live, 2*PAGE, 'B')
mremap(saved, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, live)
load(live, 2*PAGE)
`,
  question: {
    id: "roll-back.place",
    kind: "place",
    before: 5,
    prompt:
      "A was put aside, and B written in its place. Now A moves back with FIXED. What do the two pages hold?",
    from: "live",
    pages: 2,
    after: 5,
    pieces: "AB.-",
    rule: "FIXED unmaps the destination first, with all that was written there. Then the saved entries arrive.",
  },
  story: [
    "The program puts its data aside, tries something, and does not like the result.",
    "One plain move brings the old pages back over the new ones.",
  ],
  aha: "A transaction, rolled back.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "pages", from: "live", after: 5, are: "AA" },
        { fact: "pages", from: 0x1000a000, after: 5, are: "--" },
        { fact: "sameFrames", pages: 2, from: 0x10000000, before: 2, to: 0x10000000, after: 5 },
        { fact: "counter", counter: "anon", from: 4, after: 5, grew: -2 },
      ],
    },
  ],

  sources: [MERGED_PATCH],
  neighbours: ["generations", "fixed-overwrites", "publish"],
};
