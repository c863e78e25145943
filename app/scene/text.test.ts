import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { letterOf, lookOf } from "./content.ts";
import { addRange, cutAt, NO_RANGES, rangesIn } from "./ranges.ts";
import { grouped, shortened, sizeInWords, uiWidth } from "./text.ts";

describe("texts", () => {
  it("groups addresses by four digits", () => {
    expect(grouped(0x1000_0000)).toBe("1000 0000");
    expect(grouped(0x7fff_f7fb_0000)).toBe("7fff f7fb 0000");
    expect(grouped(0x1000)).toBe("0000 1000");
  });

  it("says sizes as a reader would", () => {
    expect(sizeInWords(1)).toBe("1 page");
    expect(sizeInWords(16)).toBe("64 KiB");
    expect(sizeInWords(0x40000 - 8)).toBe("≈ 1 GiB");
    expect(sizeInWords(2 ** 35)).toBe("128 TiB");
  });

  it("shortens to what fits", () => {
    const width = (text: string): number => uiWidth(text, 11);
    expect(shortened("heap", 100, width)).toBe("heap");
    expect(width(shortened("a very long name", 40, width))).toBeLessThanOrEqual(40);
    expect(shortened("heap", 3, width)).toBe("");
  });
});

describe("content", () => {
  it("reads a character, a memset and a number", () => {
    expect(letterOf(0x41n)).toBe("A");
    expect(letterOf(0x4141_4141_4141_4141n)).toBe("A");
    expect(letterOf(0n)).toBe("0");
    expect(letterOf(0x1234n)).toBe("x34");
  });

  it("tells neighbouring letters apart without their hue", () => {
    const look = (letter: string) => lookOf(BigInt(letter.charCodeAt(0)));
    expect(new Set(["A", "B", "C", "D"].map((letter) => look(letter).pattern)).size).toBe(4);
    expect(new Set(["A", "B", "C", "D"].map((letter) => look(letter).hue))).toEqual(
      new Set(["a", "b", "c", "d"]),
    );
    expect(look("A").hue).toBe("a");
    expect(look("E")).not.toEqual(look("A"));
  });
});

describe("ranges", () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 10 }))
    .map(([start, length]) => ({ start, end: start + length }));
  const keysOf = (ranges: readonly { start: number; end: number }[]): readonly number[] =>
    ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));

  it("adds up to the same set as keys one by one, and tells what was new", () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 12 }), (added) => {
        const keys = new Set<number>();
        let ranges = NO_RANGES;
        for (const next of added) {
          const union = addRange(ranges, next);
          const fresh = keysOf([next]).filter((key) => !keys.has(key));
          expect(keysOf(union.added)).toEqual(fresh);
          for (const key of fresh) keys.add(key);
          ({ ranges } = union);
          expect(keysOf(rangesIn(ranges))).toEqual([...keys].toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it("cuts at places inside only", () => {
    expect(cutAt({ start: 2, end: 6 }, [0, 2, 4, 6, 9])).toEqual([
      { start: 2, end: 4 },
      { start: 4, end: 6 },
    ]);
  });
});
