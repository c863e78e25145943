import { expect, test } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import { coarse, momentAt, timing } from "./moment.ts";

const { program } = parseScenario("heap = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)\n");
const timeline = runProgram(program);
const [step] = timeline.steps;

test("t is told apart by quarters of a stage, never beyond where it is", () => {
  const times = timing(step!);
  const [first] = times.stages;
  const length = first!.end - first!.start;
  expect(coarse(times, first!.start)).toBe(first!.start);
  expect(coarse(times, first!.start + length * 0.3)).toBeCloseTo(first!.start + length * 0.25);
  for (let t = 0; t < 1; t += 0.01) expect(coarse(times, t)).toBeLessThanOrEqual(t + 1e-9);
});

test("between calls the machine is exact, inside one it is that of the last event", () => {
  expect(momentAt(timeline, 0, 0).machine).toBe(timeline.initial);
  expect(momentAt(timeline, 0, 0).step).toBe(null);
  expect(momentAt(timeline, 1, 0).machine).toBe(step!.after);
  const middle = momentAt(timeline, 0, 0.5);
  expect(middle.step).toBe(step);
  expect(middle.events).toBeLessThan(step!.events.length);
});
