import { ANY_MAPPING } from "../citations.ts";
import { WITH_DONTUNMAP, without } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { PATCH_V3, REVIEW_OF_V3 } from "../sources.ts";

export const dontunmapShared: ScenarioBody = {
  id: "dontunmap-shared",
  ask: "Can shared memory be evacuated?",
  program: `shared = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(shared, 4*PAGE, 'A')
moved = mremap(shared, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
load(shared, 4*PAGE)
`,
  question: {
    id: "dontunmap-shared.choose",
    kind: "choose",
    before: 3,
    prompt: "Shared memory moves with DONTUNMAP, and the program reads the old address again. What happens?",
    options: [
      {
        text: "EINVAL: the flag is for private memory",
        when: [
          { fact: "result", call: 3, is: "EINVAL" },
          { fact: "pages", from: "shared", after: 4, are: "AAAA" },
        ],
      },
      {
        text: "It works, and the old address shows the same frames again",
        when: [
          { fact: "result", call: 3, is: "ok" },
          { fact: "pages", from: "shared", after: 4, are: "AAAA" },
          { fact: "sameFrames", pages: 4, from: 0x10000000, before: 4, to: 0x1000a000, after: 4 },
        ],
      },
      {
        text: "It works, and the old address reads zeros",
        when: [
          { fact: "result", call: 3, is: "ok" },
          { fact: "pages", from: "shared", after: 4, are: "zzzz" },
        ],
      },
    ],
    rule: "The frames belong to the shared object. The entries move, but the old mapping finds the frames again through the object. From 5.7 to 5.12 the kernel refuses; since 5.13 it allows it.",
  },
  story: [
    "The patch’s text of January 2020 says that shared mappings fail. Its code did not check, and later versions did.",
    "Since 5.13 it is allowed: the emptied view fills again with the same frames. Two live views of one frame: what Will Deacon feared for caches on some machines exists here, and not in the private case.",
  ],
  aha: "Shared pages come back, because they never were the mapping’s own.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    { kernels: ["5.10"], facts: [{ fact: "result", call: 3, is: "EINVAL" }] },
    {
      kernels: without(WITH_DONTUNMAP, ["5.10"]),
      facts: [
        { fact: "result", call: 3, is: "ok" },
        { fact: "pages", from: "shared", after: 3, are: "...." },
        { fact: "pages", from: 0x1000a000, after: 3, are: "AAAA" },
        { fact: "sameFrames", pages: 4, from: 0x10000000, before: 4, to: 0x1000a000, after: 4 },
      ],
    },
    { facts: [{ fact: "pages", from: "shared", after: 4, are: "AAAA" }] },
  ],

  sources: [PATCH_V3, REVIEW_OF_V3, ANY_MAPPING],
  neighbours: ["flag-in-one-picture", "private-file-comes-back", "same-memory-twice", "minor-faults"],
};
