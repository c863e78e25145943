import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const window: ScenarioBody = {
  id: "window",
  ask: "Why is mremap followed by mmap not good enough?",
  program: `heap = mmap(NULL, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
store(heap, 8*PAGE, 'A')
thread gc: to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x50000000)
thread native: other = mmap(NULL, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
thread native: store(other, 8*PAGE, 'N')
thread gc: again = mmap(heap, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED_NOREPLACE, -1, 0)
`,
  question: {
    id: "window.where",
    kind: "choose",
    before: 4,
    prompt: "Another thread maps eight pages, anywhere. Where does the kernel put them?",
    options: [
      {
        text: "Exactly where the heap was",
        when: [{ fact: "sameAddress", a: "other", b: "heap", is: true }],
      },
      {
        text: "Somewhere else: the heap’s range is remembered",
        when: [{ fact: "sameAddress", a: "other", b: "heap", is: false }],
      },
    ],
    rule: "mmap looks for the highest gap that is large enough. A range that has just been freed there, of the very size, is not merely a possible answer: it is the next one.",
  },
  story: [
    "The collector moves the heap away with a plain mremap and means to map its addresses again at once. Between the two calls the range is free.",
    "A native thread knows nothing of it and asks for memory. What it gets is the heap’s old address, and the collector comes too late.",
  ],
  aha: "The range that was just freed is the likeliest next answer of mmap.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "sameAddress", a: "other", b: "heap", is: true },
        { fact: "pages", from: "heap", after: 5, are: "NNNNNNNN" },
        { fact: "result", call: 6, is: "EEXIST" },
      ],
    },
  ],
  captions: {
    3: "The heap’s addresses are free from here on: the window is open.",
    4: "Another thread’s mmap gets them.",
    6: "MAP_FIXED_NOREPLACE refuses to map over the other thread’s memory: EEXIST. With MAP_FIXED that memory would be lost.",
  },
  sources: [PATCH_V3],
  neighbours: ["window-closed", "java-heap"],
};
