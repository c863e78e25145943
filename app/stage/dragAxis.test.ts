import { describe, expect, it } from "vitest";
import { layoutOf } from "#scene/layout.ts";
import { mmap, runCalls } from "#scene/testRun.ts";
import { bandOf, pageUnder, pitchOf, rectOfPages } from "./dragAxis.ts";

const HEAP = 0x1_0000;
const FAR = 0x5_0000;
const calls = [mmap("heap", HEAP * 4096, 8), mmap("to", FAR * 4096, 8)];

describe.each(["wide", "phone"] as const)("the axis, %s", (orientation) => {
  const layout = layoutOf(runCalls(calls), { width: orientation === "wide" ? 900 : 360, orientation });
  const [heap, to] = layout.pieces;
  if (heap === undefined || to === undefined) throw new Error("two mappings");
  const near = orientation === "wide" ? heap.x + heap.w : heap.y + heap.h;
  const far = orientation === "wide" ? to.x : to.y;
  const at = (along: number) => (orientation === "wide" ? { x: along, y: 0 } : { x: 0, y: along });

  it("finds every page under the middle of its cell", () => {
    const half = layout.cell / 2;
    const first = { x: heap.cellX + half, y: heap.cellY + half };
    expect(pageUnder(layout, first)).toBe(HEAP);
    expect(pageUnder(layout, { ...first, x: first.x + layout.pitch })).toBe(HEAP + 1);
    expect(pageUnder(layout, { x: to.cellX + half, y: to.cellY + half })).toBe(FAR);
  });

  it("offers the neighbours at both sides of a break, and a round address in the middle", () => {
    expect(pageUnder(layout, at(near + 1), 8)).toBe(HEAP + 8);
    expect(pageUnder(layout, at(far - 1), 8)).toBe(FAR - 8);
    expect(pageUnder(layout, at((near + far) / 2), 8)).toBe(0x3_0000);
  });

  it("draws pages where they are found again", () => {
    const { x, y } = rectOfPages(layout, { start: HEAP, end: HEAP + 8 });
    expect([x, y]).toEqual([heap.x, heap.y]);
    const after = rectOfPages(layout, { start: HEAP + 8, end: HEAP + 9 });
    expect(orientation === "wide" ? after.x : after.y).toBe(near);
  });
});

it("an empty program has addresses from 0x10000000", () => {
  const layout = layoutOf(runCalls([]), { width: 900, orientation: "wide" });
  const { from, to } = bandOf(layout);
  expect(from).toBeLessThan(to);
  expect(pageUnder(layout, { x: 25, y: from })).toBe(HEAP);
  expect(pageUnder(layout, { x: 25 + 3 * pitchOf(layout), y: from })).toBe(HEAP + 3);
});
