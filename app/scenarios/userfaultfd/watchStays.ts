import { MERGED_PATCH } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const watchStays: ScenarioBody = {
  id: "watch-stays",
  ask: "Does userfaultfd follow the mapping when it moves?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=3*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
moved = mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
load(moved, PAGE)
thread reader: load(heap, PAGE)
`,
  question: {
    id: "watch-stays.choose",
    kind: "choose",
    before: 6,
    prompt:
      "A userfaultfd watches the heap. It did not ask for events. After DONTUNMAP, which range is watched?",
    options: [
      {
        text: "The old addresses only",
        when: [
          { fact: "watched", addr: "heap", after: 6, is: true },
          { fact: "watched", addr: 0x1000a000, after: 6, is: false },
        ],
      },
      {
        text: "The new addresses only: the watch follows the data",
        when: [
          { fact: "watched", addr: "heap", after: 6, is: false },
          { fact: "watched", addr: 0x1000a000, after: 6, is: true },
        ],
      },
      {
        text: "Both",
        when: [
          { fact: "watched", addr: "heap", after: 6, is: true },
          { fact: "watched", addr: 0x1000a000, after: 6, is: true },
        ],
      },
      {
        text: "Neither",
        when: [
          { fact: "watched", addr: "heap", after: 6, is: false },
          { fact: "watched", addr: 0x1000a000, after: 6, is: false },
        ],
      },
    ],
    rule: "The registration belongs to the mapping, and the old mapping stays. The new one is made unwatched unless the userfaultfd asked for the REMAP event.",
  },
  story: [
    "Reading at the new place finds its page, and nobody is told.",
    "Reading at the old place finds none: the thread sleeps, and the monitor gets a message.",
  ],
  aha: "The address is watched, not the data.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 6, is: "ok" },
        { fact: "watched", addr: "heap", after: 6, is: true },
        { fact: "watched", addr: 0x1000a000, after: 6, is: false },
        { fact: "pages", from: 0x1000a000, after: 6, are: "AAA" },
        { fact: "result", call: 7, is: "ok" },
        { fact: "result", call: 8, is: "blocked" },
      ],
    },
  ],

  sources: [PATCH_V3, MERGED_PATCH],
  neighbours: ["watch-doubles", "watch-is-lost", "fault-on-emptied-source", "mapped-over"],
};
