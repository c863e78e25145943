import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE, MMAP_PAGE } from "../sources.ts";

export const pastTheEndOfFile: ScenarioBody = {
  id: "past-the-end-of-file",
  ask: "I grew a file mapping. Why does it crash?",
  program: `file = memfd_create("data", MFD_CLOEXEC)
ftruncate(file, 2*PAGE)
view = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
store(view, 2*PAGE, 'A')
mremap(view, 2*PAGE, 4*PAGE, 0, 0)
load(view + 2*PAGE, PAGE)
ftruncate(file, 4*PAGE)
load(view + 2*PAGE, PAGE)
`,
  question: {
    id: "past-the-end-of-file.choose",
    kind: "choose",
    before: 6,
    prompt: "The file has two pages, the grown mapping four. What does reading the third page do?",
    options: [
      { text: "SIGBUS: there is no file there", when: [{ fact: "result", call: 6, is: "SIGBUS" }] },
      { text: "It reads a zero: mremap made the file longer", when: [{ fact: "result", call: 6, is: "ok" }] },
      { text: "SIGSEGV: nothing is mapped there", when: [{ fact: "result", call: 6, is: "SIGSEGV" }] },
    ],
    rule: "mremap changes mappings, never files. A page beyond the end of the file cannot be filled: SIGBUS. Once the file is longer the same address works.",
  },
  story: [
    "Growing succeeds: the addresses are mapped.",
    "Touching them fails until the file has something to show there.",
  ],
  aha: "Extend the file first.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "ok" },
        { fact: "result", call: 6, is: "SIGBUS" },
        { fact: "result", call: 7, is: "ok" },
        { fact: "result", call: 8, is: "ok" },
        { fact: "pages", from: "view", after: 8, are: "AA0" },
      ],
    },
  ],
  captions: { 6: "The address is mapped, but the file ends before it." },
  sources: [MAN_PAGE, MMAP_PAGE],
  neighbours: ["shared-anonymous-ends", "exposes-more-file", "sqlite-grows"],
};
