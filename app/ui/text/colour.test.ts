import fc from "fast-check";
import { expect, test } from "vitest";
import { colourLine } from "./colour.ts";

const kinds = (line: string): string[] =>
  colourLine(line)
    .filter((token) => token.kind !== "plain")
    .map((token) => `${token.kind}:${token.text}`);

test("a call with a result, flags and an address", () => {
  expect(kinds("to = mremap(heap, 8*PAGE, MREMAP_MAYMOVE, 0x50000000) # moves")).toEqual([
    "name:to",
    "call:mremap",
    "name:heap",
    "number:8",
    "name:PAGE",
    "flag:MREMAP_MAYMOVE",
    "number:0x50000000",
    "comment:# moves",
  ]);
});

test("threads, characters and strings", () => {
  expect(kinds("thread gc: store(heap, PAGE, 'A')")[0]).toBe("keyword:thread");
  expect(kinds("store(heap, PAGE, 'A')").at(-1)).toBe("string:'A'");
  expect(kinds('open("/tmp/x#y")')).toEqual(["call:open", 'string:"/tmp/x#y"']);
});

test("the pieces of any line make the line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (line) => {
      expect(
        colourLine(line)
          .map((token) => token.text)
          .join(""),
      ).toBe(line);
    }),
  );
});
