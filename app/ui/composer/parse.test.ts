import { describe, expect, test } from "vitest";
import { parseAddress, parseSize, stepPages } from "./parse.ts";

describe("sizes", () => {
  test.each([
    ["8*PAGE", 32768n],
    ["8 pages", 32768n],
    ["PAGE", 4096n],
    ["32 KiB", 32768n],
    ["0x8000", 32768n],
    ["100", 100n],
    ["0", 0n],
    ["", null],
    ["heap", null],
    ["-1", null],
    ["0xffffffffffffffffff", null],
  ])("%s", (text, value) => expect(parseSize(text)).toBe(value));
});

describe("addresses", () => {
  const names = new Map([["heap", 0x10000000n]]);
  test.each([
    ["heap", 0x10000000n],
    ["heap + 2*PAGE", 0x10002000n],
    ["heap - PAGE", 0xffff000n],
    ["0x50000000", 0x50000000n],
    ["4096", 4096n],
    ["nothing", null],
    ["heap + x", null],
    ["heap *", null],
  ])("%s", (text, value) => expect(parseAddress(text, names)).toBe(value));
});

test("steppers go to whole pages and stay in range", () => {
  expect(stepPages(4096n, 1)).toBe(8192n);
  expect(stepPages(100n, 1)).toBe(4096n);
  expect(stepPages(100n, -1)).toBe(0n);
  expect(stepPages(4096n, -1)).toBe(0n);
  expect(stepPages(0n, -1)).toBe(0n);
  expect(stepPages((1n << 64n) - 4096n, 1)).toBe((1n << 64n) - 4096n);
});
