import fc from "fast-check";
import { expect, test } from "vitest";
import { blockName, cursorAt, fractionOf, ticksOf } from "./blocks.ts";

test("a place on the timeline and its share of the width are one another's inverse", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (calls, fraction) => {
        expect(fractionOf(cursorAt(fraction, calls), calls)).toBeCloseTo(fraction, 9);
      },
    ),
  );
});

test("an ioctl goes by its request", () => {
  const named = (name: string, text: string): string => blockName({ call: { name, args: [] }, text });
  expect(named("ioctl", "ioctl(uffd, UFFDIO_REGISTER, {range={start=heap, len=PAGE}, mode=1})")).toBe(
    "REGISTER",
  );
  expect(named("mremap", "to = mremap(heap, PAGE, PAGE, MREMAP_MAYMOVE)")).toBe("mremap");
});

test("the ends of the timeline", () => {
  expect(cursorAt(-1, 7)).toEqual({ done: 0, t: 0 });
  expect(cursorAt(2, 7)).toEqual({ done: 7, t: 0 });
  expect(fractionOf({ done: 0, t: 0 }, 0)).toBe(0);
});

test("ticks stand between stages, and not where there are too many", () => {
  const stages = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      kind: "checks" as const,
      from: i,
      to: i + 1,
      start: i / count,
      end: (i + 1) / count,
    }));
  expect(ticksOf({ duration: 1, stages: stages(4) })).toEqual([0.25, 0.5, 0.75]);
  expect(ticksOf({ duration: 1, stages: stages(100) })).toEqual([]);
});
