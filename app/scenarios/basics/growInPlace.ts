import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const growInPlace: ScenarioBody = {
  id: "grow-in-place",
  ask: "Where do the new pages of a grown mapping come from?",
  program: `heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
same = mremap(heap, 4*PAGE, 6*PAGE, 0, 0)
load(heap + 4*PAGE, PAGE)
store(heap + 5*PAGE, PAGE, 'B')
`,
  question: {
    id: "grow-in-place.frames",
    kind: "choose",
    before: 3,
    prompt: "Two pages are added. Which frames do they get?",
    options: [
      {
        text: "None yet: two more pages are only promised",
        when: [{ fact: "pages", from: "heap", after: 3, are: "AAAA.." }],
      },
      {
        text: "Two new frames full of zeros",
        when: [{ fact: "pages", from: "heap", after: 3, are: "AAAA00" }],
      },
      {
        text: "Six new ones: the mapping is copied to a larger place",
        when: [{ fact: "sameAddress", a: "same", b: "heap", is: false }],
      },
    ],
    rule: "Growing moves the end of the mapping and nothing else. A frame is given out at the first touch: a read gets the shared zero page, a write a frame of its own.",
  },
  story: [
    "Above the mapping the addresses are free, so it can grow where it is: its address stays the same.",
    "The new pages are a promise. They cost no memory until somebody touches them.",
  ],
  aha: "Growing costs no memory until it is touched.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "sameAddress", a: "same", b: "heap", is: true },
        { fact: "pages", from: "heap", after: 3, are: "AAAA.." },
        { fact: "counter", counter: "anon", from: 2, after: 3, grew: 0 },
        { fact: "counter", counter: "totalVm", from: 2, after: 3, grew: 2 },
        { fact: "pages", from: "heap", after: 4, are: "AAAAz." },
        { fact: "pages", from: "heap", after: 5, are: "AAAAzB" },
        { fact: "counter", counter: "anon", from: 2, after: 5, grew: 1 },
      ],
    },
  ],
  captions: {
    4: "Reading a page that has no frame: the kernel shows the zero page, one frame for everybody.",
    5: "Writing gives the page a frame of its own.",
  },
  sources: [MAN_PAGE],
  neighbours: ["blocked-then-moved", "shrink", "same-size"],
};
