import { ART_COLLECTOR, UNLINK_ANON_VMAS } from "../citations.ts";
import { RELEASED_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const zeroPageTrick: ScenarioBody = {
  id: "zero-page-trick",
  ask: "How can a mapping keep its identity through an evacuation?",
  program: `heap = mmap(0x10000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 8*PAGE, 'A')
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=0})
mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10014000)
ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=8*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
ioctl(uffd, UFFDIO_ZEROPAGE, {range={start=heap, len=PAGE}, mode=0})
ioctl(uffd, UFFDIO_UNREGISTER, {start=heap + 4*PAGE, len=4*PAGE})
store(heap + 4*PAGE, 4*PAGE, 'B')
ioctl(uffd, UFFDIO_COPY, {dst=heap + PAGE, src=0x10015000, len=3*PAGE, mode=0})
ioctl(uffd, UFFDIO_UNREGISTER, {start=heap, len=4*PAGE})
mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x10028000)
`,
  question: {
    id: "zero-page-trick.count",
    kind: "count",
    before: 11,
    prompt:
      "As before, but one zero page was put in before the split. Both halves were filled, and the watch ends. How many mappings are the eight pages?",
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages: 8, after: 11 },
    rule: "Filling one page gives the whole mapping its identity. The split then hands the same one to both halves, and they merge when nothing else separates them.",
  },
  story: [
    "One UFFDIO_ZEROPAGE before the split costs nothing that counts.",
    "Both halves are of one family now. They merge as soon as the watch is off, and the next evacuation finds one mapping on every kernel.",
  ],
  aha: "One page of zeros keeps the family together.",
  kernels: RELEASED_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: "heap", after: 7, are: "z......." },
        { fact: "vmas", from: "heap", pages: 8, after: 8, are: 2 },
        { fact: "vmas", from: "heap", pages: 8, after: 11, are: 1 },
        { fact: "result", call: 12, is: "ok" },
        { fact: "vmas", from: 0x10028000, pages: 8, after: 12, are: 1 },
      ],
    },
  ],

  sources: [UNLINK_ANON_VMAS, ART_COLLECTOR],
  neighbours: ["halves-do-not-marry", "cut-and-heal", "gc-in-eight-pages"],
};
