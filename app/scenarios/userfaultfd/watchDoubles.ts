import { MERGED_PATCH } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const watchDoubles: ScenarioBody = {
  id: "watch-doubles",
  ask: "What does the event REMAP change?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
note = mmap(0x1001e000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=UFFD_FEATURE_EVENT_REMAP})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=3*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
thread mover: mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
thread monitor: read(uffd, note, 32)
`,
  question: {
    id: "watch-doubles.choose",
    kind: "choose",
    before: 7,
    prompt: "This userfaultfd asked for the event REMAP. After DONTUNMAP, which range is watched?",
    options: [
      {
        text: "Both ranges",
        when: [
          { fact: "watched", addr: "heap", after: 7, is: true },
          { fact: "watched", addr: 0x1000a000, after: 7, is: true },
        ],
      },
      {
        text: "The old addresses only",
        when: [
          { fact: "watched", addr: "heap", after: 7, is: true },
          { fact: "watched", addr: 0x1000a000, after: 7, is: false },
        ],
      },
      {
        text: "The new addresses only: that is what the event is for",
        when: [
          { fact: "watched", addr: "heap", after: 7, is: false },
          { fact: "watched", addr: 0x1000a000, after: 7, is: true },
        ],
      },
    ],
    rule: "With the REMAP event the new mapping keeps the registration, and the monitor is told the new address. DONTUNMAP leaves the old mapping as it was, so both are watched.",
  },
  story: [
    "Whoever asks for the event promises to keep up with moves. So the kernel lets the watch travel.",
    "The old mapping was never unmapped and keeps its own.",
  ],
  aha: "Ask for events, and the watch is on both.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "watched", addr: "heap", after: 7, is: true },
        { fact: "watched", addr: 0x1000a000, after: 7, is: true },
        { fact: "pages", from: 0x1000a000, after: 7, are: "AAA" },
        { fact: "pages", from: "heap", after: 7, are: "..." },
        { fact: "result", call: 8, is: "ok" },
      ],
    },
  ],

  sources: [MERGED_PATCH],
  neighbours: ["watch-stays", "mremap-waits", "watch-is-lost"],
};
