import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type IntervalMap, emptyIntervalMap } from "./intervalMap.ts";
import { type RunRules, changeRuns, clearRuns, coveredKeys, setRun, sliceAt, slices } from "./runMap.ts";

interface Frames {
  readonly pfn: number;
  readonly tag: number;
}

const rules: RunRules<Frames> = {
  shift: (value, by) => ({ pfn: value.pfn + by, tag: value.tag }),
  continues: (left, length, right) => left.pfn + length === right.pfn && left.tag === right.tag,
};

const UNIVERSE = 60;

type Step =
  | { readonly kind: "set"; readonly from: number; readonly length: number; readonly value: Frames }
  | { readonly kind: "clear"; readonly from: number; readonly length: number }
  | { readonly kind: "retag"; readonly from: number; readonly length: number; readonly tag: number };

const where = { from: fc.nat(UNIVERSE - 1), length: fc.integer({ min: 1, max: 20 }) };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("set" as const),
      ...where,
      value: fc.record({ pfn: fc.nat(80), tag: fc.nat(1) }),
    }),
    fc.record({ kind: fc.constant("clear" as const), ...where }),
    fc.record({ kind: fc.constant("retag" as const), ...where, tag: fc.nat(1) }),
  ),
  { maxLength: 40 },
);

function applyToMap(map: IntervalMap<Frames>, step: Step): IntervalMap<Frames> {
  const to = step.from + step.length;
  if (step.kind === "set") return setRun(map, rules, step.from, to, step.value);
  if (step.kind === "clear") return clearRuns(map, rules, step.from, to);
  return changeRuns(map, rules, step.from, to, (value) => ({ ...value, tag: step.tag }));
}

/** The model: one cell a key. */
function applyToCells(cells: readonly (Frames | null)[], step: Step): (Frames | null)[] {
  return cells.map((cell, key) => {
    const offset = key - step.from;
    if (offset < 0 || offset >= step.length) return cell;
    if (step.kind === "set") return { pfn: step.value.pfn + offset, tag: step.value.tag };
    if (step.kind === "clear") return null;
    return cell === null ? null : { ...cell, tag: step.tag };
  });
}

describe("runMap", () => {
  test("every key has what a plain list of cells has, and no two neighbours could be one run", () => {
    fc.assert(
      fc.property(steps, fc.nat(UNIVERSE), fc.nat(UNIVERSE), (list, a, b) => {
        let map = emptyIntervalMap<Frames>();
        let cells: (Frames | null)[] = Array.from({ length: UNIVERSE + 20 }, () => null);
        for (const step of list) {
          map = applyToMap(map, step);
          cells = applyToCells(cells, step);
        }
        cells.forEach((cell, key) => expect(sliceAt(map, rules, key)?.value ?? null).toEqual(cell));
        const runs = [...map.entries()];
        const joinable = runs.filter((run, i) => {
          const left = runs[i - 1];
          return left?.end === run.start && rules.continues(left.value, left.end - left.start, run.value);
        });
        expect(joinable).toEqual([]);
        const from = Math.min(a, b);
        const to = Math.max(a, b);
        const inRange = cells.slice(from, to).filter((cell) => cell !== null).length;
        expect(coveredKeys(map, from, to)).toBe(inRange);
        for (const slice of slices(map, rules, from, to)) {
          expect(slice.start).toBeGreaterThanOrEqual(from);
          expect(slice.end).toBeLessThanOrEqual(to);
          expect(slice.value).toEqual(cells[slice.start]);
        }
      }),
    );
  });
});
