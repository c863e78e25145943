import { describe, expect, it } from "vitest";
import { KERNELS } from "./kernels.ts";
import { MAP, TestProcess, at, span } from "./testProcess.ts";

const MAYMOVE = 1n;
const FIXED = 2n;
const DONTUNMAP = 4n;
const TASK_SIZE = 0x7fff_ffff_f000n;

type Args = readonly [old: bigint, oldLen: bigint, newLen: bigint, flags: bigint, to: bigint];

/** The errno of a call on pages 0..7 with something mapped at 20..27; "ok" if it succeeds. */
const outcome = (kernelId: string, args: Args, prepare?: (process: TestProcess) => void): string => {
  const process = new TestProcess({ kernelId });
  process.mapAnon(0, 8);
  process.mapAnon(20, 8);
  prepare?.(process);
  const result = process.run("mremap", ...args);
  if (result.kind === "failed") {
    expect(result.why.length).toBeGreaterThan(10);
    expect(result.where).not.toBe("");
  }
  return result.kind === "failed" ? result.errno : result.kind;
};

const move = (flags: bigint, oldPages = 8, newPages = 8, to = at(40)): Args => [
  at(0),
  span(oldPages),
  span(newPages),
  flags,
  to,
];

describe("Linux 6.18 refuses", () => {
  const cases: readonly (readonly [what: string, args: Args, errno: string])[] = [
    ["unknown flags", move(8n), "EINVAL"],
    ["an unaligned old_address", [at(0) + 16n, span(8), span(8), MAYMOVE, 0n], "EINVAL"],
    ["new_size 0", move(MAYMOVE, 8, 0), "EINVAL"],
    ["new_size -1, which rounds to 0", [at(0), span(8), 2n ** 64n - 1n, MAYMOVE, 0n], "EINVAL"],
    ["new_size beyond user space", [at(0), span(8), TASK_SIZE + 4096n, MAYMOVE, 0n], "EINVAL"],
    ["new_size of all user space", [at(0), span(8), TASK_SIZE, MAYMOVE, 0n], "ENOMEM"],
    ["a destination beyond user space", move(MAYMOVE | FIXED, 8, 8, TASK_SIZE - span(7)), "EINVAL"],
    ["an unaligned destination", move(MAYMOVE | FIXED, 8, 8, at(40) + 1n), "EINVAL"],
    ["an unaligned hint", move(MAYMOVE | DONTUNMAP, 8, 8, at(40) + 1n), "EINVAL"],
    ["FIXED without MAYMOVE", move(FIXED), "EINVAL"],
    ["DONTUNMAP without MAYMOVE", move(DONTUNMAP), "EINVAL"],
    ["DONTUNMAP with another size", move(MAYMOVE | DONTUNMAP, 8, 9), "EINVAL"],
    ["a destination that overlaps", move(MAYMOVE | FIXED, 8, 8, at(7)), "EINVAL"],
    ["a hint that is the source", move(MAYMOVE | DONTUNMAP, 8, 8, at(0)), "EINVAL"],
    ["an unmapped source", [at(100), span(1), span(2), MAYMOVE, 0n], "EFAULT"],
    ["growth from beyond the mapping's end", move(MAYMOVE, 9, 10), "EFAULT"],
    ["a duplicate of private memory", move(MAYMOVE, 0, 8), "EINVAL"],
    ["growth without room and MAYMOVE", [at(0), span(4), span(8), 0n, 0n], "ENOMEM"],
    ["several mappings without FIXED", [at(0), span(28), span(28), MAYMOVE | DONTUNMAP, 0n], "EFAULT"],
  ];
  it.each(cases)("%s", (_what, args, errno) => {
    expect(outcome("6.18", args)).toBe(errno);
  });

  it("a sealed mapping, even where nothing would change", () => {
    const seal = (process: TestProcess): void => process.mustRun("mseal", at(0), span(1), 0n);
    expect(outcome("6.18", [at(0), span(1), span(1), 0n, 0n], seal)).toBe("EPERM");
    expect(outcome("6.18", [at(20), span(2), span(2), MAYMOVE | FIXED, at(0)], seal)).toBe("EPERM");
  });

  it("growth of locked memory beyond RLIMIT_MEMLOCK", () => {
    const process = new TestProcess({ rlimits: { memlock: { soft: 8 * 4096, hard: 8 * 4096 } } });
    process.mapAnon(0, 8);
    process.mustRun("mlock", at(0), span(8));
    expect(process.run("mremap", ...move(MAYMOVE, 8, 9))).toMatchObject({ kind: "failed", errno: "EAGAIN" });
  });

  it("growth beyond RLIMIT_AS, with the numbers in the reason", () => {
    const process = new TestProcess({ rlimits: { as: { soft: 8 * 4096, hard: Infinity } } });
    process.mapAnon(0, 8);
    const result = process.run("mremap", ...move(MAYMOVE, 8, 10));
    expect(result).toMatchObject({ kind: "failed", errno: "ENOMEM", where: "may_expand_vm" });
    expect(result).toHaveProperty("why", expect.stringContaining("allows 8 pages"));
  });
});

