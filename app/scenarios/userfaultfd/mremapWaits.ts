import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { USERFAULTFD_PAGE } from "../sources.ts";

export const mremapWaits: ScenarioBody = {
  id: "mremap-waits",
  ask: "Can a dead monitor hang my mremap?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
note = mmap(0x1001e000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=UFFD_FEATURE_EVENT_REMAP})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=3*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
thread mover: mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
thread monitor: read(uffd, note, 32)
`,
  question: {
    id: "mremap-waits.choose",
    kind: "choose",
    before: 7,
    prompt:
      "The userfaultfd asked for the event REMAP. Nobody has read it yet. When does the moving thread return from mremap?",
    options: [
      {
        text: "Only when the monitor has read the message",
        when: [{ fact: "result", call: 7, is: "blocked" }],
      },
      { text: "At once; the message waits in the queue", when: [{ fact: "result", call: 7, is: "ok" }] },
      { text: "Never: a watched range cannot be moved", when: [{ fact: "result", call: 7, is: "EINVAL" }] },
    ],
    rule: "Events are synchronous. The mapping has moved, but the call returns only when the message has been read. A monitor that does not read holds up whoever moves.",
  },
  story: [
    "The entries are at the new place already. Still the call does not come back.",
    "The monitor reads the message, and the mover goes on.",
  ],
  aha: "Who asks for events must read them.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 7, is: "blocked" },
        { fact: "pages", from: 0x1000a000, after: 7, are: "AAA" },
        { fact: "watched", addr: 0x1000a000, after: 7, is: true },
        { fact: "result", call: 8, is: "ok" },
      ],
    },
  ],

  sources: [USERFAULTFD_PAGE],
  neighbours: ["watch-doubles", "watch-stays"],
};
