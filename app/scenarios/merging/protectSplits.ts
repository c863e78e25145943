import { MULTI_VMA } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const protectSplits: ScenarioBody = {
  id: "protect-splits",
  ask: "It was one mmap. Why is it not one mapping?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
mprotect(heap + PAGE, PAGE, PROT_READ)
mremap(heap, 3*PAGE, 6*PAGE, MREMAP_MAYMOVE, 0)
mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
`,
  question: {
    id: "protect-splits.choose",
    kind: "choose",
    before: 5,
    prompt:
      "Growing all three pages was refused with EFAULT. Now all three are to move, with FIXED and the same size. What comes back?",
    options: [
      {
        text: "EFAULT: the range is more than one mapping",
        when: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "pages", from: "heap", after: 5, are: "AAA" },
        ],
      },
      {
        text: "It works: all three mappings move",
        when: [
          { fact: "result", call: 5, is: "ok" },
          { fact: "pages", from: 0x10014000, after: 5, are: "AAA" },
        ],
      },
      {
        text: "The first page moves, then it stops",
        when: [
          { fact: "result", call: 5, is: "EFAULT" },
          { fact: "pages", from: 0x10014000, after: 5, are: "A--" },
        ],
      },
    ],
    rule: "Each mapping has one set of permissions, so changing a part splits. Growing never takes several mappings. Moving with FIXED and equal size does since 6.17.",
  },
  story: [
    "The program sees one array. The kernel sees three mappings, as /proc/PID/maps shows.",
    "Up to 6.16 mremap refuses every range of several mappings. From 6.17 a pure move may take them all.",
  ],
  aha: "One mmap may be many mappings.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("6.17"),
      facts: [
        { fact: "result", call: 5, is: "EFAULT" },
        { fact: "pages", from: "heap", after: 5, are: "AAA" },
      ],
    },
    {
      kernels: since("6.17"),
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "pages", from: 0x10014000, after: 5, are: "AAA" },
        { fact: "vmas", from: 0x10014000, pages: 3, after: 5, are: 3 },
        { fact: "perms", addr: 0x10015000, after: 5, are: "r--p" },
      ],
    },
    {
      facts: [
        { fact: "vmas", from: "heap", pages: 3, after: 3, are: 3 },
        { fact: "result", call: 4, is: "EFAULT" },
      ],
    },
  ],

  sources: [MULTI_VMA],
  neighbours: ["several-in-one-call", "silent-success", "cut-and-heal"],
};
