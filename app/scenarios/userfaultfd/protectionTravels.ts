import { WP_BITS_CLEARED } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { USERFAULTFD_PAGE } from "../sources.ts";

export const protectionTravels: ScenarioBody = {
  id: "protection-travels",
  ask: "Does userfaultfd’s write protection survive a move?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
note = mmap(0x1001e000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=UFFD_FEATURE_EVENT_REMAP})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=3*PAGE}, mode=UFFDIO_REGISTER_MODE_WP})
ioctl(uffd, UFFDIO_WRITEPROTECT, {range={start=heap, len=3*PAGE}, mode=UFFDIO_WRITEPROTECT_MODE_WP})
thread mover: mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
thread monitor: read(uffd, note, 32)
thread app: store(0x1000a000, PAGE, 'B')
thread monitor: ioctl(uffd, UFFDIO_WRITEPROTECT, {range={start=0x1000a000, len=PAGE}, mode=0})
`,
  question: {
    id: "protection-travels.choose",
    kind: "choose",
    before: 8,
    prompt:
      "Three pages are write-protected by a userfaultfd that asked for the event REMAP. They move. Are they write-protected at the new address?",
    options: [
      {
        text: "Yes, and the new range is watched",
        when: [
          { fact: "uffdWp", addr: 0x1000a000, after: 8, is: true },
          { fact: "watched", addr: 0x1000a000, after: 8, is: true },
        ],
      },
      {
        text: "No: the protection is lifted on the way",
        when: [{ fact: "uffdWp", addr: 0x1000a000, after: 8, is: false }],
      },
      {
        text: "Yes, but nobody watches there",
        when: [
          { fact: "uffdWp", addr: 0x1000a000, after: 8, is: true },
          { fact: "watched", addr: 0x1000a000, after: 8, is: false },
        ],
      },
    ],
    rule: "The protection is a bit in each entry, and entries move with their bits. With the REMAP event the new range stays watched, so the bits still have somebody to report to.",
  },
  story: [
    "The move is told to the monitor, and the three bits arrive with their entries.",
    "A write at the new address sleeps until the monitor lifts the protection of that page.",
  ],
  aha: "Bits move with their entries; the event keeps them useful.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "uffdWp", addr: 0x10000000, after: 7, is: true },
        { fact: "result", call: 8, is: "blocked" },
        { fact: "uffdWp", addr: 0x1000a000, after: 8, is: true },
        { fact: "watched", addr: 0x1000a000, after: 8, is: true },
      ],
    },
  ],

  sources: [USERFAULTFD_PAGE, WP_BITS_CLEARED],
  neighbours: ["write-protect-badges", "watch-travels"],
};
