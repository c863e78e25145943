import { MULTI_VMA } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const limitAndDestination: ScenarioBody = {
  id: "limit-and-destination",
  ask: "Does a refused grow leave its destination alone?",
  program: `limit AS 32 MiB
heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
target = mmap(0x10064000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(target, 2*PAGE, 'B')
mremap(heap, 2*PAGE, 40 MiB, MREMAP_MAYMOVE|MREMAP_FIXED, target)
`,
  question: {
    id: "limit-and-destination.choose",
    kind: "choose",
    before: 5,
    prompt:
      "The mapping is to grow to 40 MiB onto the destination, but the process may have 32 MiB of addresses: ENOMEM. What is at the destination?",
    options: [
      {
        text: "B, as before",
        when: [
          { fact: "result", call: 5, is: "ENOMEM" },
          { fact: "pages", from: "target", after: 5, are: "BB" },
        ],
      },
      {
        text: "Nothing: it was unmapped first",
        when: [
          { fact: "result", call: 5, is: "ENOMEM" },
          { fact: "pages", from: "target", after: 5, are: "--" },
        ],
      },
    ],
    rule: "The limit is checked after the destination is unmapped until 6.16, and before that since 6.17.",
  },
  story: [
    "There is no room for the result, and the kernel says so.",
    "Until 6.16 it had thrown away the destination by then.",
  ],
  aha: "The order of checks is part of the interface.",
  kernels: EVERY_KERNEL,
  outcomes: [
    { kernels: before("6.17"), facts: [{ fact: "pages", from: "target", after: 5, are: "--" }] },
    { kernels: since("6.17"), facts: [{ fact: "pages", from: "target", after: 5, are: "BB" }] },
    {
      facts: [
        { fact: "result", call: 5, is: "ENOMEM" },
        { fact: "pages", from: "heap", after: 5, are: "AA" },
      ],
    },
  ],

  sources: [MULTI_VMA],
  neighbours: ["failed-and-gone", "address-limit"],
};
