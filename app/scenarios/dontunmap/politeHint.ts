import { MERGED_PATCH } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const politeHint: ScenarioBody = {
  id: "polite-hint",
  ask: "Does MREMAP_DONTUNMAP need MREMAP_FIXED?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
taken = mmap(0x1001e000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(taken, 2*PAGE, 'B')
mremap(heap, 2*PAGE, 2*PAGE, MREMAP_DONTUNMAP, 0)
hinted = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0x10014000)
store(heap, 2*PAGE, 'C')
other = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0x1001e000)
`,
  question: {
    id: "polite-hint.choose",
    kind: "choose",
    before: 8,
    prompt:
      "Without FIXED the new address is a hint. This time another mapping is there already. What happens?",
    options: [
      {
        text: "The kernel takes another place; nothing is overwritten",
        when: [
          { fact: "result", call: 8, is: "ok" },
          { fact: "sameAddress", a: "other", b: 0x1001e000, is: false },
          { fact: "pages", from: 0x1001e000, after: 8, are: "BB" },
        ],
      },
      {
        text: "The other mapping is overwritten",
        when: [
          { fact: "result", call: 8, is: "ok" },
          { fact: "sameAddress", a: "other", b: 0x1001e000, is: true },
        ],
      },
      { text: "EEXIST: the place is taken", when: [{ fact: "result", call: 8, is: "EEXIST" }] },
      { text: "EINVAL: a new address needs FIXED", when: [{ fact: "result", call: 8, is: "EINVAL" }] },
    ],
    rule: "MREMAP_DONTUNMAP needs MREMAP_MAYMOVE. Without FIXED the new address is a hint as in mmap: used when free, passed over when not.",
  },
  story: [
    "In the patch of January 2020 the flag needed FIXED. From its fourth version on MAYMOVE is enough.",
    "A hint never overwrites anything. Only FIXED does.",
  ],
  aha: "DONTUNMAP without FIXED asks before it moves in.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "EINVAL" },
        { fact: "result", call: 6, is: "ok" },
        { fact: "sameAddress", a: "hinted", b: 0x10014000, is: true },
        { fact: "pages", from: 0x10014000, after: 6, are: "AA" },
        { fact: "result", call: 8, is: "ok" },
        { fact: "sameAddress", a: "other", b: 0x1001e000, is: false },
        { fact: "pages", from: 0x1001e000, after: 8, are: "BB" },
        { fact: "pages", from: "other", after: 8, are: "CC" },
      ],
    },
  ],
  captions: { 5: "MAYMOVE is missing: the call is refused.", 6: "The hint is free, so it is taken." },
  sources: [PATCH_V3, MERGED_PATCH],
  neighbours: ["forgotten-fixed", "fixed-overwrites", "january-needs-fixed"],
};
