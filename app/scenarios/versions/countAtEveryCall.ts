import { MAP_COUNT } from "../citations.ts";
import { EVERY_KERNEL, before, since } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";

export const countAtEveryCall: ScenarioBody = {
  id: "count-at-every-call",
  ask: "Can a call that does nothing fail for too many mappings?",
  program: `max_map_count 14
heap = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 4*PAGE, 'A')
mmap(0x1000a000, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mmap(0x10014000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mmap(0x1001e000, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
mremap(heap, 4*PAGE, 4*PAGE, 0, 0)
`,
  question: {
    id: "count-at-every-call.choose",
    kind: "choose",
    before: 6,
    prompt:
      "The process is close to vm.max_map_count. The call keeps the size and moves nothing. What comes back?",
    options: [
      { text: "The old address: there is nothing to do", when: [{ fact: "result", call: 6, is: "ok" }] },
      { text: "ENOMEM: too many mappings", when: [{ fact: "result", call: 6, is: "ENOMEM" }] },
    ],
    rule: "Until 7.0 the number of mappings was checked for moves only. Since 7.1 it is checked at the start of every call.",
  },
  story: [
    "A call without work fails, because the check does not know that there is none.",
    "Compare 7.0 and 7.2.",
  ],
  aha: "A check moved to the front is a check for everybody.",
  kernels: EVERY_KERNEL,
  outcomes: [
    { kernels: before("7.2"), facts: [{ fact: "result", call: 6, is: "ok" }] },
    { kernels: since("7.2"), facts: [{ fact: "result", call: 6, is: "ENOMEM" }] },
    { facts: [{ fact: "pages", from: "heap", after: 6, are: "AAAA" }] },
  ],

  sources: [MAP_COUNT],
  neighbours: ["too-many-mappings", "same-size"],
};
