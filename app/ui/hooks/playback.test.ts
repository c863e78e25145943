import { expect, test } from "vitest";
import type { Question } from "#scenarios/scenario.ts";
import { stopsAt } from "./playback.ts";

const question: Question = { id: "q", kind: "choose", before: 6, prompt: "?", rule: "!", options: [] };

test("playing stops before the call that a question is about, until it is answered", () => {
  expect(stopsAt(question, {}, 5)).toBe(true);
  expect(stopsAt(question, {}, 4)).toBe(false);
  expect(stopsAt(question, {}, 6)).toBe(false);
  expect(stopsAt(question, { q: { kind: "skipped" } }, 5)).toBe(false);
  expect(stopsAt(null, {}, 5)).toBe(false);
});
