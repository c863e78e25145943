import { describe, expect, it } from "vitest";
import { layoutOf } from "./layout.ts";
import { sceneOf } from "./scene.ts";
import { DONTUNMAP, FIXED, MAYMOVE, mmap, mremap, runCalls, store } from "./testRun.ts";
import { vacanciesOf } from "./vacancies.ts";

const HEAP = 0x1000_0000;
const TO = 0x5000_0000;
const timeline = runCalls([
  mmap("heap", HEAP, 8),
  store(HEAP, 8, "A"),
  mremap("to", HEAP, 8, 8, MAYMOVE + FIXED + DONTUNMAP, TO),
]);
const PHONE = layoutOf(timeline, { width: 390, orientation: "phone" });
const vmasAfter = (call: number) =>
  sceneOf(timeline.steps[call]?.after ?? timeline.initial, PHONE, new Map()).vmas;

describe("vacanciesOf", () => {
  it("outlines the place of a mapping that does not stand yet, with its address", () => {
    expect(vacanciesOf(PHONE, vmasAfter(1)).map(({ text }) => text)).toEqual(["5000 0000 · not mapped"]);
    expect(vacanciesOf(PHONE, vmasAfter(2))).toEqual([]);
  });

  it("keeps the outline, without words, below a mapping that is appearing", () => {
    const appearing = vmasAfter(2).map((vma) => (vma.start === TO ? { ...vma, opacity: 0.5 } : vma));
    expect(vacanciesOf(PHONE, appearing).map(({ text }) => text)).toEqual([""]);
  });
});

describe("layoutOf", () => {
  it("is short enough for a phone", () => {
    expect(PHONE.height).toBeLessThanOrEqual(420);
  });

  it("lays out for larger text as for a smaller room", () => {
    const large = layoutOf(timeline, { width: 1200, orientation: "wide", height: 600, scale: 1.5 });
    const plain = layoutOf(timeline, { width: 800, orientation: "wide", height: 400 });
    expect(large).toEqual({ ...plain, scale: 1.5 });
  });

  it("fits a low stage", () => {
    expect(layoutOf(timeline, { width: 760, orientation: "wide", height: 360 }).height).toBe(360);
  });
});
