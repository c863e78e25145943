import { WITH_DONTUNMAP } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3 } from "../sources.ts";

export const protectionInherited: ScenarioBody = {
  id: "protection-inherited",
  ask: "Is the mapping left behind like one that mmap has just made?",
  program: `heap = mmap(0x10000000, 3*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 3*PAGE, 'A')
mprotect(heap, 3*PAGE, PROT_READ)
moved = mremap(heap, 3*PAGE, 3*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
load(heap, PAGE)
store(heap, PAGE, 'B')
`,
  question: {
    id: "protection-inherited.choose",
    kind: "choose",
    before: 6,
    prompt:
      "The heap was made read-only and then moved away with DONTUNMAP. What does writing to the old address do?",
    options: [
      {
        text: "SIGSEGV: the old mapping is still read-only",
        when: [{ fact: "result", call: 6, is: "SIGSEGV" }],
      },
      {
        text: "It works: the old mapping is fresh and writable",
        when: [{ fact: "result", call: 6, is: "ok" }],
      },
    ],
    rule: "The old mapping stays as it is: permissions, advice and registrations. Only its content is new.",
  },
  story: [
    "The words of 2020 spoke of a brand new mapping. That holds for the content.",
    "Permissions stay: reading gives zeros, writing is refused.",
  ],
  aha: "Not a fresh mmap: the same mapping, emptied.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    {
      facts: [
        { fact: "perms", addr: "heap", after: 4, are: "r--p" },
        { fact: "perms", addr: "moved", after: 4, are: "r--p" },
        { fact: "pages", from: "heap", after: 4, are: "..." },
        { fact: "result", call: 5, is: "ok" },
        { fact: "pages", from: "heap", after: 5, are: "z.." },
        { fact: "result", call: 6, is: "SIGSEGV" },
      ],
    },
  ],

  sources: [PATCH_V3],
  neighbours: ["flag-in-one-picture", "advice-inherited"],
};
