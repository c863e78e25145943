import { EVERY_KERNEL } from "../kernelSets.ts";
import type { ScenarioBody } from "../scenario.ts";
import { MAN_PAGE } from "../sources.ts";

export const shrinkAndGrow: ScenarioBody = {
  id: "shrink-and-grow",
  ask: "I shrank and grew again. Why is the data back, or not?",
  program: `shared = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(shared, 4*PAGE, 'A')
mremap(shared, 4*PAGE, 2*PAGE, 0, 0)
mremap(shared, 2*PAGE, 4*PAGE, 0, 0)
load(shared, 4*PAGE)
private = mmap(0x1000a000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(private, 4*PAGE, 'B')
mremap(private, 4*PAGE, 2*PAGE, 0, 0)
mremap(private, 2*PAGE, 4*PAGE, 0, 0)
load(private, 4*PAGE)
`,
  question: {
    id: "shrink-and-grow.place",
    kind: "place",
    before: 8,
    prompt:
      "The shared memory shrank, grew, and shows A in all four pages. Now the same with private memory that holds B. What do its four pages show in the end?",
    from: "private",
    pages: 4,
    after: 10,
    pieces: "ABz.-",
    rule: "The pages of shared memory belong to the object, and the object still has them. Private pages belong to the mapping; when the mapping shrinks they are freed.",
  },
  story: [
    "The same two calls, twice.",
    "One memory remembers, the other has forgotten. It depends on who owns the pages.",
  ],
  aha: "Shared memory remembers, private memory forgets.",
  kernels: EVERY_KERNEL,
  outcomes: [
    {
      facts: [
        { fact: "pages", from: "shared", after: 5, are: "AAAA" },
        { fact: "pages", from: "private", after: 10, are: "BBzz" },
        { fact: "counter", counter: "anon", from: 7, after: 8, grew: -2 },
      ],
    },
  ],

  sources: [MAN_PAGE],
  neighbours: ["shrink", "shared-anonymous-ends"],
};
