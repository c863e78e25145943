import { expect, test } from "vitest";
import { codePieces } from "./codePieces.ts";

const code = (text: string): string[] =>
  codePieces(text)
    .filter((piece) => piece.code)
    .map((piece) => piece.text);

test("kernel words are code, the rest is not", () => {
  expect(code("With MREMAP_DONTUNMAP the call move_vma() leaves `heap` mapped at 0x1000.")).toEqual([
    "MREMAP_DONTUNMAP",
    "move_vma()",
    "heap",
    "0x1000",
  ]);
  expect(code("A plain sentence (with brackets).")).toEqual([]);
});

test("nothing is lost", () => {
  const text = "Ask vm_flags, then mmap(), then stop.";
  expect(
    codePieces(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});
