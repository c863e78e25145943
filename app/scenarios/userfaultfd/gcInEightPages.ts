import { ART_COLLECTOR } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const gcInEightPages: ScenarioBody = {
  id: "gc-in-eight-pages",
  ask: "How can objects move under running threads?",
  program: `heap = mmap(0x10000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, PAGE, 'P')
store(heap + 3*PAGE, PAGE, 'Q')
store(heap + 5*PAGE, PAGE, 'R')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
from = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10014000)
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=8*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
thread app: load(heap + PAGE, PAGE)
thread collector: ioctl(uffd, UFFDIO_COPY, {dst=heap + PAGE, src=from + 3*PAGE, len=PAGE, mode=0})
thread collector: ioctl(uffd, UFFDIO_COPY, {dst=heap, src=from, len=PAGE, mode=0})
thread collector: ioctl(uffd, UFFDIO_COPY, {dst=heap + 2*PAGE, src=from + 5*PAGE, len=PAGE, mode=0})
thread collector: munmap(from, 8*PAGE)
`,
  question: {
    id: "gc-in-eight-pages.place",
    kind: "place",
    before: 9,
    prompt:
      "Three live objects lie in pages 1, 4 and 6 of the heap. The collector packs them together at its start. What does the heap look like then?",
    from: "heap",
    pages: 8,
    after: 13,
    pieces: "PQR.-",
    rule: "The heap’s addresses stay, its pages are taken away, and each new page is built from the old ones when somebody asks for it, or when the collector gets there.",
  },
  story: [
    "The old pages are evacuated, and the empty heap is watched. The app touches a page at once: that one is built first.",
    "In the end three pages of objects stand side by side, and the old copy is dropped.",
  ],
  aha: "Objects move, the heap does not; the copy happens page by page, on demand.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: "heap", after: 7, are: "........" },
        { fact: "pages", from: "from", after: 7, are: "P..Q.R.." },
        { fact: "result", call: 9, is: "blocked" },
        { fact: "result", call: 10, is: "ok" },
        { fact: "pages", from: "heap", after: 10, are: ".Q......" },
        { fact: "result", call: 11, is: "ok" },
        { fact: "pages", from: "heap", after: 13, are: "PQR....." },
        { fact: "counter", counter: "anon", from: 13, after: 14, grew: -3 },
      ],
    },
  ],
  captions: {
    10: "The page that the app waits for is built first.",
    11: "The app goes on; the collector does the rest in order.",
  },
  sources: [PATCH_V3, ART_COLLECTOR],
  neighbours: ["java-heap", "fault-on-emptied-source", "zero-page-trick", "minor-faults"],
};
