import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const forgottenFixed: ScenarioBody = {
  id: "forgotten-fixed",
  ask: "I gave a new address. Why did the mapping go somewhere else?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
same = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE, 0x10014000)
wall = mmap(0x10002000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
grown = mremap(heap, 2*PAGE, 4*PAGE, MREMAP_MAYMOVE, 0x10014000)
odd = mremap(grown, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE, 0xdeadbeef)
`,
  question: {
    id: "forgotten-fixed.choose",
    kind: "choose",
    before: 5,
    prompt:
      "A neighbour is in the way, so growing has to move. The fifth argument names page 20, which is free. Where does the mapping go?",
    options: [
      {
        text: "To a place that the kernel chooses",
        when: [
          { fact: "result", call: 5, is: "ok" },
          { fact: "sameAddress", a: "grown", b: 0x10014000, is: false },
          { fact: "sameAddress", a: "grown", b: "heap", is: false },
        ],
      },
      {
        text: "To page 20, as asked",
        when: [
          { fact: "result", call: 5, is: "ok" },
          { fact: "sameAddress", a: "grown", b: 0x10014000, is: true },
        ],
      },
      { text: "Nowhere: ENOMEM", when: [{ fact: "result", call: 5, is: "ENOMEM" }] },
    ],
    rule: "Without MREMAP_FIXED (and without MREMAP_DONTUNMAP) the fifth argument is not read at all, not even to check it.",
  },
  story: [
    "The caller wrote an address and forgot the flag that makes it count.",
    "The kernel does not look at the argument: an address that is not even aligned does no harm.",
  ],
  aha: "No FIXED, no address.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "sameAddress", a: "same", b: "heap", is: true },
        { fact: "result", call: 5, is: "ok" },
        { fact: "sameAddress", a: "grown", b: 0x10014000, is: false },
        { fact: "sameAddress", a: "grown", b: "heap", is: false },
        { fact: "pages", from: "grown", after: 5, are: "AA.." },
        { fact: "result", call: 6, is: "ok" },
        { fact: "sameAddress", a: "odd", b: "grown", is: true },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["polite-hint", "fixed-overwrites", "ring-buffer"],
};
