import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageViolations } from "./pageInvariants.ts";
import { TestProcess, at, span } from "./testProcess.ts";

const PMD = 512;
const PUD = 512 * 512;
const MAYMOVE_FIXED = 3n;
const MAYMOVE_FIXED_DONTUNMAP = 7n;
const MADV_HUGEPAGE = 14n;

const levels = (p: TestProcess): string[] =>
  p.events.flatMap((event) => (event.kind === "ptesMoved" ? [`${event.level} ${event.pages}`] : []));

/** What a program reads of every page, with the frame behind it, by distance from the start. */
function contents(p: TestProcess, from: number, pages: number): (string | null)[] {
  const values = new Map<number, string>();
  for (const line of p.pages()) {
    const [, start = "", count = "", value = ""] = /^(\d+)\+(\d+) \S+ ?(\d*)$/.exec(line) ?? [];
    for (let i = 0; i < Number(count); i++) values.set(Number(start) + i, value);
  }
  const frames = p.frames();
  return Array.from({ length: pages }, (_, i) => {
    const value = values.get(from + i);
    return value === undefined ? null : `${value} in ${frames.get(from + i) ?? "the zero page"}`;
  });
}

describe("which level moves", () => {
  test("unaligned: entry by entry", () => {
    const p = new TestProcess();
    p.mapAnon(0, 8);
    p.store(0, 8, 1n);
    p.mustRun("mremap", at(0), span(8), span(8), MAYMOVE_FIXED, at(1000));
    expect(levels(p)).toEqual(["pte 8"]);
  });

  test("whole 2 MiB on both sides: one table, with ragged ends entry by entry", () => {
    const p = new TestProcess();
    p.mapAnon(PMD - 4, PMD + 8);
    p.store(PMD - 4, PMD + 8, 1n);
    // Something below in the same 2 MiB keeps the range from starting at the boundary.
    p.mapAnon(10, 1);
    p.mustRun("mremap", at(PMD - 4), span(PMD + 8), span(PMD + 8), MAYMOVE_FIXED, at(9 * PMD - 4));
    expect(levels(p)).toEqual(["pte 4", `pmd ${PMD}`, "pte 4"]);
  });

  test("since 6.7 the move starts at the boundary below where nothing else lives; before it did not", () => {
    const moved = (kernelId: string): string[] => {
      const p = new TestProcess({ kernelId });
      p.mapAnon(PMD - 4, PMD + 4);
      p.store(PMD - 4, PMD + 4, 1n);
      p.mustRun("mremap", at(PMD - 4), span(PMD + 4), span(PMD + 4), MAYMOVE_FIXED, at(9 * PMD - 4));
      return levels(p);
    };
    expect(moved("6.18")).toEqual([`pmd ${2 * PMD}`]);
    expect(moved("6.1")).toEqual(["pte 4", `pmd ${PMD}`]);
  });

  test("whole 1 GiB on both sides: one store for each since 5.11", () => {
    const moved = (kernelId: string): string[] => {
      const p = new TestProcess({ kernelId, overcommit: 1 });
      p.mapAnon(0, 2 * PUD);
      p.store(3, 1, 1n);
      p.store(PUD + 7, 1, 2n);
      p.mustRun("mremap", at(0), span(2 * PUD), span(2 * PUD), MAYMOVE_FIXED, at(8 * PUD));
      expect(p.pages()).toEqual([`${8 * PUD + 3}+1 PX 1`, `${9 * PUD + 7}+1 PX 2`]);
      return levels(p);
    };
    expect(moved("5.15")).toEqual([`pud ${2 * PUD}`]);
    expect(moved("5.10")).toEqual([`pmd ${PMD}`, `pmd ${PMD}`]);
  });

  test("a huge page moves whole where aligned; otherwise its entry is split and the folio stays", () => {
    const huge = (): TestProcess => {
      const p = new TestProcess();
      p.mapAnon(0, PMD);
      p.mustRun("madvise", at(0), span(PMD), MADV_HUGEPAGE);
      p.store(5, 1, 1n);
      return p;
    };
    const aligned = huge();
    aligned.mustRun("mremap", at(0), span(PMD), span(PMD), MAYMOVE_FIXED, at(8 * PMD));
    expect(levels(aligned)).toEqual([`hugePmd ${PMD}`]);
    expect(aligned.mm.pageTable.pteTables.size).toBe(0);
    const ragged = huge();
    ragged.mustRun("mremap", at(0), span(PMD), span(PMD), MAYMOVE_FIXED, at(8 * PMD + 1));
    expect(levels(ragged)).toEqual([`pte ${PMD}`]);
    expect(ragged.pages().every((line) => line.includes("PXH"))).toBe(true);
    expect(pageViolations(ragged.machine)).toEqual([]);
  });

  test("64 GiB, aligned, are carried in one step", () => {
    const p = new TestProcess({ overcommit: 1 });
    p.mapAnon(0, 64 * PUD);
    p.store(0, 64 * PUD, 1n);
    p.mustRun("mremap", at(0), span(64 * PUD), span(64 * PUD), MAYMOVE_FIXED_DONTUNMAP, at(128 * PUD));
    expect(levels(p)).toEqual([`pud ${64 * PUD}`]);
    expect(p.events.length).toBeLessThan(80);
    expect(p.pages()).toEqual([`${128 * PUD}+${64 * PUD} PX 1`]);
  });
});

const touched = fc.array(
  fc.record({ page: fc.nat(3 * PMD - 1), pages: fc.integer({ min: 1, max: 700 }), write: fc.boolean() }),
  { maxLength: 5 },
);

describe("what arrives", () => {
  test("every page keeps content and frame at its distance, whatever the place, and the source is empty", () => {
    fc.assert(
      fc.property(
        touched,
        fc.nat(3 * PMD - 1),
        fc.integer({ min: 1, max: 3 * PMD }),
        fc.nat(PMD),
        fc.boolean(),
        fc.boolean(),
        (accesses, first, wanted, shift, keepSource, hugePages) => {
          const p = new TestProcess({ overcommit: 1 });
          const size = 3 * PMD;
          p.mapAnon(0, size);
          if (hugePages) p.mustRun("madvise", at(0), span(size), MADV_HUGEPAGE);
          for (const [i, { page, pages, write }] of accesses.entries()) {
            const count = Math.min(pages, size - page);
            if (write) p.store(page, count, BigInt(i + 1));
            else p.load(page, count);
          }
          const length = Math.min(wanted, size - first);
          const before = contents(p, first, length);
          const rss = p.mm.rss;
          const target = 8 * PMD + first + shift * (shift % 2);
          const flags = keepSource ? MAYMOVE_FIXED_DONTUNMAP : MAYMOVE_FIXED;
          p.mustRun("mremap", at(first), span(length), span(length), flags, at(target));
          expect(contents(p, target, length)).toEqual(before);
          expect(contents(p, first, length).every((page) => page === null)).toBe(true);
          expect(p.mm.rss).toEqual(rss);
          expect(pageViolations(p.machine)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
