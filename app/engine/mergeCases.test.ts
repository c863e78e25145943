import { describe, expect, it } from "vitest";
import { BASE_PAGE, MAP, PROT, TestProcess, at, span } from "./testProcess.ts";

const PAGE = 4096;
const MAYMOVE_FIXED = 3n;

/** Mappings as "[0-4][8-9]": pages from the base. */
const maps = (process: TestProcess): string =>
  [...process.mm.vmas.entries()]
    .map(({ start, end }) => `[${start / PAGE - BASE_PAGE}-${end / PAGE - BASE_PAGE}]`)
    .join("");

class Moves extends TestProcess {
  move(from: number, pages: number, to: number): this {
    this.mustRun("mremap", at(from), span(pages), span(pages), MAYMOVE_FIXED, at(to));
    return this;
  }
  untouched(page: number, pages: number): this {
    this.mapAnon(page, pages);
    return this;
  }
  written(page: number, pages: number): this {
    this.mapAnon(page, pages);
    this.store(page, pages, 1n);
    return this;
  }
}

type Play = (process: Moves) => unknown;

const CASES: readonly (readonly [what: string, play: Play, after: string])[] = [
  ["a touched mapping moves right behind itself", (p) => p.written(0, 4).move(0, 4, 4), "[4-8]"],
  ["a middle part moves away", (p) => p.written(0, 6).move(2, 2, 20), "[0-2][4-6][20-22]"],
  ["the part comes back", (p) => p.written(0, 6).move(2, 2, 20).move(20, 2, 2), "[0-6]"],
  ["a fresh mapping fills the hole", (p) => p.written(0, 6).move(2, 2, 20).untouched(2, 2), "[0-6][20-22]"],
  [
    "untouched memory moves behind a neighbour",
    (p) => p.untouched(0, 2).untouched(10, 2).move(0, 2, 12),
    "[10-14]",
  ],
  [
    "touched memory keeps its place of birth",
    (p) => p.written(0, 2).untouched(10, 2).move(0, 2, 12),
    "[10-12][12-14]",
  ],
  [
    "memory that was only read counts as untouched",
    (p) => {
      p.untouched(0, 2).untouched(10, 2);
      p.load(0, 2);
      p.move(0, 2, 12);
    },
    "[10-14]",
  ],
  [
    "dropping the pages does not make memory untouched",
    (p) => {
      p.written(0, 2).mustRun("madvise", at(0), span(2), 4n);
      p.move(0, 2, 50).untouched(52, 2);
    },
    "[50-52][52-54]",
  ],
  [
    "fresh neighbours of a moved touched mapping",
    (p) => p.written(0, 2).move(0, 2, 100).untouched(98, 2).untouched(102, 2),
    "[98-100][100-102][102-104]",
  ],
  [
    "fresh neighbours of a moved untouched mapping",
    (p) => p.untouched(0, 2).move(0, 2, 100).untouched(98, 2).untouched(102, 2),
    "[98-104]",
  ],
  ["halves rejoin elsewhere", (p) => p.written(0, 4).move(0, 2, 50).move(2, 2, 52), "[50-54]"],
  ["untouched memory merges with itself, then is cut", (p) => p.untouched(0, 4).move(0, 4, 4), "[4-8]"],
  ["an untouched part moves into its own mapping", (p) => p.untouched(0, 10).move(0, 2, 6), "[2-10]"],
  ["a touched part moves into its own mapping", (p) => p.written(0, 10).move(0, 2, 6), "[2-6][6-8][8-10]"],
  [
    "a page lands inside a strange mapping",
    (p) => p.written(50, 9).written(0, 1).move(0, 1, 54),
    "[50-54][54-55][55-59]",
  ],
];

describe("which mappings are there after a move (Linux 6.18)", () => {
  it.each(CASES)("%s", (_what, play, after) => {
    const process = new Moves();
    play(process);
    expect(maps(process)).toBe(after);
  });

  it("joins views of one object where their offsets go on", () => {
    const process = new Moves();
    const fd = process.memfd(16 * PAGE);
    process.mapFile(0, 2, fd, MAP.SHARED);
    process.mapFile(10, 2, fd, MAP.SHARED, 2);
    process.move(10, 2, 2);
    expect(maps(process)).toBe("[0-4]");
  });

  it("keeps private views apart that were written on their own", () => {
    const process = new Moves();
    const fd = process.memfd(16 * PAGE);
    process.mapFile(0, 2, fd, MAP.PRIVATE);
    process.mapFile(10, 2, fd, MAP.PRIVATE, 2);
    process.store(0, 2, 1n);
    process.store(10, 2, 1n);
    process.move(10, 2, 2);
    expect(maps(process)).toBe("[0-2][2-4]");
  });
});

describe("kernels that merge otherwise", () => {
  const awayAndBack: Play = (process) => {
    process.written(2, 2).move(2, 2, 20).untouched(0, 2).move(20, 2, 2);
  };
  it.each([
    ["6.12", "[0-2][2-4]"],
    ["6.16", "[0-4]"],
  ])("%s: touched memory comes back beside untouched memory", (kernelId, after) => {
    const process = new Moves({ kernelId });
    awayAndBack(process);
    expect(maps(process)).toBe(after);
  });

  it.each([
    ["5.15", "[0-4][4-6]"],
    ["6.1", "[0-6]"],
  ])("%s: growth closes the gap to the next mapping", (kernelId, after) => {
    const process = new Moves({ kernelId });
    process.untouched(0, 2).untouched(4, 2).mustRun("mremap", at(0), span(2), span(4), 0n, 0n);
    expect(maps(process)).toBe(after);
  });

  it.each([
    ["6.1", "[0-2][2-6]"],
    ["6.18", "[0-4][4-6]"],
  ])("%s: a mapping between two that do not fit each other", (kernelId, after) => {
    const process = new Moves({ kernelId });
    process.written(0, 2).written(4, 2).untouched(2, 2);
    expect(maps(process)).toBe(after);
  });
});

describe("changing a part of a mapping", () => {
  it("cuts it out, and joins it again when the change is taken back", () => {
    const process = new Moves();
    process.untouched(0, 9).mustRun("mprotect", at(3), span(3), PROT.READ);
    expect(maps(process)).toBe("[0-3][3-6][6-9]");
    process.mustRun("mprotect", at(3), span(3), PROT.RW);
    expect(maps(process)).toBe("[0-9]");
  });

  it("moves the border where a neighbour already is like it", () => {
    const process = new Moves();
    process.untouched(0, 9).mustRun("mprotect", at(6), span(3), PROT.NONE);
    process.mustRun("mprotect", at(4), span(2), PROT.NONE);
    expect(maps(process)).toBe("[0-4][4-9]");
    process.mustRun("mprotect", at(4), span(1), PROT.RW);
    expect(maps(process)).toBe("[0-5][5-9]");
  });
});
