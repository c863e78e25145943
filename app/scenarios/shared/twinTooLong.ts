import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const twinTooLong: ScenarioBody = {
  id: "twin-too-long",
  ask: "May a second view be larger than the file?",
  program: `file = memfd_create("room", MFD_CLOEXEC)
ftruncate(file, 2*PAGE)
first = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_FIXED, file, 0)
store(first, 2*PAGE, 'A')
mremap(first, 0, 4*PAGE, 0, 0)
twin = mremap(first, 0, 4*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
load(twin, 2*PAGE)
load(twin + 2*PAGE, PAGE)
`,
  question: {
    id: "twin-too-long.choose",
    kind: "choose",
    before: 6,
    prompt:
      "The file has two pages. A second view of four pages is asked for, with FIXED. What do the call and a read of its third page do?",
    options: [
      {
        text: "The call works; reading the third page is a SIGBUS",
        when: [
          { fact: "result", call: 6, is: "ok" },
          { fact: "result", call: 8, is: "SIGBUS" },
        ],
      },
      {
        text: "The call works; the third page reads as zeros",
        when: [
          { fact: "result", call: 6, is: "ok" },
          { fact: "result", call: 8, is: "ok" },
        ],
      },
      { text: "The call fails: the file is too short", when: [{ fact: "result", call: 6, is: "EINVAL" }] },
    ],
    rule: "mremap looks at mappings, not at the length of the file. A page beyond the end of the file is mapped, and touching it is a SIGBUS.",
  },
  story: [
    "Without MAYMOVE there is no second view: it would have to stand where the first one is. ENOMEM.",
    "With FIXED it stands elsewhere. Its first two pages show the file; behind them there is nothing to show.",
  ],
  aha: "A window may be larger than the room behind it.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 5, is: "ENOMEM" },
        { fact: "result", call: 6, is: "ok" },
        { fact: "pages", from: 0x1000a000, after: 6, are: "...." },
        { fact: "result", call: 7, is: "ok" },
        { fact: "pages", from: 0x1000a000, after: 7, are: "AA.." },
        { fact: "result", call: 8, is: "SIGBUS" },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["same-memory-twice", "past-the-end-of-file"],
};
