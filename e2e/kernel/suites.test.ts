/** The cases of public test suites (`suites/`), on the engine as Linux 6.18 and on the running kernel where it is one. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { casesOf, readSuites } from "./suites.ts";
import { runCase } from "./suiteRun.ts";

const KERNEL = "6.18";
const suites = readSuites(fileURLToPath(new URL("suites", import.meta.url)));
const cases = casesOf(suites);

describe.each(suites)("$title", ({ name, lines, entries }) => {
  test.each(entries.filter(({ text }) => text !== null))("$id: $meaning", ({ text }) => {
    const run = runCase(text ?? "", KERNEL);
    expect(run.wrong).toEqual([]);
    expect(run.held).toBeGreaterThan(0);
  });

  test("every line of the list is a case or left out with a reason", () => {
    const covered = new Set(entries.flatMap((entry) => entry.lines));
    expect([...covered].toSorted((a, b) => a - b)).toEqual(Array.from({ length: lines }, (_, i) => i + 1));
    expect(new Set(entries.map(({ id }) => id)).size, name).toBe(entries.length);
  });
});

test("there are cases", () => {
  expect(cases.length).toBeGreaterThan(0);
});
