import { ANY_MAPPING } from "../citations.ts";
import { since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const minorFaults: ScenarioBody = {
  id: "minor-faults",
  ask: "Can a fault be answered without copying a page?",
  program: `file = memfd_create("heap", MFD_CLOEXEC)
ftruncate(file, 4*PAGE)
heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
shadow = mmap(0x1000a000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
store(heap, 4*PAGE, 'A')
mremap(heap, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10014000)
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=UFFD_FEATURE_MINOR_SHMEM})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=4*PAGE}, mode=UFFDIO_REGISTER_MODE_MINOR})
store(shadow + PAGE, PAGE, 'B')
thread app: load(heap + PAGE, PAGE)
thread collector: ioctl(uffd, UFFDIO_CONTINUE, {range={start=heap + PAGE, len=PAGE}, mode=0})
`,
  question: {
    id: "minor-faults.choose",
    kind: "choose",
    before: 12,
    prompt:
      "The app waits for the second page of the heap. The collector has written it through its second view. What does UFFDIO_CONTINUE put there?",
    options: [
      {
        text: "The very frame that the second view shows",
        when: [
          { fact: "result", call: 12, is: "ok" },
          { fact: "sameFrames", pages: 1, from: 0x1000b000, before: 12, to: 0x10001000, after: 12 },
        ],
      },
      {
        text: "A new frame with a copy of it",
        when: [
          { fact: "result", call: 12, is: "ok" },
          { fact: "pages", from: "heap", after: 12, are: ".B.." },
          { fact: "counter", counter: "anon", from: 11, after: 12, grew: 1 },
        ],
      },
      { text: "The zero page", when: [{ fact: "pages", from: "heap", after: 12, are: ".z.." }] },
    ],
    rule: "The page is in the file already; only the entry is missing. UFFDIO_CONTINUE sets the entry. Nothing is copied.",
  },
  story: [
    "The heap is a memory file with two views. One is emptied and watched, the other is the workshop.",
    "When the app faults, the page is ready. The kernel only has to point to it. For this use MREMAP_DONTUNMAP was opened to shared memory in 5.13.",
  ],
  aha: "UFFDIO_CONTINUE maps what is there already.",
  kernels: since("5.15"),
  outcomes: [
    {
      facts: [
        { fact: "result", call: 6, is: "ok" },
        { fact: "pages", from: "heap", after: 6, are: "...." },
        { fact: "result", call: 11, is: "blocked" },
        { fact: "result", call: 12, is: "ok" },
        { fact: "pages", from: "heap", after: 12, are: ".B.." },
        { fact: "sameFrames", pages: 1, from: 0x1000b000, before: 12, to: 0x10001000, after: 12 },
        { fact: "counter", counter: "anon", from: 5, after: 12, grew: 0 },
      ],
    },
  ],

  sources: [ANY_MAPPING],
  neighbours: ["gc-in-eight-pages", "dontunmap-shared", "same-memory-twice"],
};
