import { EVERY_KERNEL } from "../kernelSets.ts";
import type { Scenario } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const tooManyMappings: Scenario = {
  id: "too-many-mappings",
  title: "Too many mappings",
  chapter: 4,
  ask: "Why does a move fail though it needs no more memory?",
  program: `max_map_count 14
heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
mmap(0x1000a000, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mmap(0x10014000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mmap(0x1001e000, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10028000)
`,
  question: {
    id: "too-many-mappings.choose",
    kind: "choose",
    before: 6,
    prompt:
      "The process is close to vm.max_map_count. A move makes no more mappings than there are. What comes back?",
    options: [
      {
        text: "ENOMEM: the kernel wants room for the worst case",
        when: [{ fact: "result", call: 6, is: "ENOMEM" }],
      },
      {
        text: "It works: the number of mappings stays the same",
        when: [{ fact: "result", call: 6, is: "ok" }],
      },
    ],
    rule: "Before it starts the kernel wants several mappings free below the limit: six for a FIXED move, since 7.1 four. It checks for the worst case, in which both ends have to be split.",
  },
  story: [
    "A count of mappings is a limit too, 65,530 by default; here it is small.",
    "The check is made before anything is looked at. That a move of a whole mapping needs no split does not count.",
  ],
  aha: "The kernel counts pessimistically before it starts.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 6, is: "ENOMEM" },
        { fact: "pages", from: "heap", after: 6, are: "AA" },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["blocked-then-moved", "address-limit", "count-at-every-call"],
};
