import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3, REVIEW_OF_V3 } from "../sources.ts";

export const javaHeap: ScenarioBody = {
  id: "java-heap",
  ask: "How can a heap’s pages move away while its addresses stay taken?",
  program: `heap = mmap(0x10000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 8*PAGE, 'A')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=8*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
thread gc: to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x50000000)
thread native: load(heap + 2*PAGE, PAGE)
thread gc: ioctl(uffd, UFFDIO_COPY, {dst=heap + 2*PAGE, src=to + 2*PAGE, len=PAGE, mode=0})
`,
  question: {
    id: "java-heap.left",
    kind: "choose",
    before: 6,
    prompt: "What is left at heap when the call returns?",
    options: [
      {
        text: "Nothing: the range is unmapped",
        when: [{ fact: "pages", from: "heap", after: 6, are: "--------" }],
      },
      {
        text: "The same mapping, with no pages in it",
        when: [{ fact: "pages", from: "heap", after: 6, are: "........" }],
      },
      {
        text: "A read-only copy of the pages",
        when: [
          { fact: "pages", from: "heap", after: 6, are: "AAAAAAAA" },
          { fact: "perms", addr: "heap", after: 6, are: "r--p" },
        ],
      },
    ],
    rule: "MREMAP_DONTUNMAP carries the page-table entries away and keeps the mapping: same addresses, same permissions, no pages. An entry is in one place at a time, so nothing can be left to read.",
  },
  story: [
    "The collector wants the heap’s pages somewhere else, but the heap’s addresses must never be free: the moment they are, another thread’s mmap may take them.",
    "Watch the lower row. Not one frame moves. Only the page-table entries do.",
    "Afterwards a thread that touches the old heap finds no entry and sleeps, until the collector, told by the userfaultfd, gives it the page.",
  ],
  aha: "The addresses stay taken, the entries travel, the frames do not move at all.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 6, is: "ok" },
        { fact: "pages", from: "heap", after: 6, are: "........" },
        { fact: "pages", from: "to", after: 6, are: "AAAAAAAA" },
        { fact: "sameFrames", pages: 8, from: "heap", before: 5, to: "to", after: 6 },
        { fact: "counter", counter: "anon", from: 5, after: 6, grew: 0 },
        { fact: "counter", counter: "totalVm", from: 5, after: 6, grew: 8 },
        { fact: "watched", addr: "heap", after: 6, is: true },
        { fact: "watched", addr: "to", after: 6, is: false },
        { fact: "result", call: 7, is: "blocked" },
        { fact: "pages", from: "heap", after: 7, are: "........" },
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: "heap", after: 8, are: "..A....." },
        { fact: "pages", from: "to", after: 8, are: "AAAAAAAA" },
        { fact: "counter", counter: "anon", from: 6, after: 8, grew: 1 },
        { fact: "result", call: 9, is: "ok" },
      ],
    },
  ],
  captions: {
    6: "The collector’s thread moves the entries of all eight pages; the range stays mapped and watched.",
    7: "A native thread reads the third page of the old heap. There is no entry: the userfaultfd reports the fault, and the thread sleeps.",
    8: "The collector answers with a copy of the page, taken from where it lies now. Here one page is copied, and only because somebody asked for it. The thread wakes.",
    9: "The thread goes on as if nothing had happened.",
  },
  sources: [PATCH_V3, REVIEW_OF_V3],
  neighbours: ["window", "window-closed", "flag-in-one-picture"],
};
