import { describe, expect, test } from "vitest";
import { SIGNATURES } from "#engine/signatures.ts";
import { parseScenario } from "#lang/scenario.ts";
import { SETTINGS } from "#lang/settings.ts";
import { CALL_EXAMPLES } from "./callExamples.ts";
import { GUIDE, SETTING_EXAMPLES } from "./guide.ts";
import { runExample } from "./runExample.ts";

const EXAMPLES: readonly (readonly [name: string, text: string])[] = [
  ...GUIDE.map(({ title, example }) => [title, example] as const),
  ...Object.entries(CALL_EXAMPLES),
  ...Object.entries(SETTING_EXAMPLES),
];

describe("every example of the documentation", () => {
  test.each(EXAMPLES)("%s: is the language, and gives what it says", (_, text) => {
    expect(parseScenario(text).diagnostics).toEqual([]);
    const { timeline, lines } = runExample(text);
    expect(timeline.stopped).toBeNull();
    expect(lines.flatMap(({ fails }) => fails ?? [])).toEqual([]);
    for (const { result, expectation, text: call } of timeline.steps) {
      // A call fails only where the example says so.
      const meant = expectation === null ? /(?:ok|blocked)$/ : /(?:ok|failed|signal)$/;
      expect(`${call} ${result.kind}`).toMatch(meant);
    }
  });

  test("there is one for every call and every setting, with the very word in it", () => {
    for (const { name } of SIGNATURES) expect(CALL_EXAMPLES[name]).toMatch(new RegExp(`\\b${name}\\(`));
    for (const { name } of SETTINGS) expect(SETTING_EXAMPLES[name]).toMatch(new RegExp(`^${name} `, "m"));
    expect(Object.keys(CALL_EXAMPLES)).toHaveLength(SIGNATURES.length);
  });
});
