import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const impossibleSize: ScenarioBody = {
  id: "impossible-size",
  ask: "What does mremap say to a size that fits nowhere?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
mremap(heap, 2*PAGE, 64 TiB, MREMAP_MAYMOVE, 0)
mremap(heap, 2*PAGE, 0xfffffffffffff000, MREMAP_MAYMOVE, 0)
mremap(heap, 2*PAGE, 0xffffffffffffffff, MREMAP_MAYMOVE, 0)
`,
  question: {
    id: "impossible-size.choose",
    kind: "choose",
    before: 5,
    prompt: "64 TiB were refused. The last size is 2⁶⁴ − 1, the largest number there is. What comes back?",
    options: [
      {
        text: "EINVAL: rounded up to whole pages it is 0",
        when: [{ fact: "result", call: 5, is: "EINVAL" }],
      },
      { text: "ENOMEM: it is far too large", when: [{ fact: "result", call: 5, is: "ENOMEM" }] },
      { text: "It works, and the mapping is gone", when: [{ fact: "result", call: 5, is: "ok" }] },
    ],
    rule: "Sizes are rounded up to whole pages in 64 bits. The largest number runs over and becomes 0, and a new size of 0 is EINVAL.",
  },
  story: [
    "64 TiB of private memory would be a promise beyond all memory: ENOMEM.",
    "A size larger than the address space is EINVAL since 6.17. Before, the kernel looked for a place and found none: ENOMEM.",
  ],
  aha: "Rounding up can make a number smaller.",
  kernels: EVERY_KERNEL,
  outcomes: [
    { kernels: before("6.17"), facts: [{ fact: "result", call: 4, is: "ENOMEM" }] },
    { kernels: since("6.17"), facts: [{ fact: "result", call: 4, is: "EINVAL" }] },
    {
      facts: [
        { fact: "result", call: 3, is: "ENOMEM" },
        { fact: "result", call: 5, is: "EINVAL" },
        { fact: "pages", from: "heap", after: 5, are: "AA" },
      ],
    },
  ],
  captions: {
    3: "More than the machine can promise.",
    4: "No address space has room for this.",
    5: "Rounded up to pages, the size is 0.",
  },
  sources: [MAN_PAGE],
  neighbours: ["which-einval", "address-limit", "blocked-then-moved"],
};
