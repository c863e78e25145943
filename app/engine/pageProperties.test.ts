import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageViolations } from "./pageInvariants.ts";
import { MAP, PROT, TestProcess, at, span } from "./testProcess.ts";

const PMD = 512;
const PAGES = 3 * PMD;
const ADVICE = [4n, 8n, 14n, 15n, 22n, 23n, 102n, 103n, 9n];

type Action = (p: TestProcess, fd: bigint) => void;

const page = fc.oneof(fc.nat(PAGES - 1), fc.constantFrom(0, PMD, 2 * PMD), fc.nat(40));
const count = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(PMD, PAGES));

const calls: fc.Arbitrary<Action> = fc.oneof(
  fc.tuple(page, count, fc.nat(9)).map(
    ([from, n, value]): Action =>
      (p) =>
        void p.store(from, n, BigInt(value)),
  ),
  fc.tuple(page, count).map(
    ([from, n]): Action =>
      (p) =>
        void p.load(from, n),
  ),
  fc.tuple(page, count, fc.constantFrom(PROT.RW, PROT.READ, PROT.NONE)).map(
    ([from, n, prot]): Action =>
      (p) =>
        void p.run("mprotect", at(from), span(n), prot),
  ),
  fc.tuple(page, count, fc.constantFrom(...ADVICE)).map(
    ([from, n, advice]): Action =>
      (p) =>
        void p.run("madvise", at(from), span(n), advice),
  ),
  fc.tuple(page, count, page, fc.constantFrom(3n, 7n)).map(
    ([from, n, to, flags]): Action =>
      (p) =>
        void p.run("mremap", at(from), span(n), span(n), flags, at(to)),
  ),
  fc
    .tuple(page, count, fc.boolean(), fc.boolean(), fc.nat(8))
    .map(([from, n, isShared, ofFile, first]): Action => (p, fd) => {
      const share = isShared ? MAP.SHARED : MAP.PRIVATE;
      const flags = share + MAP.FIXED + (ofFile ? 0n : MAP.ANONYMOUS);
      p.run("mmap", at(from), span(n), PROT.RW, flags, ofFile ? fd : -1n, ofFile ? span(first) : 0n);
    }),
  fc.tuple(page, count).map(
    ([from, n]): Action =>
      (p) =>
        void p.run("munmap", at(from), span(n)),
  ),
  fc.nat(200_000).map(
    (size): Action =>
      (p, fd) =>
        void p.run("ftruncate", fd, BigInt(size)),
  ),
  fc.tuple(fc.constantFrom(0n, 1n, 3n), fc.nat(100_000), fc.integer({ min: 1, max: 60_000 })).map(
    ([mode, from, n]): Action =>
      (p, fd) =>
        void p.run("fallocate", fd, mode, BigInt(from), BigInt(n)),
  ),
);

describe("page level", () => {
  for (const kernelId of ["5.10", "6.12", "6.18", "7.3"]) {
    test(`counters, map counts, levels and caches stay right under any calls (${kernelId})`, () => {
      fc.assert(
        fc.property(fc.array(calls, { maxLength: 30 }), (actions) => {
          const p = new TestProcess({ kernelId, overcommit: 1 });
          const fd = p.memfd(100_000);
          p.mapAnon(0, PAGES);
          p.mustRun("madvise", at(0), span(PAGES), 14n);
          for (const action of actions) {
            action(p, fd);
            expect(pageViolations(p.machine)).toEqual([]);
          }
        }),
        { numRuns: 25 },
      );
    });
  }
});

describe("huge pages", () => {
  const huge = (kernelId = "6.18"): TestProcess => {
    const p = new TestProcess({ kernelId });
    p.mapAnon(0, 2 * PMD);
    p.mustRun("madvise", at(0), span(2 * PMD), 14n);
    return p;
  };

  test("a write gets a whole huge page, a read the huge zero page; both give the mapping an anon_vma", () => {
    const p = huge();
    p.store(3, 1, 7n);
    p.load(PMD, 1);
    expect(p.pages()).toEqual(["0+3 PXH 0", "3+1 PXH 7", `4+${PMD - 4} PXH 0`, `${PMD}+${PMD} PHZ 0`]);
    expect(p.mm.rss.anon).toBe(PMD);
    const reader = huge();
    reader.load(0, 1);
    expect(reader.mm.vmas.at(Number(at(0)))?.value.anonVma).not.toBeNull();
  });

  test("a write to the huge zero page gets a huge page since 6.13, one small page before", () => {
    const written = (kernelId: string): number => {
      const p = huge(kernelId);
      p.load(0, 1);
      p.store(9, 1, 1n);
      return p.mm.rss.anon;
    };
    expect(written("6.18")).toBe(PMD);
    expect(written("6.12")).toBe(1);
  });

  test("a part that is dropped splits the entry; the rest stays part of the folio", () => {
    const p = huge();
    p.store(0, 1, 7n);
    p.mustRun("madvise", at(0), span(8), 4n);
    expect(p.events.some((event) => event.kind === "hugePmdSplit")).toBe(true);
    expect(p.pages()).toEqual([`8+${PMD - 8} PXH 0`]);
    // The PTE table stands in the way of another huge page.
    p.store(0, 1, 9n);
    expect(p.pages()).toEqual(["0+1 PX 9", `8+${PMD - 8} PXH 0`]);
  });

  test("an emptied PTE table is given back by MADV_DONTNEED since 6.14, and a huge page fits again", () => {
    const refilled = (kernelId: string): number => {
      const p = new TestProcess({ kernelId });
      p.mapAnon(0, PMD);
      p.store(0, 1, 1n);
      p.mustRun("madvise", at(0), span(PMD), 14n);
      p.mustRun("madvise", at(0), span(PMD), 4n);
      p.store(0, 1, 2n);
      return p.mm.rss.anon;
    };
    expect(refilled("6.18")).toBe(PMD);
    expect(refilled("6.12")).toBe(1);
  });
});
