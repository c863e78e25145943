import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE, WRITE_PAGE } from "../sources.ts";

export const deadPointer: ScenarioBody = {
  id: "dead-pointer",
  ask: "What does write(2) do with the old address?",
  program: `heap = mmap(0x10000000, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 2*PAGE, 'A')
file = memfd_create("out", MFD_CLOEXEC)
moved = mremap(heap, 2*PAGE, 2*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000a000)
write(file, heap, 8)
write(file, moved, 8)
load(heap, PAGE)
`,
  question: {
    id: "dead-pointer.choose",
    kind: "choose",
    before: 5,
    prompt: "The heap has moved. The program passes the old address to write(2). What happens?",
    options: [
      { text: "write fails with EFAULT", when: [{ fact: "result", call: 5, is: "EFAULT" }] },
      { text: "The program gets a SIGSEGV", when: [{ fact: "result", call: 5, is: "SIGSEGV" }] },
      { text: "It writes zeros", when: [{ fact: "result", call: 5, is: "ok" }] },
    ],
    rule: "When the kernel reads the caller’s memory and finds nothing there, the call fails with EFAULT. A signal comes only when the program touches the address itself.",
  },
  story: [
    "The same dead pointer, used in two ways.",
    "The kernel reports an error; the processor raises a fault.",
  ],
  aha: "EFAULT is the kernel’s SIGSEGV.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "result", call: 4, is: "ok" },
        { fact: "result", call: 5, is: "EFAULT" },
        { fact: "result", call: 6, is: "ok" },
        { fact: "result", call: 7, is: "SIGSEGV" },
      ],
    },
  ],

  sources: [MAN_PAGE, WRITE_PAGE],
  neighbours: ["blocked-then-moved", "sigbus-not-sleep"],
};
