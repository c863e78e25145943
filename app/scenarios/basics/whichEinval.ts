import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const whichEinval: ScenarioBody = {
  id: "which-einval",
  ask: "Which arguments must be aligned, and to what?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, heap + 2*PAGE)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, heap)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_FIXED, 0x10014000)
mremap(heap, 4*PAGE, 4*PAGE, 8, 0)
mremap(heap + 1, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE, 0)
mremap(heap, 4*PAGE, 0, MREMAP_MAYMOVE, 0)
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000 + 1)
mremap(heap, 4*PAGE - 100, 6*PAGE - 1, 0, 0)
`,
  question: {
    id: "which-einval.choose",
    kind: "choose",
    before: 10,
    prompt:
      "Seven calls were refused. The eighth has lengths that are no whole pages: 100 bytes too few, 1 byte too few. What comes back?",
    options: [
      {
        text: "It works: lengths are rounded up to pages",
        when: [
          { fact: "result", call: 10, is: "ok" },
          { fact: "pages", from: "heap", after: 10, are: "AAAA.." },
        ],
      },
      {
        text: "EINVAL: lengths must be whole pages, like addresses",
        when: [{ fact: "result", call: 10, is: "EINVAL" }],
      },
      { text: "EFAULT: the range ends inside a page", when: [{ fact: "result", call: 10, is: "EFAULT" }] },
    ],
    rule: "Addresses have to be page-aligned. Lengths are rounded up first, and only then looked at.",
  },
  story: [
    "Overlapping ranges, a place equal to the old one, FIXED without MAYMOVE, an unknown flag, an odd address, a length of zero: each is EINVAL.",
    "An odd length is none of these. It is rounded up.",
  ],
  aha: "Addresses must be aligned; lengths need not be.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "EINVAL" },
        { fact: "result", call: 4, is: "EINVAL" },
        { fact: "result", call: 5, is: "EINVAL" },
        { fact: "result", call: 6, is: "EINVAL" },
        { fact: "result", call: 7, is: "EINVAL" },
        { fact: "result", call: 8, is: "EINVAL" },
        { fact: "result", call: 9, is: "EINVAL" },
        { fact: "pages", from: "heap", after: 9, are: "AAAA" },
        { fact: "result", call: 10, is: "ok" },
        { fact: "pages", from: "heap", after: 10, are: "AAAA.." },
      ],
    },
  ],
  captions: {
    3: "Old and new range overlap by two pages.",
    4: "The new place is the old one: that, too, overlaps.",
    5: "FIXED without MAYMOVE.",
    6: "Bit 8 is no flag of mremap.",
    7: "The old address is one byte off.",
    8: "A new length of zero would be munmap.",
    9: "The new address is one byte off.",
  },
  sources: [MAN_PAGE],
  neighbours: ["overlapping-slide", "lengths-in-bytes", "equal-sizes", "impossible-size"],
};
