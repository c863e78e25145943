import { OLD_SIZE_ZERO } from "../citations.ts";
import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const privateNoTwin: ScenarioBody = {
  id: "private-no-twin",
  ask: "Why is old_size 0 refused for private memory?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
mremap(heap, 0, 4*PAGE, MREMAP_MAYMOVE, 0)
shared = mmap(0x1000a000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(shared, PAGE, 'B')
twin = mremap(shared, 0, 4*PAGE, MREMAP_MAYMOVE, 0)
load(twin, PAGE)
`,
  question: {
    id: "private-no-twin.choose",
    kind: "choose",
    before: 3,
    prompt: "Private memory, old_size 0, and MAYMOVE. What comes back?",
    options: [
      { text: "EINVAL", when: [{ fact: "result", call: 3, is: "EINVAL" }] },
      {
        text: "A new mapping with the same content",
        when: [
          { fact: "result", call: 3, is: "ok" },
          { fact: "pages", from: "heap", after: 3, are: "AAAA" },
        ],
      },
      { text: "A new empty mapping, and the old one stays", when: [{ fact: "result", call: 3, is: "ok" }] },
    ],
    rule: "A duplicate shows the object behind the mapping. Private memory has none: two views of one private page cannot be. Since 4.14 the call says so.",
  },
  story: [
    "Before 4.14 the kernel made an unrelated new mapping, which helped nobody.",
    "For shared memory the same call works, with or without a file.",
  ],
  aha: "Only what is shared can be seen twice.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "EINVAL" },
        { fact: "pages", from: "heap", after: 3, are: "AAAA" },
        { fact: "result", call: 6, is: "ok" },
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: "twin", after: 7, are: "B" },
      ],
    },
  ],

  sources: [OLD_SIZE_ZERO],
  neighbours: ["same-memory-twice", "failed-and-gone"],
};
