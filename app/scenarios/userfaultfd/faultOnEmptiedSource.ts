import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const faultOnEmptiedSource: ScenarioBody = {
  id: "fault-on-emptied-source",
  ask: "How can a page be put back just when it is needed?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
fresh = mmap(0x10014000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(fresh, PAGE, 'B')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=3*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
thread reader: load(heap, PAGE)
thread monitor: ioctl(uffd, UFFDIO_COPY, {dst=heap, src=fresh, len=PAGE, mode=0})
`,
  question: {
    id: "fault-on-emptied-source.choose",
    kind: "choose",
    before: 9,
    prompt: "The heap is empty and watched. A thread reads its first page. What happens?",
    options: [
      {
        text: "The thread sleeps until somebody provides the page",
        when: [
          { fact: "result", call: 9, is: "blocked" },
          { fact: "pages", from: "heap", after: 9, are: "..." },
        ],
      },
      {
        text: "It reads a zero",
        when: [
          { fact: "result", call: 9, is: "ok" },
          { fact: "pages", from: "heap", after: 9, are: "z.." },
        ],
      },
      { text: "It gets a SIGSEGV", when: [{ fact: "result", call: 9, is: "SIGSEGV" }] },
    ],
    rule: "A missing page in a range registered with MODE_MISSING is not filled by the kernel. The thread sleeps, a message is queued, and UFFDIO_COPY puts a page there and wakes it.",
  },
  story: [
    "The reader does not know that the page is away. It sleeps inside its load.",
    "The monitor copies a page of its choice to the address. The sleeper wakes and reads it.",
  ],
  aha: "The page arrives while the reader waits.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: "heap", after: 8, are: "..." },
        { fact: "result", call: 9, is: "blocked" },
        { fact: "result", call: 10, is: "ok" },
        { fact: "pages", from: "heap", after: 10, are: "B.." },
        { fact: "pages", from: 0x1000a000, after: 10, are: "AAA" },
        { fact: "result", call: 11, is: "ok" },
      ],
    },
  ],
  captions: { 11: "The sleeper wakes, and its load goes on." },
  sources: [PATCH_V3],
  neighbours: ["watch-stays", "gc-in-eight-pages", "sigbus-not-sleep", "zeros-not-crashes"],
};
