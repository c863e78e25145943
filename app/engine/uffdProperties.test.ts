import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StructValue } from "./calls.ts";
import { checkInvariants } from "./invariants.ts";
import { at, MAP, span } from "./testProcess.ts";
import { range, UffdProcess } from "./uffdProcess.ts";

/** Random calls around userfaultfd, advice, locks and fork: whatever they do, the machine stays consistent. */
type Step = (process: UffdProcess, fd: bigint) => void;

const page = fc.integer({ min: 0, max: 15 });
const pages = fc.integer({ min: 1, max: 5 });
const mode = fc.bigInt({ min: 0n, max: 3n });

const ioctl =
  (request: Parameters<UffdProcess["ioctl"]>[1], arg: StructValue): Step =>
  (process, fd) =>
    void process.ioctl(fd, request, arg);

const call =
  (name: string, ...args: bigint[]): Step =>
  (process) =>
    void process.run(name, ...args);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(page, pages, fc.bigInt({ min: 1n, max: 7n }))
    .map(([p, n, m]) => ioctl("UFFDIO_REGISTER", { range: range(p, n), mode: m })),
  fc.tuple(page, pages).map(([p, n]) => ioctl("UFFDIO_UNREGISTER", range(p, n))),
  fc
    .tuple(page, page, pages, mode)
    .map(([d, s, n, m]) => ioctl("UFFDIO_COPY", { dst: at(d), src: at(s), len: span(n), mode: m })),
  fc
    .tuple(page, page, pages, mode)
    .map(([d, s, n, m]) => ioctl("UFFDIO_MOVE", { dst: at(d), src: at(s), len: span(n), mode: m })),
  fc.tuple(page, pages).map(([p, n]) => ioctl("UFFDIO_ZEROPAGE", { range: range(p, n), mode: 0n })),
  fc.tuple(page, pages).map(([p, n]) => ioctl("UFFDIO_CONTINUE", { range: range(p, n), mode: 0n })),
  fc.tuple(page, pages).map(([p, n]) => ioctl("UFFDIO_POISON", { range: range(p, n), mode: 0n })),
  fc
    .tuple(page, pages, mode)
    .map(([p, n, m]) => ioctl("UFFDIO_WRITEPROTECT", { range: range(p, n), mode: m })),
  fc.tuple(page, pages, page).map(([p, n, to]) => call("mremap", at(p), span(n), span(n), 3n, at(to))),
  fc.tuple(page, pages).map(([p, n]) => call("munmap", at(p), span(n))),
  fc
    .tuple(page, pages, fc.bigInt({ min: 0n, max: 24n }))
    .map(([p, n, a]) => call("madvise", at(p), span(n), a)),
  fc
    .tuple(page, pages, fc.bigInt({ min: 102n, max: 103n }))
    .map(([p, n, a]) => call("madvise", at(p), span(n), a)),
  fc.tuple(page, pages).map(([p, n]) => call("mlock", at(p), span(n))),
  fc.tuple(page, pages).map(([p, n]) => call("munlock", at(p), span(n))),
  fc.tuple(page, pages).map(([p, n]) => call("store", at(p), span(n), 5n)),
  fc.tuple(page, pages).map(([p, n]) => call("load", at(p), span(n))),
  fc.constant(call("fork")),
);

const start = (kernelId: string, uffdMonitor: "recorder" | "none"): UffdProcess => {
  const process = new UffdProcess({ kernelId, uffdMonitor });
  process.mapAnon(0, 8);
  process.store(0, 4, 1n);
  process.mapFile(8, 4, process.memfd(3 * 4096), MAP.SHARED);
  process.mapAnon(12, 4);
  return process;
};

describe("random programs around userfaultfd", () => {
  for (const monitor of ["recorder", "none"] as const) {
    it(`keep every counter and every entry right (monitor: ${monitor})`, () => {
      const programs = fc.array(step, { minLength: 1, maxLength: 25 });
      fc.assert(
        fc.property(fc.constantFrom("5.10", "6.1", "6.18", "7.3"), programs, (kernelId, steps) => {
          const process = start(kernelId, monitor);
          const fd = process.open();
          for (const one of steps) one(process, fd);
          expect(checkInvariants(process.machine)).toEqual([]);
        }),
        { numRuns: 120 },
      );
    });
  }
});
