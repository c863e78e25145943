import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellOf } from "./grid.ts";
import { layoutOf } from "./layout.ts";
import type { Layout } from "./places.ts";
import { axisX } from "./place.ts";
import { MAYMOVE, FIXED, mmap, mremap, PAGE, runCalls, store, type TestCall } from "./testRun.ts";
import { monoWidth, uiWidth } from "./text.ts";

const HEAP = 0x1000_0000;
const TO = 0x5000_0000;

const wide = (calls: readonly TestCall[], width = 790, height?: number): Layout =>
  layoutOf(runCalls(calls), { width, orientation: "wide", ...(height === undefined ? {} : { height }) });

const MOVE: readonly TestCall[] = [
  mmap("heap", HEAP, 8),
  store(HEAP, 8, "A"),
  mremap("to", HEAP, 8, 8, MAYMOVE + FIXED, TO),
];

describe("layoutOf", () => {
  it("gives every range of the run its place from the start, with the gap in words", () => {
    const layout = wide(MOVE);
    expect(layout.pieces.map(({ start, end }) => [start, end])).toEqual([
      [0x10000, 0x10008],
      [0x50000, 0x50008],
    ]);
    expect(layout.breaks.map((gap) => gap.text)).toEqual(["≈ 1 GiB free"]);
    expect(layout.ticks.map((tick) => tick.text)).toEqual([
      "1000 0000",
      "1000 8000",
      "5000 0000",
      "5000 8000",
    ]);
  });

  it("leaves the process's own mappings out of the axis, but not out of the minimap", () => {
    const layout = wide(MOVE);
    expect(layout.pieces).toHaveLength(2);
    expect(layout.minimap.marks.some((mark) => !mark.own)).toBe(true);
  });

  it("has equal page widths in all mappings", () => {
    const layout = wide(MOVE);
    const x = (vpn: number): number => cellOf(layout, vpn)?.x ?? NaN;
    expect(x(0x10001) - x(0x10000)).toBe(layout.pitch);
    expect(x(0x50007) - x(0x50006)).toBe(layout.pitch);
  });

  it("keeps a place for frames that come later", () => {
    const layout = wide([...MOVE, mmap("more", HEAP, 8), store(HEAP, 8, "B")]);
    expect(layout.frames.runs.reduce((sum, run) => sum + run.pages, 0)).toBe(16);
  });

  it("aggregates what is too much for a cell a page, and says so", () => {
    const layout = wide([mmap("big", HEAP, 65536), store(HEAP, 10, "A")]);
    expect(layout.tier).toBe(2);
    expect(layout.texts.some((text) => text.text.includes(`1 cell = ${layout.pagesPerCell} pages`))).toBe(
      true,
    );
  });

  it("fits the height where it can", () => {
    for (const height of [430, 470, 600, 900]) expect(wide(MOVE, 755, height).height).toBe(height);
    const big: readonly TestCall[] = [
      mmap("a", HEAP, 600),
      store(HEAP, 600, "A"),
      mremap("b", HEAP, 600, 600, 3, TO),
    ];
    expect(wide(big, 755, 520).height).toBe(520);
  });

  it("enlarges for large text as far as all lanes stay in sight", () => {
    const low = layoutOf(runCalls(MOVE), { width: 780, height: 373, orientation: "wide", scale: 1.54 });
    expect(low.scale).toBeGreaterThan(1.15);
    expect(low.height * low.scale).toBeLessThanOrEqual(374);
    const high = layoutOf(runCalls(MOVE), { width: 780, height: 700, orientation: "wide", scale: 1.54 });
    expect(high.scale).toBe(1.54);
  });

  it("shows one scale over everything when asked for the truth", () => {
    const layout = layoutOf(runCalls(MOVE), { width: 790, orientation: "wide", trueScale: true });
    expect(layout.pieces.every((piece) => piece.w <= 2)).toBe(true);
  });

  const places = fc.constantFrom(HEAP, HEAP + 2 * PAGE, HEAP + 40 * PAGE, TO, TO + PAGE, 0x7f00_0000_0000);
  const call = fc
    .tuple(places, fc.integer({ min: 1, max: 20 }))
    .map(([addr, pages]) => mmap("a", addr, pages));

  it("puts no two texts of the axis on each other and none outside", () => {
    fc.assert(
      fc.property(
        fc.array(call, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(620, 790, 1060),
        (calls, width) => {
          const layout = wide(calls, width);
          const spans = [
            ...layout.ticks.map((tick) => {
              const w = monoWidth(tick.text, 11);
              return { y: tick.textY, from: tick.anchor === "end" ? tick.x - w : tick.x, w };
            }),
            ...layout.breaks.map((gap) => {
              const w = uiWidth(gap.text, 11);
              return { y: gap.textY, from: gap.textX - w / 2, w };
            }),
          ].filter((span) => span.w > 0);
          for (const [i, a] of spans.entries()) {
            expect(a.from).toBeGreaterThanOrEqual(0);
            expect(a.from + a.w).toBeLessThanOrEqual(width);
            for (const b of spans.slice(i + 1)) {
              const apart = a.from + a.w <= b.from || b.from + b.w <= a.from || Math.abs(a.y - b.y) > 10;
              expect(apart).toBe(true);
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("keeps all cells apart and inside the stage", () => {
    fc.assert(
      fc.property(
        fc.array(call, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(["wide", 790] as const, ["phone", 390] as const),
        (calls, [orientation, width]) => {
          const layout = layoutOf(runCalls(calls), { width, orientation });
          const seen = new Set<string>();
          for (const piece of layout.pieces) {
            for (let vpn = piece.start; vpn < piece.end; vpn += layout.pagesPerCell) {
              const cell = cellOf(layout, vpn);
              expect(cell).not.toBeNull();
              if (cell === null) continue;
              const place = `${cell.x} ${cell.y}`;
              expect(seen.has(place)).toBe(false);
              seen.add(place);
              expect(cell.x).toBeGreaterThanOrEqual(piece.x);
              expect(cell.x + cell.w).toBeLessThanOrEqual(piece.x + piece.w);
              expect(cell.y + cell.h).toBeLessThanOrEqual(piece.y + piece.h);
              expect(cell.x + cell.w).toBeLessThanOrEqual(width);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("grows with the address along the axis", () => {
    const layout = wide(MOVE);
    const xs = [0x10000, 0x10004, 0x10008, 0x20000, 0x50000, 0x50008].map((vpn) => axisX(layout, vpn) ?? NaN);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(axisX(layout, 0x60000)).toBeNull();
  });
});
