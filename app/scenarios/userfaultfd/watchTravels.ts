import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { USERFAULTFD_PAGE } from "../sources.ts";

export const watchTravels: ScenarioBody = {
  id: "watch-travels",
  ask: "Can the watch move along with a plain mremap?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
note = mmap(0x1001e000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=UFFD_FEATURE_EVENT_REMAP})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=3*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
thread mover: mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
thread monitor: read(uffd, note, 32)
thread app: load(0x1000c000, PAGE)
thread monitor: ioctl(uffd, UFFDIO_ZEROPAGE, {range={start=0x1000c000, len=PAGE}, mode=0})
`,
  question: {
    id: "watch-travels.choose",
    kind: "choose",
    before: 7,
    prompt:
      "The userfaultfd asked for the event REMAP. The range moves plainly, without DONTUNMAP. Which range is watched afterwards?",
    options: [
      {
        text: "The new addresses only",
        when: [
          { fact: "watched", addr: 0x10000000, after: 7, is: false },
          { fact: "watched", addr: 0x1000a000, after: 7, is: true },
        ],
      },
      {
        text: "Both ranges",
        when: [
          { fact: "watched", addr: 0x10000000, after: 7, is: true },
          { fact: "watched", addr: 0x1000a000, after: 7, is: true },
        ],
      },
      {
        text: "Neither: a plain move ends the watch",
        when: [
          { fact: "watched", addr: 0x10000000, after: 7, is: false },
          { fact: "watched", addr: 0x1000a000, after: 7, is: false },
        ],
      },
    ],
    rule: "With the REMAP event the new mapping keeps the registration. A plain move unmaps the old one, so nothing is left to watch there.",
  },
  story: [
    "The message names both addresses. From then on the monitor knows where a missing page belongs.",
    "The third page was never touched. The app reads it at the new address and sleeps there, until the monitor answers.",
  ],
  aha: "Ask for the event, and the watch moves along.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 7, is: "blocked" },
        { fact: "pages", from: 0x1000a000, after: 7, are: "AA." },
        { fact: "pages", from: 0x10000000, after: 7, are: "---" },
        { fact: "watched", addr: 0x10000000, after: 7, is: false },
        { fact: "watched", addr: 0x1000a000, after: 7, is: true },
        { fact: "result", call: 8, is: "ok" },
      ],
    },
  ],

  sources: [USERFAULTFD_PAGE],
  neighbours: ["watch-is-lost", "watch-doubles", "mremap-waits"],
};
