import { describe, expect, it } from "vitest";
import { mmapBaseFor } from "./boot.ts";
import { hex, PMD_SIZE } from "./addr.ts";
import { MAP, PROT, TestProcess, at, span } from "./testProcess.ts";

const ANON = MAP.PRIVATE + MAP.ANONYMOUS;
const GROWSDOWN = 0x100n;
const BIT32 = 0x40n;
const NOREPLACE = 0x10_0000n;

const place = (process: TestProcess, hint: bigint, bytes: bigint, flags = ANON): string => {
  const result = process.run("mmap", hint, bytes, PROT.RW, flags, -1n, 0n);
  if (result.kind === "failed") return result.errno;
  return result.kind === "ok" ? hex(result.value) : result.kind;
};

/** The page below mmap_base: where the first mapping of a bare process ends. */
const BASE = 0x7fff_f7ff_f000n;

describe("a mapping without an address", () => {
  it("goes to the top of the highest gap, the next one below it", () => {
    const process = new TestProcess();
    expect(place(process, 0n, span(2))).toBe(hex(BASE - span(2)));
    process.mustRun("mmap", 0n, span(3), PROT.READ, ANON, -1n, 0n);
    process.mustRun("munmap", BASE - span(2), span(2));
    expect(place(process, 0n, span(1))).toBe(hex(BASE - span(1)));
    expect(place(process, 0n, span(4))).toBe(hex(BASE - span(9)));
  });

  it.each([
    ["6.1", "0x7ffff7dff000"],
    ["6.18", "0x7ffff7c00000"],
  ])("on %s a multiple of 2 MiB goes to %s", (kernelId, address) => {
    expect(place(new TestProcess({ kernelId }), 0n, BigInt(PMD_SIZE))).toBe(address);
  });

  it("stays 256 pages below a stack", () => {
    const process = new TestProcess();
    place(process, 0n, span(1), ANON + GROWSDOWN);
    expect(place(process, 0n, span(1))).toBe(hex(BASE - span(1) - span(256) - span(1)));
  });

  it.each([
    ["5.15", "a hole further down in the guard gap of a stack is used", BASE - span(5)],
    ["6.18", "the whole gap is passed over", BASE - span(1) - span(256) - span(1)],
  ])("on %s %s", (kernelId, _what, address) => {
    const process = new TestProcess({ kernelId });
    process.mustRun("mmap", BASE - span(1), span(1), PROT.RW, ANON + MAP.FIXED + GROWSDOWN, -1n, 0n);
    process.mustRun("mmap", BASE - span(4), span(2), PROT.READ, ANON + MAP.FIXED, -1n, 0n);
    process.mustRun("mmap", BASE - span(6), span(1), PROT.READ, ANON + MAP.FIXED, -1n, 0n);
    expect(place(process, 0n, span(1))).toBe(hex(address));
  });

  it("with MAP_32BIT goes to the second GiB", () => {
    expect(place(new TestProcess(), at(0), span(1), ANON + BIT32)).toBe("0x40000000");
  });
});

describe("a hint", () => {
  it("is taken where it is free and clear of guard gaps", () => {
    const process = new TestProcess();
    process.mustRun("mmap", at(1000), span(1), PROT.RW, ANON + MAP.FIXED + GROWSDOWN, -1n, 0n);
    expect(place(process, at(0) + 5n, span(1))).toBe(hex(at(0)));
    expect(place(process, at(1000) - span(257), span(1))).toBe(hex(at(1000) - span(257)));
    expect(place(process, at(1000) - span(255), span(1))).not.toBe(hex(at(1000) - span(255)));
  });

  it("is raised to mmap_min_addr", () => {
    expect(place(new TestProcess(), 0x1000n, span(1))).toBe("0x10000");
  });
});

describe("a fixed address", () => {
  it.each([
    ["unaligned", at(0) + 1n, MAP.FIXED, "EINVAL"],
    ["beyond user space", 0x7fff_ffff_f000n, MAP.FIXED, "ENOMEM"],
    ["below mmap_min_addr", 0x1000n, MAP.FIXED, "EPERM"],
    ["taken, with MAP_FIXED_NOREPLACE", at(0), NOREPLACE, "EEXIST"],
    ["free, with MAP_FIXED_NOREPLACE", at(9), NOREPLACE, hex(at(9))],
  ])("%s", (_what, address, flag, answer) => {
    const process = new TestProcess();
    process.mapAnon(0, 1);
    expect(place(process, address, span(1), ANON + flag)).toBe(answer);
  });
});

it("mmap_base leaves room for the stack, at least 128 MiB", () => {
  expect(hex(mmapBaseFor(8 * 2 ** 20))).toBe("0x7ffff7fff000");
  expect(hex(mmapBaseFor(2 ** 30))).toBe("0x7fffbfeff000");
  expect(mmapBaseFor(Infinity)).toBeLessThan(2 ** 45);
});
