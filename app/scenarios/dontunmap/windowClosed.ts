import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

/**
 * Linux 6.15 to 6.17.3 forgot to mark the mapping that stays behind as counted (VM_ACCOUNT), so that a counted
 * neighbour does not join it: commit b714ccb02a76, put right by 0e59f47c15ce.
 */
const UNCOUNTED = ["6.16"];
const COUNTED = WITH_DONTUNMAP.filter((id) => !UNCOUNTED.includes(id));

export const windowClosed: ScenarioBody = {
  id: "window-closed",
  ask: "What does the flag change for other threads?",
  program: `heap = mmap(NULL, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
store(heap, 8*PAGE, 'A')
thread gc: to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x50000000)
thread native: other = mmap(NULL, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
thread native: store(other, 8*PAGE, 'N')
thread gc: load(heap, 8*PAGE)
`,
  question: {
    id: "window-closed.vmas",
    kind: "count",
    before: 4,
    unit: "mappings",
    of: { count: "vmas", from: "other", pages: 16, after: 4 },
    prompt:
      "The other thread’s eight pages land right below the emptied heap. How many mappings do these sixteen pages make?",
    rule: "The mapping that stays behind is an ordinary one. A new mapping beside it with the same permissions and nothing that tells them apart joins it: one mapping of sixteen pages. (Linux 6.15 to 6.17.3 lost a mark on it, and there they stay two.)",
  },
  story: [
    "The same calls with MREMAP_DONTUNMAP. The heap’s range never stops being mapped, so the other thread’s mmap goes elsewhere and the collector has nothing left to do.",
    "Look twice at the list of mappings: what was left behind is a normal mapping, and its new neighbour has merged with it.",
  ],
  aha: "No gap to steal, yet the list of mappings may surprise you.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "sameAddress", a: "other", b: "heap", is: false },
        { fact: "pages", from: "heap", after: 3, are: "........" },
        { fact: "pages", from: "heap", after: 6, are: "zzzzzzzz" },
        { fact: "pages", from: "to", after: 6, are: "AAAAAAAA" },
      ],
    },
    { kernels: COUNTED, facts: [{ fact: "vmas", from: "other", pages: 16, after: 4, are: 1 }] },
    { kernels: UNCOUNTED, facts: [{ fact: "vmas", from: "other", pages: 16, after: 4, are: 2 }] },
  ],
  captions: {
    6: "Nobody watches this range, so the emptied heap reads as zeros. The Android collector therefore registers a userfaultfd before it lets the other threads go on.",
  },
  sources: [PATCH_V3],
  neighbours: ["window", "java-heap"],
};
