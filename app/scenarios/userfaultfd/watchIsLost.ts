import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { USERFAULTFD_PAGE } from "../sources.ts";

export const watchIsLost: ScenarioBody = {
  id: "watch-is-lost",
  ask: "Is a moved range still registered after a plain mremap?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=3*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
moved = mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
load(moved + 2*PAGE, PAGE)
`,
  question: {
    id: "watch-is-lost.choose",
    kind: "choose",
    before: 7,
    prompt:
      "The third page was never touched. The range was watched, and has moved plainly. What does a read of the third page do?",
    options: [
      {
        text: "It reads a zero: the new range is not watched",
        when: [
          { fact: "result", call: 7, is: "ok" },
          { fact: "pages", from: 0x1000a000, after: 7, are: "AAz" },
        ],
      },
      {
        text: "The thread sleeps and the monitor is told",
        when: [{ fact: "result", call: 7, is: "blocked" }],
      },
      { text: "SIGSEGV: there is no page", when: [{ fact: "result", call: 7, is: "SIGSEGV" }] },
    ],
    rule: "Without the REMAP event the registration does not travel. A plain move also unmaps the old range, so the watch is gone altogether.",
  },
  story: [
    "The monitor did not ask to hear of moves. The kernel cannot tell it the new address, so it ends the registration.",
    "No message is sent, and no error is given. The range is simply no longer watched.",
  ],
  aha: "A plain move ends the watch in silence.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 6, is: "ok" },
        { fact: "watched", addr: 0x1000a000, after: 6, is: false },
        { fact: "pages", from: 0x1000a000, after: 6, are: "AA." },
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: 0x1000a000, after: 7, are: "AAz" },
      ],
    },
  ],

  sources: [USERFAULTFD_PAGE],
  neighbours: ["watch-stays", "watch-doubles", "mremap-waits", "watch-travels"],
};
