import { PATCH_V7 } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const equalSizes: ScenarioBody = {
  id: "equal-sizes",
  ask: "Can MREMAP_DONTUNMAP grow or shrink on the way?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
mremap(heap, 4*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0)
mremap(heap, 4*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0)
mremap(heap, 0, 0, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, heap + 2*PAGE)
moved = mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0)
`,
  question: {
    id: "equal-sizes.choose",
    kind: "choose",
    before: 3,
    prompt: "Four pages move with DONTUNMAP and are to be eight at the new place. What comes back?",
    options: [
      { text: "EINVAL: the sizes differ", when: [{ fact: "result", call: 3, is: "EINVAL" }] },
      { text: "It moves, and the new mapping is larger", when: [{ fact: "result", call: 3, is: "ok" }] },
      { text: "ENOMEM: there is no room", when: [{ fact: "result", call: 3, is: "ENOMEM" }] },
    ],
    rule: "Old and new size have to be equal, and the ranges must not overlap. Otherwise EINVAL, and nothing changes.",
  },
  story: [
    "Kirill Shutemov found a change of size senseless here: which part of the larger mapping would the source be?",
    "The seventh version of the patch refuses it, and that version was merged.",
  ],
  aha: "Evacuate, or resize: not both in one call.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "EINVAL" },
        { fact: "result", call: 4, is: "EINVAL" },
        { fact: "result", call: 5, is: "EINVAL" },
        { fact: "result", call: 6, is: "EINVAL" },
        { fact: "pages", from: "heap", after: 6, are: "AAAA" },
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: "moved", after: 7, are: "AAAA" },
        { fact: "pages", from: "heap", after: 7, are: "...." },
      ],
    },
  ],

  sources: [PATCH_V7],
  neighbours: ["which-einval", "january-resizes", "lengths-in-bytes"],
};
