import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { parseScenario } from "#lang/scenario.ts";
import { LIBRARY } from "#scenarios/library.ts";
import { alignRuns } from "./compareAlign.ts";
import { episodeOf, rowCursor, sideCursor } from "./compareCursor.ts";
import { compareRuns } from "./compareRuns.ts";
import { runProgram } from "./runProgram.ts";
import type { Timeline } from "./timeline.ts";

const run = (text: string, kernel = "6.18"): Timeline => runProgram(parseScenario(text).program, { kernel });

const START = `heap = mmap(0x10000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(heap, 8*PAGE, 'A')
`;
const MOVE = `${START}to = mremap(heap, 8*PAGE, 8*PAGE, MREMAP_MAYMOVE|MREMAP_FIXED, 0x50000000)
load(to, 8*PAGE)
`;
const KEEP = MOVE.replace("MREMAP_FIXED", "MREMAP_FIXED|MREMAP_DONTUNMAP");
const BY_HAND = `${START}to = mmap(0x50000000, 8*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
memcpy(to, heap, 8*PAGE)
munmap(heap, 8*PAGE)
load(to, 8*PAGE)
`;
const SHARED = `shared = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(shared, 4*PAGE, 'A')
to = mremap(shared, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP)
`;

/** "L" a call of the left alone, "R" of the right, "=" of both. */
const shape = (left: Timeline, right: Timeline): string =>
  alignRuns(left, right)
    .map((row) => (row.left === null ? "R" : row.right === null ? "L" : "="))
    .join("");

describe("alignment", () => {
  it("pairs the same lines, and calls of the same name with other flags", () => {
    expect(shape(run(MOVE), run(MOVE, "5.4"))).toBe("====");
    expect(shape(run(MOVE), run(KEEP))).toBe("====");
  });

  it("leaves a gap where only one side has a call", () => {
    expect(shape(run(MOVE), run(BY_HAND))).toBe("==LRRR=");
    expect(shape(run(BY_HAND), run(START))).toBe("==LLLL");
    expect(shape(run(MOVE), run(MOVE.replace("load", "load(heap + 0x1000000, PAGE)\nload")))).toBe("===R=");
  });

  it("keeps every call of both sides, in order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 6 }),
        fc.array(fc.boolean(), { maxLength: 6 }),
        (a, b) => {
          const text = (loads: readonly boolean[]): string =>
            START +
            loads.map((one) => `${one ? "load" : "store"}(heap, PAGE${one ? "" : ", 'B'"})\n`).join("");
          const [left, right] = [run(text(a)), run(text(b))];
          const rows = alignRuns(left, right);
          expect(rows.flatMap((row) => row.left ?? [])).toEqual(left.steps);
          expect(rows.flatMap((row) => row.right ?? [])).toEqual(right.steps);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("one cursor", () => {
  const { rows } = compareRuns(run(MOVE), run(BY_HAND));

  it("lets a side wait in its gaps", () => {
    expect(sideCursor(rows, "left", { done: 2, t: 0.5 })).toEqual({ done: 2, t: 0.5 });
    expect(sideCursor(rows, "right", { done: 2, t: 0.5 })).toEqual({ done: 2, t: 0 });
    expect(sideCursor(rows, "left", { done: 4, t: 0.5 })).toEqual({ done: 3, t: 0 });
    expect(sideCursor(rows, "right", { done: 4, t: 0.5 })).toEqual({ done: 3, t: 0.5 });
    expect(sideCursor(rows, "left", { done: 7, t: 0 })).toEqual({ done: 4, t: 0 });
  });

  it("finds its place from that of a side, and back", () => {
    for (const side of ["left", "right"] as const) {
      for (let done = 0; done <= 4; done += 1) {
        const place = { done, t: done < 4 ? 0.25 : 0 };
        expect(sideCursor(rows, side, rowCursor(rows, side, place))).toEqual(place);
      }
    }
  });

  it("takes a gap as one episode", () => {
    expect(episodeOf(rows, 4)).toEqual({ start: 2, end: 6 });
    expect(episodeOf(rows, 1)).toEqual({ start: 1, end: 2 });
  });
});

describe("differences", () => {
  const said = (left: Timeline, right: Timeline): readonly string[] =>
    compareRuns(left, right).differences.map(
      ({ row, kind, subject, left: a, right: b }) => `${row} ${kind} ${subject}: ${a ?? "–"} | ${b ?? "–"}`,
    );

  it("a run is identical to itself", () => {
    // A part of the library: each is run twice.
    for (const { program } of LIBRARY.filter((_, i) => i % 6 === 0)) {
      const timeline = runProgram(parseScenario(program).program);
      expect(said(timeline, runProgram(parseScenario(program).program))).toEqual([]);
    }
  });

  it("5.10 refuses what 6.18 does with a shared mapping", () => {
    const found = said(run(SHARED, "5.10"), run(SHARED, "6.18"));
    expect(found[0]).toMatch(/^2 result mremap: -1 EINVAL .*\| 0x7f/);
    expect(found.some((line) => /^2 mapping 0x7f\w+: – \| 4 pages rw-s/.test(line))).toBe(true);
  });

  it("DONTUNMAP keeps the mapping, without entries", () => {
    expect(said(run(MOVE), run(KEEP))).toContain("2 mapping 0x10000000: – | 8 pages rw-p");
  });

  it("a copy by hand ends in other frames with the same bytes, and costs frames", () => {
    const found = said(run(MOVE), run(BY_HAND));
    expect(found).toContain("5 page 0x50000000, 8 pages: its frame | another frame, same bytes");
    expect(found.filter((line) => line.includes("frames in use"))).toEqual([]);
  });

  it("frames that both allocate are the same, though their numbers differ", () => {
    const more = `${MOVE}x = mmap(0x60000000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)\nstore(x, PAGE, 'C')\n`;
    const first = `y = mmap(0x20000000, PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)\nmlock(y, PAGE)\nmunmap(y, PAGE)\n`;
    const pages = said(run(more), run(first + more)).filter((line) => line.includes(" page "));
    expect(pages).toEqual([]);
  });

  it("the other way round says the same", () => {
    const [a, b] = [run(SHARED, "5.10"), run(SHARED, "6.18")];
    expect(said(a, b).length).toBe(said(b, a).length);
  });
});
