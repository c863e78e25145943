import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const growFromInside: ScenarioBody = {
  id: "grow-from-inside",
  ask: "May old_address and old_size name just a part of the mapping?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
mremap(heap + PAGE, 2*PAGE, 5*PAGE, 0, 0)
mremap(heap + PAGE, 3*PAGE, 5*PAGE, 0, 0)
head = mremap(heap, 2*PAGE, 8*PAGE, MREMAP_MAYMOVE, 0)
`,
  question: {
    id: "grow-from-inside.choose",
    kind: "choose",
    before: 3,
    prompt:
      "Two pages inside the mapping are to grow to five. There is room above the mapping, and no flag. What comes back?",
    options: [
      {
        text: "ENOMEM: the two pages do not end where the mapping ends",
        when: [{ fact: "result", call: 3, is: "ENOMEM" }],
      },
      { text: "It works: there is room above the mapping", when: [{ fact: "result", call: 3, is: "ok" }] },
      {
        text: "EFAULT: the address is not the start of the mapping",
        when: [{ fact: "result", call: 3, is: "EFAULT" }],
      },
    ],
    rule: "Growing in place needs the named range to end where the mapping ends. A range that ends earlier has its own neighbour in the way: the rest of the mapping.",
  },
  story: [
    "The first range ends inside the mapping, so there is no room above it. The second ends with the mapping and grows.",
    "In the third call only the first two pages are meant. With MAYMOVE they leave and grow elsewhere; the rest stays.",
  ],
  aha: "old_size says which pages you mean.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ENOMEM" },
        { fact: "pages", from: "heap", after: 3, are: "AAAA--" },
        { fact: "result", call: 4, is: "ok" },
        { fact: "pages", from: "heap", after: 4, are: "AAAA.." },
        { fact: "result", call: 5, is: "ok" },
        { fact: "pages", from: "heap", after: 5, are: "--AA.." },
        { fact: "pages", from: "head", after: 5, are: "AA......" },
        { fact: "sameFrames", pages: 2, from: "heap", before: 4, to: "head", after: 5 },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["grow-in-place", "blocked-then-moved", "move-the-middle"],
};
