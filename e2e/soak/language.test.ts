import fc from "fast-check";
import { expect, test } from "vitest";
import { formatScenario } from "#lang/formatter.ts";
import { parseScenario } from "#lang/scenario.ts";
import { LIBRARY } from "#scenarios/library.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { damaged } from "./damage.ts";
import { SEED, runs } from "./scale.ts";

const PROGRAMS = LIBRARY.map(({ program }) => program);
const RUNS = runs(500, 1_000_000);
/** Longer ones are cut: what is tried is the reading, and the longest true program has 1,600 characters. */
const LONGEST = 4000;

test("a damaged program is read, told about, formatted and run without an exception", () => {
  const texts = damaged(PROGRAMS).map((text) => text.slice(0, LONGEST));
  fc.assert(
    fc.property(texts, (text) => {
      const { program, diagnostics } = parseScenario(text);
      for (const { range, message } of diagnostics) {
        expect(message).not.toBe("");
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeGreaterThanOrEqual(range.from);
        expect(range.to).toBeLessThanOrEqual(text.length);
        expect(range.line).toBeLessThanOrEqual(text.split("\n").length);
      }
      const canonical = formatScenario(program);
      expect(formatScenario(parseScenario(canonical).program)).toBe(canonical);
      const { steps } = runProgram(program);
      // A call that slept is a second step when it goes on.
      expect(steps.length).toBeLessThanOrEqual(2 * program.lines.length);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
