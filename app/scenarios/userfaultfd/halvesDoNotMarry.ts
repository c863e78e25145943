import { ART_COLLECTOR, UNLINK_ANON_VMAS } from "../citations.ts";
import { RELEASED_DONTUNMAP, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const halvesDoNotMarry: ScenarioBody = {
  id: "halves-do-not-marry",
  ask: "Why does moving the heap fail the second time?",
  program: `heap = mmap(0x10000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 8*PAGE, 'A')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10014000)
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=4*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
store(heap + 4*PAGE, 4*PAGE, 'B')
ioctl(uffd, UFFDIO_COPY, {dst=heap, src=0x10014000, len=4*PAGE, mode=0})
ioctl(uffd, UFFDIO_UNREGISTER, {start=heap, len=4*PAGE})
mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10028000)
`,
  question: {
    id: "halves-do-not-marry.choose",
    kind: "choose",
    before: 10,
    prompt:
      "The emptied heap was watched in its lower half only, and both halves were filled. The watch is off again. Now the whole heap is to move once more. What comes back?",
    options: [
      {
        text: "EFAULT: it is two mappings now, and they do not merge",
        when: [
          { fact: "result", call: 10, is: "EFAULT" },
          { fact: "vmas", from: "heap", pages: 8, after: 9, are: 2 },
        ],
      },
      {
        text: "It works: one mapping again",
        when: [
          { fact: "result", call: 10, is: "ok" },
          { fact: "vmas", from: "heap", pages: 8, after: 9, are: 1 },
        ],
      },
      {
        text: "It works, though it is two mappings",
        when: [
          { fact: "result", call: 10, is: "ok" },
          { fact: "vmas", from: "heap", pages: 8, after: 9, are: 2 },
        ],
      },
    ],
    rule: "After DONTUNMAP the source starts without an identity (anon_vma), since 5.12. Halves that are first touched apart get different ones and never merge. Until 6.16 mremap takes one mapping only.",
  },
  story: [
    "Watching a part splits the mapping. Each half is touched for the first time on its own and gets an identity of its own.",
    "When the watch ends, the halves look alike and stay two. 6.17 and later move both; 5.10 had kept the old identity, so there they merge.",
  ],
  aha: "An invisible identity decides over merging, and merging over success.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      kernels: ["5.10"],
      facts: [
        { fact: "vmas", from: "heap", pages: 8, after: 9, are: 1 },
        { fact: "result", call: 10, is: "ok" },
      ],
    },
    {
      kernels: ["5.15", "6.1.170", "6.1", "6.12.94", "6.12", "6.12.117", "6.16"],
      facts: [
        { fact: "vmas", from: "heap", pages: 8, after: 9, are: 2 },
        { fact: "result", call: 10, is: "EFAULT" },
      ],
    },
    {
      kernels: since("6.17"),
      facts: [
        { fact: "vmas", from: "heap", pages: 8, after: 9, are: 2 },
        { fact: "result", call: 10, is: "ok" },
        { fact: "vmas", from: 0x10028000, pages: 8, after: 10, are: 2 },
      ],
    },
  ],

  sources: [UNLINK_ANON_VMAS, ART_COLLECTOR],
  neighbours: ["zero-page-trick", "neighbours-by-touch", "several-in-one-call"],
};
