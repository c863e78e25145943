import fc from "fast-check";
import { expect, test } from "vitest";
import {
  LIMITS,
  type Walkthrough,
  packWalkthrough,
  readWalkthrough,
  unpackWalkthrough,
  writeWalkthrough,
} from "#link/walkthrough.ts";
import { LIBRARY } from "#scenarios/library.ts";
import { damaged } from "./damage.ts";
import { SEED, runs } from "./scale.ts";

const RUNS = runs(200, 100_000);

const asked = { call: 1, prompt: "What comes back?", rule: "mremap(2)" };
const range = { from: "heap", pages: 8 };
const question = [
  null,
  { kind: "choose", ...asked, options: [{ text: "It fails", is: "EINVAL" }] },
  { kind: "count", ...asked, unit: "entries", count: "entriesMoved", ...range },
  { kind: "place", ...asked, ...range },
] as const;
const walk: Walkthrough = {
  title: "A walkthrough",
  about: "With every kind of question.",
  steps: LIBRARY.slice(0, 8).map(({ title, program }, index) => ({
    title,
    text: "A line.\nAnother.",
    kernel: "6.18",
    program,
    question: question[index % question.length] ?? null,
  })),
};
const marked = Object.keys(Object.prototype).length;

test("a damaged walkthrough is read or refused with a reason, and what is read can be written again", () => {
  const files = damaged([writeWalkthrough(walk), writeWalkthrough(walk, 0)]);
  fc.assert(
    fc.property(files, (text) => {
      const read = readWalkthrough(text);
      expect(Object.keys(Object.prototype)).toHaveLength(marked);
      expect(read.ok ? "read." : read.error).toMatch(/\.$/);
      const whole = read.ok ? read.value : walk;
      expect(whole.steps.length).toBeLessThanOrEqual(LIMITS.steps);
      expect(readWalkthrough(writeWalkthrough(whole, 0))).toEqual({ ok: true, value: whole });
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

test("any JSON in the place of any part is read or refused", () => {
  const base = JSON.parse(writeWalkthrough(walk)) as { steps: Record<string, unknown>[] };
  const names = ["title", "text", "kernel", "program", "question"];
  const strange = fc.tuple(fc.nat(), fc.constantFrom(...names), fc.jsonValue());
  fc.assert(
    fc.property(strange, ([at, name, value]) => {
      const steps = base.steps.map((step, index) =>
        index === at % base.steps.length ? { ...step, [name]: value } : step,
      );
      const read = readWalkthrough(JSON.stringify({ ...base, steps }));
      expect(read.ok ? "read." : read.error).toMatch(/\.$/);
      expect(read.ok ? read.value.steps : steps).toHaveLength(steps.length);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

test("a damaged link of a walkthrough is read or refused, and unfolds to no more than a file may hold", async () => {
  const link = await packWalkthrough(walk);
  await fc.assert(
    fc.asyncProperty(damaged([link]), async (text) => {
      const read = await unpackWalkthrough(text);
      expect(read.ok ? "read." : read.error).toMatch(/\.$/);
      const size = read.ok ? writeWalkthrough(read.value, 0).length : 0;
      expect(size).toBeLessThanOrEqual(LIMITS.json);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
