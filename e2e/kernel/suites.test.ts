/** The cases of public test suites (`suites/`) on the engine as Linux 6.18. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { casesOf, readSuite, readSuites } from "./suites.ts";
import { runCase } from "./suiteRun.ts";
import { suitesPage } from "./suitesTable.ts";

const KERNEL = "6.18";
const folder = fileURLToPath(new URL("suites", import.meta.url));
const suites = readSuites(folder);

/** How many lines the suites' lists have together. */
const ALL_LINES = 348;

describe.each(suites)("$title", ({ lines, entries }) => {
  test.each(casesOf([{ entries }]))("$id: $meaning", ({ text }) => {
    const run = runCase(text, KERNEL);
    expect(run.wrong).toEqual([]);
    // Each of them could have failed: see below.
    expect(run.held).toBeGreaterThan(0);
  });

  test("every line of the list is a case or left out with a reason", () => {
    const named = [...new Set(entries.flatMap((entry) => entry.lines))].toSorted((a, b) => a - b);
    expect(named).toEqual(Array.from({ length: lines }, (_, index) => index + 1));
    const leftOut = entries.filter(({ text }) => text === null).flatMap((entry) => entry.lines);
    const covered = new Set(casesOf([{ entries }]).flatMap((entry) => entry.lines));
    expect(leftOut.filter((line) => covered.has(line))).toEqual([]);
  });
});

test("the suites are all there, and each case has a name of its own", () => {
  expect(suites.reduce((sum, { lines }) => sum + lines, 0)).toBe(ALL_LINES);
  const ids = suites.flatMap(({ entries }) => entries.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});

test("suites/README.md says which line is where", async () => {
  await expect(suitesPage(suites)).toMatchFileSnapshot("suites/README.md");
});

describe("other releases", () => {
  const failing = (kernel: string): readonly string[] =>
    casesOf(suites)
      .filter(({ text }) => runCase(text, kernel).wrong.length > 0)
      .map(({ id }) => id);

  test("6.16 moves one mapping a call, and loses the destination of a failed one", () => {
    expect(failing("6.16")).toEqual([
      "asterinas#13",
      "asterinas#16",
      "bionic#2",
      "gvisor-mremap#13",
      "mckernel#3",
      "mckernel#5",
      "selftest-merge#16b",
      "selftest-merge#17b",
      "selftest-merge#18b",
      "selftest-merge#19",
      "selftest-merge#19b",
      ...["22", "23", "24", "25", "26b"].map((line) => `selftest-mremap#${line}`),
    ]);
  });

  test("7.3 keeps apart what does not follow on as anonymous memory", () => {
    expect(failing("7.3")).toEqual(["selftest-merge-7.3#2"]);
  });
});

describe("a case that is wrong", () => {
  const HEAP = "heap = mmap(0x10000000, 3*PAGE, READ|WRITE, PRIVATE|ANONYMOUS|FIXED)";
  const wrongOf = (lines: string): readonly string[] => runCase(`${HEAP}\n${lines}`, KERNEL).wrong;

  test.each([
    ["a result", "munmap(heap + 1, PAGE) = -1 ENOMEM"],
    ["an address", "mremap(heap, PAGE, PAGE, 0) = heap + PAGE"],
    ["a call that fails unexpectedly", "munmap(heap + 1, PAGE)"],
    ["a signal", "load(heap, PAGE) = -1 SIGBUS"],
    ["content", "store(heap, PAGE, 'A') //: heap B.."],
    ["a hole", "munmap(heap + PAGE, PAGE) //: heap ..."],
    ["where mappings end", "munmap(heap + PAGE, PAGE) //: heap maps 2rw-p 1-"],
    ["a mapping that reaches further than is said", "munmap(heap, PAGE) //: heap+1 maps 1rw-p"],
    ["permissions", "mprotect(heap, PAGE, PROT_READ) //: heap maps 1rw-p 2rw-p"],
    ["a flag", "mlock(heap, PAGE) //: heap flags !lo"],
    ["a flag that is not there", "munlock(heap, PAGE) //: heap flags lo"],
    ["an offset", "load(heap, PAGE) //: heap offset 1"],
    ["protection", "store(heap, PAGE, 'A') //: heap wp w"],
    ["a place that is nowhere", "load(heap, PAGE) //: nobody z"],
    ["a check that means nothing", "load(heap, PAGE) //: heap"],
    ["a line that is not understood", "load(heap"],
  ])("is found out: %s", (_, lines) => {
    expect(wrongOf(lines)).not.toEqual([]);
  });

  test("is found out by reading: a case without text, a reason with text", () => {
    const head = "# Title\n# source\n# 1 line\n\n";
    expect(() => readSuite("x", `${head}## 1: a case\n`)).toThrow("not understood");
    expect(() => readSuite("x", `${head}## 1 left out: why\nload(0)\n`)).toThrow("not understood");
    expect(() => readSuite("x", `${head}## one: a case\nload(0)\n`)).toThrow("not understood");
  });
});
