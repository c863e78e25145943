import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addrOf } from "#engine/addr.ts";
import { createMachine } from "#engine/boot.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { FIXED, MAYMOVE, mmap, mremap, runCalls, store, type TestCall } from "./testRun.ts";
import { fittingPlace, panelsAt, zoomRunOf } from "./zoom.ts";
import { PART, setIn, zoomCells } from "./zoomCells.ts";
import {
  LEVELS,
  cellPagesOf,
  pathTo,
  placeAt,
  samePlace,
  spanOf,
  WHOLE,
  zoomedIn,
  zoomedOut,
} from "./zoomLevels.ts";
import { zoomLayoutOf, zoomCellRect, zoomSpotAt } from "./zoomLayout.ts";
import { zoomSceneOf } from "./zoomPicture.ts";

const GIB = 2 ** 18;
const BASE = 0x10_0000_0000;

const mmOf = (machine: Machine): Mm => {
  const [mm] = machine.mms.values();
  if (mm === undefined) throw new Error("a machine without a process");
  return mm;
};

const last = ({ steps, initial }: Timeline): Machine => steps.at(-1)?.after ?? initial;

/** Mapped pages and set entries of a range, counted from the machine alone. */
const countsOf = (mm: Mm, from: number, to: number) => {
  const overlap = (start: number, end: number): number =>
    Math.max(0, Math.min(end, to) - Math.max(start, from));
  let [mapped, set] = [0, 0];
  for (const { start, end } of mm.vmas.entries()) mapped += overlap(start / 4096, end / 4096);
  for (const { start, end } of mm.pageTable.entries.entries()) set += overlap(start, end);
  return { mapped, set };
};

