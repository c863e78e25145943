import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyIntervalMap, intervalMapFrom } from "./intervalMap.ts";
import { packGraph } from "./packGraph.ts";
import type { Packed } from "./unpackGraph.ts";
import { unpackGraph } from "./unpackGraph.ts";

/** As it travels: through text. */
const throughText = (value: unknown): unknown => {
  const text = JSON.stringify(packGraph(value));
  return unpackGraph(JSON.parse(text) as Packed);
};

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.bigInt(),
  fc.constant(null),
  fc.constant(undefined),
);

const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("data")),
    // Names of keys are those of the code: identifiers.
    fc.dictionary(fc.constantFrom("a", "b", "kind", "start"), tie("data"), { noNullPrototype: true }),
    fc.array(fc.tuple(leaf, tie("data"))).map((pairs) => new Map(pairs)),
    fc.array(leaf).map((items) => new Set(items)),
    fc
      .array(tie("data"))
      .map((items) =>
        intervalMapFrom(items.map((value, i) => ({ start: i * 3, end: i * 3 + 1 + (i % 3), value }))),
      ),
  ),
}));

describe("packed data", () => {
  test("comes back equal", () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(throughText(value)).toStrictEqual(value);
      }),
    );
  });

  test("an object in several places is one object again, in lists, maps and interval maps", () => {
    const one = { name: "one" };
    const value = {
      list: [one, [one]],
      map: new Map([["k", one]]),
      set: new Set([one]),
      intervals: emptyIntervalMap<unknown>().insert(3, 9, one),
    };
    const back = throughText(value) as typeof value;
    const [first] = back.list;
    expect(first).toEqual(one);
    expect(back.list[1]).toEqual([first]);
    for (const same of [
      (back.list[1] as readonly unknown[])[0],
      back.map.get("k"),
      [...back.set][0],
      back.intervals.at(4)?.value,
    ]) {
      expect(same).toBe(first);
    }
  });

  test("numbers that JSON does not know survive", () => {
    const odd = [Infinity, -Infinity, NaN, -0, 2 ** 52 + 1];
    expect(throughText(odd)).toStrictEqual(odd);
  });

  test("what is no plain data is refused", () => {
    expect(() => packGraph({ run: () => 1 })).toThrow("no data");
    expect(() => packGraph([new Date(0)])).toThrow("not a Date");
    const self: unknown[] = [];
    self.push([self]);
    expect(() => packGraph(self)).toThrow("contains itself");
  });
});
