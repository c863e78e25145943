import { MULTI_VMA } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const halfATrain: ScenarioBody = {
  id: "half-a-train",
  ask: "Can a move fail half-way?",
  program: `train = mmap(0x10000000, 6*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(train, 6*PAGE, 'A')
mprotect(train + 2*PAGE, 2*PAGE, PROT_READ)
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
ioctl(uffd, UFFDIO_REGISTER, {range={start=train + 4*PAGE, len=2*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
mremap(train, 6*PAGE, 6*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
`,
  question: {
    id: "half-a-train.choose",
    kind: "choose",
    before: 7,
    prompt:
      "Three mappings side by side; a userfaultfd watches the third. One call is to move all three. How does it end?",
    options: [
      {
        text: "EFAULT, with two of the three moved",
        when: [
          { fact: "result", call: 7, is: "EFAULT" },
          { fact: "pages", from: 0x10000000, after: 7, are: "----AA" },
          { fact: "pages", from: 0x10014000, after: 7, are: "AAAA--" },
        ],
      },
      {
        text: "EFAULT, and none moved",
        when: [
          { fact: "result", call: 7, is: "EFAULT" },
          { fact: "pages", from: 0x10000000, after: 7, are: "AAAAAA" },
        ],
      },
      {
        text: "All three move",
        when: [
          { fact: "result", call: 7, is: "ok" },
          { fact: "pages", from: 0x10014000, after: 7, are: "AAAAAA" },
        ],
      },
    ],
    rule: "Since 6.17 one call may move several mappings, one after the other. A watched mapping cannot be part of that, and the kernel finds out when it gets there. What moved before stays moved. Until 6.16 the range is refused at once.",
  },
  story: [
    "The train leaves wagon by wagon. At the third the signal is red.",
    "The result is −1, and two wagons stand at the new place.",
  ],
  aha: "Several mappings, several steps, one error.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      kernels: before("6.17"),
      facts: [
        { fact: "result", call: 7, is: "EFAULT" },
        { fact: "pages", from: 0x10000000, after: 7, are: "AAAAAA" },
      ],
    },
    {
      kernels: since("6.17"),
      facts: [
        { fact: "result", call: 7, is: "EFAULT" },
        { fact: "pages", from: 0x10000000, after: 7, are: "----AA" },
        { fact: "pages", from: 0x10014000, after: 7, are: "AAAA--" },
      ],
    },
  ],

  sources: [MULTI_VMA],
  neighbours: ["half-a-train-sealed", "several-in-one-call", "gap-in-the-middle"],
};
