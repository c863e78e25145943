import { describe, expect, test } from "vitest";
import { PROT, TestProcess, at, span } from "./testProcess.ts";

/** Writes the pages, takes the permission to write away and gives it back: the next write asks who else has them. */
const writtenAgain = (p: TestProcess, pages: number, between: () => void = () => {}): readonly number[] => {
  p.mapAnon(0, pages);
  p.store(0, pages, 1n);
  const before = p.frames();
  between();
  p.mustRun("mprotect", at(0), span(pages), PROT.READ);
  p.mustRun("mprotect", at(0), span(pages), PROT.RW);
  p.store(0, pages, 2n);
  const after = p.frames();
  return [...before.keys()].filter((page) => before.get(page) !== after.get(page));
};

const old = (): TestProcess => new TestProcess({ kernelId: "5.10" });

describe("pages on their way to the LRU", () => {
  test("5.10 copies a page that only the list still holds; 5.4 and 6.18 write it in place", () => {
    expect(writtenAgain(old(), 1)).toEqual([0]);
    for (const kernelId of ["5.4", "6.18"])
      expect(writtenAgain(new TestProcess({ kernelId }), 1)).toEqual([]);
  });

  test("the fifteenth page takes all to the LRU, copies count as well", () => {
    expect(writtenAgain(old(), 15)).toEqual([]);
    expect(writtenAgain(old(), 16)).toEqual([15]);
    // Eight wait; the seventh copy is the fifteenth page, so the last is written in place.
    expect(writtenAgain(old(), 8)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test("unmapping anything drains the list", () => {
    const p = old();
    p.mapAnon(100, 1);
    expect(writtenAgain(p, 1, () => p.mustRun("munmap", at(100), span(1)))).toEqual([]);
  });

  test("a page that is locked afterwards goes through the list once more", () => {
    const lockedBetween = (pages: number): readonly number[] => {
      const p = old();
      p.mapAnon(100, 1);
      return writtenAgain(p, pages, () => {
        p.mustRun("munmap", at(100), span(1));
        p.mustRun("mlock", at(0), span(pages));
      });
    };
    expect(lockedBetween(1)).toEqual([0]);
    // mprotect populates locked pages, and drains the list when it has the first of them.
    expect(lockedBetween(3)).toEqual([]);
  });

  test("a program starts with what it has touched since exec moved its stack", () => {
    const rss = { anon: 15, file: 0, shmem: 0 };
    expect(writtenAgain(new TestProcess({ kernelId: "5.10", rss }), 1)).toEqual([]);
    expect(writtenAgain(new TestProcess({ kernelId: "5.10", rss: { ...rss, anon: 16 } }), 1)).toEqual([0]);
  });
});
