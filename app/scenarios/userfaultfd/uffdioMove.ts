import { UFFDIO_MOVE } from "../citations.ts";
import { since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const uffdioMove: ScenarioBody = {
  id: "uffdio-move",
  ask: "Is there a way to move pages between two mappings that both stay?",
  program: `source = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(source, 2*PAGE, 'A')
store(source + 2*PAGE, 2*PAGE, 'B')
target = mmap(0x1000a000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
uffd = userfaultfd(O_CLOEXEC|O_NONBLOCK)
ioctl(uffd, UFFDIO_API, {api=0xaa, features=UFFD_FEATURE_MOVE})
ioctl(uffd, UFFDIO_REGISTER, {range={start=target, len=4*PAGE}, mode=UFFDIO_REGISTER_MODE_MISSING})
ioctl(uffd, UFFDIO_MOVE, {dst=target + PAGE, src=source + PAGE, len=2*PAGE, mode=0})
`,
  question: {
    id: "uffdio-move.place",
    kind: "place",
    before: 8,
    prompt:
      "Pages 2 and 3 of the source are moved to pages 2 and 3 of the target. What does the target hold?",
    from: "target",
    pages: 4,
    after: 8,
    pieces: "AB.-",
    rule: "UFFDIO_MOVE carries single entries into a watched range. Both mappings stay; the source has a hole where the pages were.",
  },
  story: [
    "mremap moves a range and makes a mapping for it. This call fills one page or a few of a mapping that is there already.",
    "The frames are the same before and after, and nothing is copied.",
  ],
  aha: "mremap moves ranges; UFFDIO_MOVE moves pages.",
  kernels: since("6.12.94"),
  outcomes: [
    {
      facts: [
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: "target", after: 8, are: ".AB." },
        { fact: "pages", from: "source", after: 8, are: "A..B" },
        { fact: "vmas", from: "source", pages: 4, after: 8, are: 1 },
        { fact: "vmas", from: "target", pages: 4, after: 8, are: 1 },
        { fact: "sameFrames", pages: 2, from: 0x10001000, before: 7, to: 0x1000b000, after: 8 },
      ],
    },
  ],

  sources: [UFFDIO_MOVE],
  neighbours: ["fault-on-emptied-source", "hole-in-the-table", "swap-two"],
};
