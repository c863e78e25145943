import { ANY_MAPPING, STSP_REPORT } from "../citations.ts";
import { WITH_DONTUNMAP, without } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const privateFileComesBack: ScenarioBody = {
  id: "private-file-comes-back",
  ask: "After DONTUNMAP of a private file mapping, what does the source show?",
  program: `file = memfd_create("text", MFD_CLOEXEC)
ftruncate(file, 4*PAGE)
whole = mmap(0x10014000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
store(whole, 4*PAGE, 'F')
view = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_FIXED, file, 0)
store(view, PAGE, 'C')
load(view, 4*PAGE)
moved = mremap(view, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
load(view, 4*PAGE)
load(0x1000a000, 4*PAGE)
`,
  question: {
    id: "private-file-comes-back.choose",
    kind: "choose",
    before: 9,
    prompt:
      "The first page of the private view was changed from F to C. The view has moved. What does the old address read now?",
    options: [
      {
        text: "FFFF: the file’s content",
        when: [
          { fact: "result", call: 8, is: "ok" },
          { fact: "pages", from: "view", after: 9, are: "FFFF" },
        ],
      },
      {
        text: "CFFF: what it held before",
        when: [
          { fact: "result", call: 8, is: "ok" },
          { fact: "pages", from: "view", after: 9, are: "CFFF" },
        ],
      },
      {
        text: "Zeros",
        when: [
          { fact: "result", call: 8, is: "ok" },
          { fact: "pages", from: "view", after: 9, are: "zzzz" },
        ],
      },
      {
        text: "CFFF, for the call was refused",
        when: [
          { fact: "result", call: 8, is: "EINVAL" },
          { fact: "pages", from: "view", after: 9, are: "CFFF" },
        ],
      },
    ],
    rule: "A page that was changed is a private copy, and copies move. The emptied source fills from where it always fills: from the file.",
  },
  story: [
    "A user took this for corruption in 2023: he had changed a page, moved it away, and found the file’s old text.",
    "It is the rule for every private file mapping. The manual spoke of zeros only, from the time when just anonymous memory was allowed.",
  ],
  aha: "An emptied mapping fills from its source, and here that is the file.",
  kernels: WITH_DONTUNMAP,
  outcomes: [
    { kernels: ["5.10"], facts: [{ fact: "result", call: 8, is: "EINVAL" }] },
    {
      kernels: without(WITH_DONTUNMAP, ["5.10"]),
      facts: [
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: "view", after: 8, are: "...." },
        { fact: "pages", from: "view", after: 9, are: "FFFF" },
        { fact: "pages", from: 0x1000a000, after: 10, are: "CFFF" },
      ],
    },
    { facts: [{ fact: "pages", from: "view", after: 7, are: "CFFF" }] },
  ],

  sources: [STSP_REPORT, ANY_MAPPING],
  neighbours: ["dontunmap-shared", "hook-backup", "flag-in-one-picture"],
};
