import { MULTI_VMA } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const gapInTheMiddle: ScenarioBody = {
  id: "gap-in-the-middle",
  ask: "What happens at the destination where the source has a gap?",
  program: `first = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
second = mmap(0x10006000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(first, 3*PAGE, 'A')
store(second, 3*PAGE, 'B')
target = mmap(0x10014000, 9*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(target, 9*PAGE, 'C')
mremap(first, 9*PAGE, 9*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, target)
`,
  question: {
    id: "gap-in-the-middle.place",
    kind: "place",
    before: 7,
    prompt:
      "Three pages of A, a gap of three, three pages of B. The nine move with FIXED onto nine pages of C. What does the destination hold?",
    from: "target",
    pages: 9,
    after: 7,
    pieces: "ABC.-",
    rule: "Until 6.16 the gap makes it EFAULT, after the destination was unmapped. Since 6.17 each mapping replaces its own part, and under the gap the old pages stay.",
  },
  story: [
    "On an old kernel all is lost: the call fails and the destination is gone.",
    "On a new one the two pieces move and keep their distance. Between them C shines through.",
  ],
  aha: "Each mapping clears its own place, and no more.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("6.17"),
      facts: [
        { fact: "result", call: 7, is: "EFAULT" },
        { fact: "pages", from: "target", after: 7, are: "---------" },
        { fact: "pages", from: 0x10000000, after: 7, are: "AAA---BBB" },
      ],
    },
    {
      kernels: since("6.17"),
      facts: [
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: "target", after: 7, are: "AAACCCBBB" },
        { fact: "pages", from: 0x10000000, after: 7, are: "---------" },
      ],
    },
  ],

  sources: [MULTI_VMA],
  neighbours: ["failed-and-gone", "gap-at-the-ends", "half-a-train"],
};
