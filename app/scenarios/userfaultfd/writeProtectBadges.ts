import { WP_BITS_CLEARED } from "../citations.ts";
import { RELEASED_DONTUNMAP, without } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const writeProtectBadges: ScenarioBody = {
  id: "write-protect-badges",
  ask: "Does userfaultfd’s write protection catch writes to the emptied source?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=3*PAGE}, mode=UFFDIO_REGISTER_MODE_WP})
ioctl(uffd, UFFDIO_WRITEPROTECT, {range={start=heap, len=3*PAGE}, mode=UFFDIO_WRITEPROTECT_MODE_WP})
moved = mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
store(heap, PAGE, 'B')
store(moved, PAGE, 'C')
`,
  question: {
    id: "write-protect-badges.choose",
    kind: "choose",
    before: 8,
    prompt:
      "All three pages were write-protected by userfaultfd and have moved away. Now the program writes to the old address. Is the monitor told?",
    options: [
      {
        text: "No: a new page comes, and nobody hears of it",
        when: [
          { fact: "result", call: 8, is: "ok" },
          { fact: "pages", from: "heap", after: 8, are: "B.." },
        ],
      },
      {
        text: "Yes: the thread sleeps until the monitor allows the write",
        when: [{ fact: "result", call: 8, is: "blocked" }],
      },
      { text: "The write is a SIGSEGV", when: [{ fact: "result", call: 8, is: "SIGSEGV" }] },
    ],
    rule: "Protection is a bit in each entry. The entries have moved, so the empty source has no bit. Only mode MISSING catches touches of pages that are not there.",
  },
  story: [
    "The bits travel with the entries, but the new range is not watched. Old kernels left them there, 6.1 for one: marks that nobody watches, known as CVE-2025-21696.",
    "Later kernels clear them on the way. Writes to the new place go through on both.",
  ],
  aha: "A write-protect bit protects an entry, not an address.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: ["5.10", "5.15", "6.1.170", "6.1"],
      facts: [{ fact: "uffdWp", addr: 0x1000a000, after: 7, is: true }],
    },
    {
      kernels: without(RELEASED_DONTUNMAP, ["5.10", "5.15", "6.1.170", "6.1"]),
      facts: [{ fact: "uffdWp", addr: 0x1000a000, after: 7, is: false }],
    },
    {
      facts: [
        { fact: "result", call: 6, is: "ok" },
        { fact: "uffdWp", addr: "heap", after: 6, is: true },
        { fact: "result", call: 7, is: "ok" },
        { fact: "watched", addr: "heap", after: 7, is: true },
        { fact: "watched", addr: 0x1000a000, after: 7, is: false },
        { fact: "uffdWp", addr: "heap", after: 7, is: false },
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: "heap", after: 8, are: "B.." },
        { fact: "result", call: 9, is: "ok" },
        { fact: "pages", from: 0x1000a000, after: 9, are: "CAA" },
      ],
    },
  ],

  sources: [WP_BITS_CLEARED],
  neighbours: ["watch-stays", "fault-on-emptied-source", "protection-travels"],
};
