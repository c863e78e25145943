import { ART_COLLECTOR } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const sigbusNotSleep: ScenarioBody = {
  id: "sigbus-not-sleep",
  ask: "Can the thread that faults fill the page itself?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
fresh = mmap(0x10014000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(fresh, PAGE, 'B')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=UFFD_FEATURE_SIGBUS})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=3*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
load(heap, PAGE)
ioctl(uffd, UFFDIO_COPY, {dst=heap, src=fresh, len=PAGE, mode=0})
load(heap, PAGE)
disk = memfd_create("disk", MFD_CLOEXEC)
write(disk, heap + PAGE, 8)
`,
  question: {
    id: "sigbus-not-sleep.choose",
    kind: "choose",
    before: 9,
    prompt:
      "The userfaultfd asked for the feature SIGBUS. A thread reads the emptied heap. What does it get?",
    options: [
      { text: "A SIGBUS, in the same thread", when: [{ fact: "result", call: 9, is: "SIGBUS" }] },
      { text: "It sleeps until a monitor answers", when: [{ fact: "result", call: 9, is: "blocked" }] },
      { text: "Zeros", when: [{ fact: "result", call: 9, is: "ok" }] },
    ],
    rule: "With UFFD_FEATURE_SIGBUS a missing page is a signal, not a message. The handler runs in the thread, fills the page and returns. A system call that meets such a page fails with EFAULT.",
  },
  story: [
    "No second thread is needed: the handler of the signal copies the page and lets the load run again. Android’s collector works like this.",
    "The kernel itself cannot be sent a signal while it copies for the caller. It gives EFAULT instead.",
  ],
  aha: "The fault is handled where it happens.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 8, is: "ok" },
        { fact: "result", call: 9, is: "SIGBUS" },
        { fact: "result", call: 10, is: "ok" },
        { fact: "result", call: 11, is: "ok" },
        { fact: "pages", from: "heap", after: 11, are: "B.." },
        { fact: "result", call: 13, is: "EFAULT" },
      ],
    },
  ],

  sources: [ART_COLLECTOR],
  neighbours: ["fault-on-emptied-source", "gc-in-eight-pages", "dead-pointer"],
};
