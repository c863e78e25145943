import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Entry, type Gap, type IntervalMap, emptyIntervalMap, intervalMapFrom } from "./intervalMap.ts";

/** The model: a plain array, searched from end to end. */
type Model = readonly Entry<number>[];

const UNIVERSE = 200;

type Step = { readonly start: number; readonly length: number; readonly value: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ start: fc.nat(UNIVERSE), length: fc.integer({ min: 1, max: 12 }), value: fc.nat(9) }),
  { maxLength: 80 },
);

/** Inserts where there is room, removes what starts there, so that every sequence of steps is valid. */
function apply(map: IntervalMap<number>, model: Model, step: Step): [IntervalMap<number>, Model] {
  const end = step.start + step.length;
  const hit = model.find((entry) => entry.start < end && entry.end > step.start);
  if (hit === undefined) {
    const entry = { start: step.start, end, value: step.value };
    return [map.insert(step.start, end, step.value), [...model, entry].toSorted((a, b) => a.start - b.start)];
  }
  return [map.remove(hit.start), model.filter((entry) => entry !== hit)];
}

const plain = (entry: Entry<number> | null): Entry<number> | null =>
  entry === null ? null : { start: entry.start, end: entry.end, value: entry.value };

function gapsOf(model: Model, low: number, high: number, length: number): Gap[] {
  const bounds = [{ end: -Infinity }, ...model];
  return bounds
    .map((below, i) => ({
      start: Math.max(below.end, low),
      end: Math.min(model[i]?.start ?? Infinity, high),
    }))
    .filter((gap) => gap.end - gap.start >= length && gap.end > gap.start);
}

describe("intervalMap", () => {
  test("agrees with a plain array in every question after any sequence of changes", () => {
    fc.assert(
      fc.property(
        steps,
        fc.nat(UNIVERSE),
        fc.nat(UNIVERSE),
        fc.integer({ min: 1, max: 20 }),
        (list, a, b, length) => {
          let map = emptyIntervalMap<number>();
          let model: Model = [];
          for (const step of list) [map, model] = apply(map, model, step);
          const from = Math.min(a, b);
          const to = Math.max(a, b);
          expect(map.size).toBe(model.length);
          expect([...map.entries()].map(plain)).toEqual(model);
          expect([...map.entries(from, to)].map(plain)).toEqual(
            model.filter((e) => e.start < to && e.end > from),
          );
          expect(plain(map.at(a))).toEqual(model.find((e) => e.start <= a && a < e.end) ?? null);
          expect(plain(map.firstEndingAfter(a))).toEqual(model.find((e) => e.end > a) ?? null);
          expect(plain(map.lastStartingBefore(a))).toEqual(model.findLast((e) => e.start < a) ?? null);
          const gaps = gapsOf(model, from, to, length);
          expect(map.highestGap(from, to, length)).toEqual(gaps.at(-1) ?? null);
          expect(map.lowestGap(from, to, length)).toEqual(gaps[0] ?? null);
        },
      ),
    );
  });

  test("an older version keeps its intervals when a newer one is made", () => {
    fc.assert(
      fc.property(steps, (list) => {
        let map = emptyIntervalMap<number>();
        let model: Model = [];
        const history: [IntervalMap<number>, Model][] = [];
        for (const step of list) {
          [map, model] = apply(map, model, step);
          history.push([map, model]);
        }
        for (const [old, expected] of history) expect([...old.entries()].map(plain)).toEqual(expected);
      }),
    );
  });

  test("built from sorted entries it holds the same as built one by one", () => {
    const entries = Array.from({ length: 1000 }, (_, i) => ({ start: i * 3, end: i * 3 + 2, value: i }));
    const built = intervalMapFrom(entries);
    expect([...built.entries()].map(plain)).toEqual(entries);
    expect(built.highestGap(0, 3000, 1)).toEqual({ start: 2999, end: 3000 });
    expect(built.remove(1500).highestGap(0, 2999, 4)).toEqual({ start: 1499, end: 1503 });
  });

  test("overlaps, empty intervals and unknown starts are refused", () => {
    const map = emptyIntervalMap<number>().insert(10, 20, 1);
    expect(() => map.insert(19, 30, 2)).toThrow("overlaps");
    expect(() => map.insert(5, 5, 2)).toThrow("is empty");
    expect(() => map.remove(11)).toThrow("no interval starts at 11");
    expect(() =>
      intervalMapFrom([
        { start: 3, end: 5, value: 0 },
        { start: 4, end: 6, value: 0 },
      ]),
    ).toThrow("out of order");
  });

  test("stays shallow when filled in ascending order: a search in 100,000 intervals takes few steps", () => {
    let map = emptyIntervalMap<number>();
    for (let i = 0; i < 100_000; i++) map = map.insert(i * 2, i * 2 + 1, i);
    expect(map.size).toBe(100_000);
    expect(map.at(131_072)?.value).toBe(65_536);
    expect(map.highestGap(0, 200_000, 2)).toBeNull();
  });
});
