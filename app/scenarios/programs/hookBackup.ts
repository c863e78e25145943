import { ANY_MAPPING, GRAAL_HEAP, LSPLT_BACKUP } from "../citations.ts";
import { DONTUNMAP_ANY } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const hookBackup: ScenarioBody = {
  id: "hook-backup",
  ask: "How can a library’s code be replaced and yet kept?",
  program: `library = memfd_create("library", MFD_CLOEXEC)
ftruncate(library, 2*PAGE)
whole = mmap(0x10014000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, library, 0)
store(whole, 2*PAGE, 'F')
code = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_FIXED, library, 0)
store(code, PAGE, 'R')
backup = mremap(code, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED|MREMAP_DONTUNMAP, 0x1000a000)
store(code, PAGE, 'H')
load(backup, PAGE)
`,
  question: {
    id: "hook-backup.choose",
    kind: "choose",
    before: 8,
    prompt:
      "The library’s first page was changed at load time (R) and has been evacuated to a backup. A hook (H) is written at the old address. What does the backup hold?",
    options: [
      {
        text: "R, the page as it was in use",
        when: [{ fact: "pages", from: 0x1000a000, after: 8, are: "R." }],
      },
      { text: "H: both show the hook", when: [{ fact: "pages", from: 0x1000a000, after: 8, are: "H." }] },
      { text: "F, the page of the file", when: [{ fact: "pages", from: 0x1000a000, after: 8, are: "F." }] },
    ],
    rule: "The private copy moved with its entry. What is written at the old address afterwards is a new copy made from the file.",
  },
  story: [
    "The hook library LSPlt moves pages aside without the flag, and maps new memory in their place. With the flag the mapping stays in the list as it was.",
    "GraalVM clones its image heap with the flag: the copy keeps the changed pages, the old range shows the file again. That needs 5.13.",
  ],
  aha: "The original moves out, the copy moves in.",
  kernels: DONTUNMAP_ANY,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: "code", after: 7, are: ".." },
        { fact: "pages", from: 0x1000a000, after: 7, are: "R." },
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: "code", after: 8, are: "H." },
        { fact: "pages", from: 0x1000a000, after: 8, are: "R." },
        { fact: "vmas", from: "code", pages: 2, after: 8, are: 1 },
      ],
    },
  ],

  sources: [ANY_MAPPING, GRAAL_HEAP, LSPLT_BACKUP],
  neighbours: ["private-file-comes-back", "generations"],
};