describe("Linux 6.18 allows", () => {
  it.each([
    ["a no-op whose old_size reaches over a hole", [at(0), span(15), span(15), MAYMOVE, 0n]],
    ["an unaligned new_address that nobody looks at", [at(0), span(8), span(4), MAYMOVE, 17n]],
    ["DONTUNMAP with equal numbers of pages", [at(0), 4000n, 4096n, MAYMOVE | DONTUNMAP, 0n]],
    ["a shrink over other mappings", [at(0), span(24), span(1), 0n, 0n]],
  ] as const)("%s", (_what, args) => {
    expect(outcome("6.18", args)).toBe("ok");
  });
});

describe("what came when", () => {
  const answers = (args: Args): Record<string, string> =>
    Object.fromEntries(KERNELS.map(({ id }) => [id, outcome(id, args)]));

  it("MREMAP_DONTUNMAP: unknown in 5.4, needs FIXED in the v3 patch, MAYMOVE since 5.7", () => {
    const found = answers(move(MAYMOVE | DONTUNMAP, 8, 8, 0n));
    expect(found).toMatchObject({ "5.4": "EINVAL", v3: "EINVAL", "5.10": "ok", "6.18": "ok", "7.3": "ok" });
    expect(outcome("v3", move(MAYMOVE | FIXED | DONTUNMAP))).toBe("ok");
    // The patch's text promises equal sizes, its code does not ask for them.
    expect(outcome("v3", move(MAYMOVE | FIXED | DONTUNMAP, 8, 9))).toBe("ok");
  });

  it("MREMAP_DONTUNMAP of shared memory: since 5.13", () => {
    const remap = (id: string): string => {
      const process = new TestProcess({ kernelId: id });
      process.mustRun("mmap", at(0), span(8), 3n, MAP.SHARED + MAP.ANONYMOUS + MAP.FIXED, -1n, 0n);
      const result = process.run("mremap", ...move(MAYMOVE | DONTUNMAP));
      return result.kind === "failed" ? result.errno : result.kind;
    };
    expect([remap("5.10"), remap("5.15"), remap("6.18")]).toEqual(["EINVAL", "ok", "ok"]);
  });

  it("a no-op where nothing is mapped: fails since 5.16", () => {
    const found = answers([at(100), span(1), span(1), MAYMOVE, 0n]);
    expect(found).toMatchObject({ "5.4": "ok", "5.15": "ok", "6.1": "EFAULT", "7.3": "EFAULT" });
  });

  it("several mappings in one call: since 6.17", () => {
    const found = answers([at(0), span(28), span(28), MAYMOVE | FIXED, at(100)]);
    expect(found).toMatchObject({ "6.16": "EFAULT", "6.17": "ok", "7.3": "ok" });
  });

  it("a failing FIXED call leaves the destination alone: since 6.17", () => {
    const survives = (id: string): boolean => {
      const process = new TestProcess({ kernelId: id });
      process.mapAnon(0, 8);
      process.mapAnon(40, 10);
      process.run("mremap", at(0), span(9), span(10), MAYMOVE | FIXED, at(40));
      return process.mm.vmas.at(Number(at(40))) !== null;
    };
    expect([survives("6.16"), survives("6.17")]).toEqual([false, true]);
  });

  it("a no-op near vm.max_map_count: fails since 7.1", () => {
    const crowded = (id: string): string => {
      const process = new TestProcess({ kernelId: id, maxMapCount: 5 });
      for (const page of [0, 10, 20]) process.mapAnon(page, 8);
      const result = process.run("mremap", at(0), span(8), span(8), 0n, 0n);
      return result.kind === "failed" ? result.errno : result.kind;
    };
    expect([crowded("7.0"), crowded("7.2")]).toEqual(["ok", "ENOMEM"]);
  });
});
