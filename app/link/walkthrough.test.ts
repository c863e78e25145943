import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packBytes } from "./packed.ts";
import {
  COUNTS,
  LIMITS,
  type Walkthrough,
  packWalkthrough,
  readWalkthrough,
  unpackWalkthrough,
  writeWalkthrough,
} from "./walkthrough.ts";

const asked = { call: fc.integer({ min: 1, max: 4096 }), prompt: fc.string(), rule: fc.string() };
const range = { from: fc.string({ maxLength: 40 }), pages: fc.integer({ min: 1, max: LIMITS.pages }) };
const question = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constant("choose" as const),
    ...asked,
    options: fc.array(fc.record({ text: fc.string(), is: fc.string({ maxLength: 20 }) }), {
      maxLength: LIMITS.options,
    }),
  }),
  fc.record({
    kind: fc.constant("count" as const),
    ...asked,
    unit: fc.string(),
    count: fc.constantFrom(...COUNTS),
    ...range,
  }),
  fc.record({ kind: fc.constant("place" as const), ...asked, ...range }),
);
const walkthrough: fc.Arbitrary<Walkthrough> = fc.record({
  title: fc.string({ unit: "grapheme", maxLength: 30 }),
  about: fc.string({ unit: "grapheme", maxLength: 30 }),
  steps: fc.array(
    fc.record({
      title: fc.string({ unit: "grapheme", maxLength: 30 }),
      text: fc.string({ unit: "grapheme" }),
      kernel: fc.constantFrom("6.18", "v3", "7.2"),
      program: fc.string(),
      question,
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

const one: Walkthrough = {
  title: "One",
  about: "",
  steps: [{ title: "A step", text: "", kernel: "6.18", program: "munmap(0, PAGE)\n", question: null }],
};

const without = (change: (raw: Record<string, unknown>) => void): string => {
  const raw: Record<string, unknown> = { format: "mremap-walkthrough", version: 1, ...one };
  change(raw);
  return JSON.stringify(raw);
};

describe("a walkthrough that somebody made", () => {
  test("comes back from its link and from its file as it was", async () => {
    await fc.assert(
      fc.asyncProperty(walkthrough, async (walk) => {
        expect(readWalkthrough(writeWalkthrough(walk))).toEqual({ ok: true, value: walk });
        const packed = await packWalkthrough(walk);
        expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(await unpackWalkthrough(packed)).toEqual({ ok: true, value: walk });
      }),
      { numRuns: 60 },
    );
  });

  test("whatever a link or file holds, reading it does not throw and says why it cannot be shown", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.json()), async (text) => {
        for (const read of [readWalkthrough(text), await unpackWalkthrough(text)])
          expect(read.ok || read.error.length > 0).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test("a link that was cut off or changed is said to be damaged", async () => {
    const packed = await packWalkthrough(one);
    for (const text of [
      packed.slice(0, -2),
      packed.slice(5),
      `${packed.slice(0, 9)}AAAA${packed.slice(13)}`,
      "",
    ])
      expect((await unpackWalkthrough(text)).ok).toBe(false);
  });

  test("a bomb does not unfold", async () => {
    const bomb = await packBytes(new Uint8Array(8 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    expect((await unpackWalkthrough(bomb.slice(0, LIMITS.link - 1))).ok).toBe(false);
    const small = await packBytes(new Uint8Array(LIMITS.json + 1));
    expect(await unpackWalkthrough(small)).toMatchObject({ ok: false, error: /damaged/ });
  });

  test.each([
    ["another format", (raw: Record<string, unknown>) => (raw["format"] = "x"), /format/],
    ["a later version", (raw: Record<string, unknown>) => (raw["version"] = 2), /newer version/],
    ["no steps", (raw: Record<string, unknown>) => (raw["steps"] = []), /no steps/],
    ["steps that are none", (raw: Record<string, unknown>) => (raw["steps"] = "abc"), /no list/],
    ["a step that is a list", (raw: Record<string, unknown>) => (raw["steps"] = [[]]), /step 1 is missing/],
    [
      "too many steps",
      (raw: Record<string, unknown>) => (raw["steps"] = Array.from({ length: 41 }, () => one.steps[0])),
      /40/,
    ],
    [
      "a kernel that is a path",
      (raw: Record<string, unknown>) => (raw["steps"] = [{ ...one.steps[0], kernel: "../x" }]),
      /kernel/,
    ],
    [
      "a question of an unknown kind",
      (raw: Record<string, unknown>) =>
        (raw["steps"] = [{ ...one.steps[0], question: { kind: "eval", call: 1 } }]),
      /kind/,
    ],
    [
      "a range without end",
      (raw: Record<string, unknown>) =>
        (raw["steps"] = [{ ...one.steps[0], question: { kind: "place", call: 1, from: "a", pages: 1e9 } }]),
      /pages/,
    ],
  ])("%s is explained", (_, change, why) => {
    const read = readWalkthrough(without(change));
    expect(read.ok ? "" : read.error).toMatch(why);
  });

  test("members of other names, also those of every object, change nothing", () => {
    const odd = writeWalkthrough(one).replace(
      "{",
      '{ "__proto__": { "title": "x" }, "constructor": 1, "more": [] ,',
    );
    expect(readWalkthrough(odd)).toEqual({ ok: true, value: one });
  });
});