/** More than a process is born with. */
const OWN_PAGES = 10_000;

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A few mappings of all sizes, in places that the levels cut, some pages stored. */
const programs = fc
  .array(
    fc.record({
      at: fc.nat({ max: 40 }),
      skew: fc.nat({ max: 600 }),
      pages: fc.oneof(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 500, max: 5000 }),
        fc.constant(GIB + 3),
      ),
      touched: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((mappings) =>
    mappings.flatMap(({ at, skew, pages, touched }, i): readonly TestCall[] => {
      const address = BASE + addrOf(at * GIB * 3 + skew);
      const set = Math.floor(pages * touched);
      const made = mmap(`m${i}`, address, pages);
      return set > 0 ? [made, store(address, set, "ABCD"[i % 4] ?? "A")] : [made];
    }),
  );

describe("zooming", () => {
  it("cells partition every table, and count what the machine has", () => {
    fc.assert(
      fc.property(programs, fc.nat(), (calls, pick) => {
        const machine = last(runCalls(calls));
        const mm = mmOf(machine);
        const runs = [...mm.pageTable.entries.entries()];
        const vpn = runs[pick % Math.max(1, runs.length)]?.start ?? BASE / 4096;
        for (const level of LEVELS) {
          const place = placeAt(level, vpn);
          const { cells } = zoomCells(machine, mm, place);
          expect(cells[0]?.vpn).toBe(place.start);
          expect(sum(cells.map(({ pages }) => pages))).toBe(spanOf(level));
          expect(cells.every((cell, i) => cell.vpn === place.start + i * cellPagesOf(level))).toBe(true);
          const counts = countsOf(mm, place.start, place.start + spanOf(level));
          expect(sum(cells.map(({ mapped }) => mapped))).toBe(counts.mapped);
          expect(sum(cells.map(setIn))).toBe(counts.set);
          for (const { states, mapped } of cells) expect(sum(states.map(({ pages }) => pages))).toBe(mapped);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("never loses an odd page: every cell above it says so, and its part is not the part of the rest", () => {
    fc.assert(
      fc.property(fc.nat({ max: GIB - 1 }), fc.boolean(), (odd, full) => {
        const calls: TestCall[] = [mmap("heap", BASE, GIB)];
        if (full)
          calls.push(store(BASE, GIB, "A"), [null, "madvise", BigInt(BASE + addrOf(odd)), 4096n, 102n]);
        else calls.push(store(BASE + addrOf(odd), 1, "B"));
        const machine = last(runCalls(calls));
        const vpn = BASE / 4096 + odd;
        for (const level of [4, 3, 2] as const) {
          const { cells, parts, partsPerCell } = zoomCells(machine, mmOf(machine), placeAt(level, vpn));
          const cell = cells.find((each) => vpn >= each.vpn && vpn < each.vpn + each.pages);
          // The process's own mappings share an entry of the PGD with it.
          const others = level === 4 ? OWN_PAGES : 0;
          expect(cell?.odd).toBeGreaterThanOrEqual(1);
          expect(cell?.odd).toBeLessThanOrEqual(1 + others);
          const part = Math.floor(((vpn - (cell?.vpn ?? 0)) / cellPagesOf(level)) * partsPerCell);
          const bits = parts[(cell?.index ?? 0) * partsPerCell + part] ?? 0;
          expect(bits & (full ? PART.marker : PART.frame)).not.toBe(0);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("goes in and out along the tables that the hardware walks", () => {
    const vpn = 0x1234_5678_9;
    let place = WHOLE;
    for (let i = 0; i < 4; i += 1) place = zoomedIn(place, vpn);
    expect(place).toEqual({ level: 0, start: vpn });
    expect(pathTo(place).map(({ level }) => level)).toEqual([4, 3, 2, 1, 0]);
    for (let i = 0; i < 4; i += 1) place = zoomedOut(place);
    expect(samePlace(place, WHOLE)).toBe(true);
  });
});

const roomy = (): Machine => {
  const machine = createMachine();
  return { ...machine, config: { ...machine.config, memTotal: 2 ** 26 } };
};

const move = (pages: number, to: number): Timeline =>
  runCalls(
    [
      mmap("heap", BASE, pages),
      store(BASE, pages, "A"),
      mremap("moved", BASE, pages, pages, MAYMOVE | FIXED, to),
    ],
    roomy(),
  );

describe("the level that fits", () => {
  it.each([
    ["8 pages", 8, BASE + 0x4000_0000, 1, 2],
    ["1 GiB", GIB, BASE + 0x8000_0000, 2, 2],
    ["64 GiB", 64 * GIB, BASE + addrOf(512 * GIB), 3, 2],
  ])("of %s shows where entries come from, and where they go", (_, pages, to, level, panels) => {
    const run = zoomRunOf(move(pages, to));
    const place = fittingPlace(run);
    expect(place.level).toBe(level);
    expect(panelsAt(run, place)).toHaveLength(panels);
    expect(fittingPlace(zoomRunOf(runCalls([])))).toEqual(WHOLE);
  });

  it("shows the table at the other end where the whole run does not fit", () => {
    const run = zoomRunOf(move(8 * 512, BASE + 0x4000_0000));
    const [first, second] = panelsAt(run, placeAt(1, BASE / 4096 + 512));
    expect(first?.start).toBe(BASE / 4096 + 512);
    expect(second?.start).toBe((BASE + 0x4000_0000) / 4096 + 512);
  });
});

describe("a move among cells", () => {
  const timeline = move(GIB, BASE + 0x8000_0000);
  const run = zoomRunOf(timeline);
  const places = panelsAt(run, fittingPlace(run));

  it("carries what it takes away: nothing is in two places, and at the end all is there", () => {
    const scene = zoomSceneOf(run.mm, places);
    const [from, to] = [0, 1].map((panel) => ({
      at: (t: number) =>
        sum((scene.pictureAt(timeline, { done: 2, t }).panels[panel]?.cells ?? []).map(setIn)),
    }));
    expect(from?.at(0)).toBe(GIB);
    expect(to?.at(0)).toBe(0);
    for (let t = 0; t <= 1; t += 0.02) {
      const { train, panels } = scene.pictureAt(timeline, { done: 2, t });
      const carried = sum(train?.cells.flatMap(({ cells }) => cells.map(setIn)) ?? []);
      expect(sum(panels.flatMap(({ cells }) => cells.map(setIn))) + carried).toBe(GIB);
    }
    expect(from?.at(1)).toBe(0);
    expect(to?.at(1)).toBe(GIB);
  });

  it("gives every cell its own place, under which it is found again", () => {
    for (const width of [390, 760, 1440]) {
      const layout = zoomLayoutOf(places, { width, height: 480, scale: 1 });
      layout.panels.forEach((panel, i) => {
        for (const index of [0, 31, 300, 511]) {
          const { x, y, w, h } = zoomCellRect(panel, index);
          expect(x + w).toBeLessThanOrEqual(width);
          expect(w).toBeGreaterThanOrEqual(4);
          expect(zoomSpotAt(layout, { x: x + w / 2, y: y + h / 2 })).toEqual({ panel: i, index });
        }
      });
    }
  });
});
