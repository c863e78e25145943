import { MERGED_PATCH } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const addressLimit: ScenarioBody = {
  id: "address-limit",
  ask: "Can DONTUNMAP fail where a plain move works?",
  program: `limit AS 64 MiB
heap = mmap(0x10000000, 40 MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 40 MiB, 80 MiB, MREMAP_MAYMOVE, 0)
moved = mremap(heap, 40 MiB, 40 MiB, MREMAP_MAYMOVE|MREMAP_FIXED, 0x20000000)
mremap(moved, 40 MiB, 40 MiB, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0)
`,
  question: {
    id: "address-limit.choose",
    kind: "choose",
    before: 4,
    prompt:
      "The process may have 64 MiB of addresses; 40 MiB and a little are in use. A plain move went through. Now the same with DONTUNMAP. What comes back?",
    options: [
      {
        text: "ENOMEM: there would be two mappings of 40 MiB",
        when: [{ fact: "result", call: 4, is: "ENOMEM" }],
      },
      { text: "It works: no page is used twice", when: [{ fact: "result", call: 4, is: "ok" }] },
      { text: "EAGAIN: the limit is reached", when: [{ fact: "result", call: 4, is: "EAGAIN" }] },
    ],
    rule: "RLIMIT_AS counts addresses, not memory. A plain move needs no more of them; DONTUNMAP needs the length once more.",
  },
  story: [
    "Growing to 80 MiB is over the limit. Moving is not: one mapping before, one after.",
    "DONTUNMAP keeps the old mapping, so it is refused like growing, though hardly a page is used.",
  ],
  aha: "ENOMEM may mean: no more addresses for you.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 1, is: "ok" },
        { fact: "result", call: 2, is: "ENOMEM" },
        { fact: "result", call: 3, is: "ok" },
        { fact: "result", call: 4, is: "ENOMEM" },
      ],
    },
  ],

  sources: [MERGED_PATCH],
  neighbours: ["the-bill", "strict-overcommit", "limit-and-destination"],
};
