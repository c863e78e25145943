import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { USERFAULTFD_PAGE } from "../sources.ts";

export const mappedOver: ScenarioBody = {
  id: "mapped-over",
  ask: "Is a range still watched when something else is put there?",
  program: `heap = mmap(0x10000000, 6*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
other = mmap(0x10014000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(other, PAGE, 'A')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=6*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
mremap(other, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, heap + 2*PAGE)
mmap(heap + 4*PAGE, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
load(heap + 3*PAGE, PAGE)
load(heap + 4*PAGE, PAGE)
thread app: load(heap, PAGE)
`,
  question: {
    id: "mapped-over.choose",
    kind: "choose",
    before: 9,
    prompt:
      "Six pages were watched. mremap put two pages over the middle, mmap two over the end. Which of the six are still watched?",
    options: [
      {
        text: "The first two",
        when: [
          { fact: "watched", addr: 0x10000000, after: 8, is: true },
          { fact: "watched", addr: 0x10002000, after: 8, is: false },
          { fact: "watched", addr: 0x10004000, after: 8, is: false },
        ],
      },
      {
        text: "All six: the addresses were registered",
        when: [
          { fact: "watched", addr: 0x10000000, after: 8, is: true },
          { fact: "watched", addr: 0x10002000, after: 8, is: true },
          { fact: "watched", addr: 0x10004000, after: 8, is: true },
        ],
      },
      {
        text: "The first two and the last two",
        when: [
          { fact: "watched", addr: 0x10000000, after: 8, is: true },
          { fact: "watched", addr: 0x10002000, after: 8, is: false },
          { fact: "watched", addr: 0x10004000, after: 8, is: true },
        ],
      },
    ],
    rule: "The registration belongs to a mapping. Where FIXED unmaps it, the registration goes with it, and whatever comes in its place is not watched.",
  },
  story: [
    "Both calls unmap what they replace. No message is sent, because nobody asked for one.",
    "Missing pages in the middle and at the end read as zeros. Only in the first two pages a reader sleeps.",
  ],
  aha: "Map over a watched range, and the watch is gone.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 7, is: "ok" },
        { fact: "result", call: 8, is: "ok" },
        { fact: "watched", addr: 0x10000000, after: 8, is: true },
        { fact: "watched", addr: 0x10002000, after: 8, is: false },
        { fact: "watched", addr: 0x10004000, after: 8, is: false },
        { fact: "pages", from: 0x10000000, after: 8, are: "..A..." },
        { fact: "result", call: 9, is: "ok" },
        { fact: "result", call: 10, is: "ok" },
        { fact: "pages", from: 0x10000000, after: 10, are: "..Azz." },
        { fact: "result", call: 11, is: "blocked" },
      ],
    },
  ],

  sources: [USERFAULTFD_PAGE],
  neighbours: ["watch-is-lost", "fixed-overwrites", "drop-by-mapping"],
};
