import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const fixedOverwrites: ScenarioBody = {
  id: "fixed-overwrites",
  ask: "Does MREMAP_FIXED look at what is in the way?",
  program: `source = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(source, 2*PAGE, 'A')
victim = mmap(0x10008000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(victim, 4*PAGE, 'B')
to = mremap(source, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, victim + PAGE)
load(victim, 4*PAGE)
`,
  question: {
    id: "fixed-overwrites.place",
    kind: "place",
    before: 5,
    prompt:
      "The two pages of source go to the second page of victim. What do victim’s four pages hold afterwards?",
    from: "victim",
    pages: 4,
    after: 5,
    pieces: "AB.-",
    rule: "MREMAP_FIXED first unmaps whatever is at the destination, without asking and without an error. The two frames in the middle are given back, and the mapping is cut in two.",
  },
  story: [
    "The destination is taken. MREMAP_FIXED does not mind: it unmaps what is there and moves in.",
    "Two frames of the victim are freed, and its outer pages stay as two mappings of one page each.",
  ],
  aha: "FIXED is a silent munmap.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "pages", from: "victim", after: 5, are: "BAAB" },
        { fact: "pages", from: "source", after: 5, are: "--" },
        { fact: "vmas", from: "victim", pages: 4, after: 5, are: 3 },
        { fact: "counter", counter: "anon", from: 4, after: 5, grew: -2 },
      ],
    },
  ],
  captions: { 5: "The victim’s two middle pages are unmapped before the entries of source arrive." },
  sources: [MAN_PAGE],
  neighbours: ["blocked-then-moved", "move-the-middle", "publish"],
};
