import { CRIU_RESTORER, MAY_SPLIT } from "../citations.ts";
import { since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const vdsoMovesWhole: ScenarioBody = {
  id: "vdso-moves-whole",
  ask: "Can I mremap the vdso?",
  program: `code = 0x7ffff7ffd000
mremap(code, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0)
mremap(code, 2*PAGE, 3*PAGE, MREMAP_MAYMOVE, 0)
mremap(code, PAGE, PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
whole = mremap(code, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10014000)
`,
  question: {
    id: "vdso-moves-whole.choose",
    kind: "choose",
    before: 4,
    prompt:
      "The vdso is code that the kernel lends to every program, to read the clock above all. Evacuating and growing it were refused. Now it is to move as a whole. What comes back?",
    options: [
      {
        text: "It works",
        when: [
          { fact: "result", call: 4, is: "ok" },
          { fact: "perms", addr: 0x10014000, after: 4, are: "r-xp" },
        ],
      },
      { text: "EINVAL, like the evacuation", when: [{ fact: "result", call: 4, is: "EINVAL" }] },
      { text: "EFAULT, like growing", when: [{ fact: "result", call: 4, is: "EFAULT" }] },
    ],
    rule: "The vdso is a special mapping. It must not grow (EFAULT), must not be evacuated (EINVAL), and since 5.11 must not be cut (EINVAL). Moving it whole is allowed, and programs that restore processes depend on that.",
  },
  story: [
    "CRIU and sandboxes move the vdso to the place where a restored process expects it.",
    "A part of it would be code that cannot run. So the kernel refuses to cut it.",
  ],
  aha: "Whole or not at all.",
  kernels: since("5.15"),
  outcomes: [
    {
      facts: [
        { fact: "result", call: 1, is: "EINVAL" },
        { fact: "result", call: 2, is: "EFAULT" },
        { fact: "result", call: 3, is: "EINVAL" },
        { fact: "result", call: 4, is: "ok" },
        { fact: "perms", addr: 0x10014000, after: 4, are: "r-xp" },
      ],
    },
  ],

  sources: [MAY_SPLIT, CRIU_RESTORER],
  neighbours: ["criu-order", "equal-sizes"],
};
