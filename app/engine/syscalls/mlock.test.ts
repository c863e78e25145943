import { describe, expect, it } from "vitest";
import type { CallResult } from "../calls.ts";
import { at, span, TestProcess, PROT } from "../testProcess.ts";
import { VM_LOCKED, VM_LOCKONFAULT, hasFlags } from "../vmFlags.ts";
import { vmaAt } from "../vmaTree.ts";

const errno = (result: CallResult): string => (result.kind === "failed" ? result.errno : result.kind);
const limited = (pages: number): TestProcess =>
  new TestProcess({
    rlimits: {
      as: { soft: Infinity, hard: Infinity },
      data: { soft: Infinity, hard: Infinity },
      stack: { soft: 8 << 20, hard: Infinity },
      memlock: { soft: pages * 4096, hard: pages * 4096 },
    },
  });
const locked = (process: TestProcess, page: number): boolean => {
  const vma = vmaAt(process.mm, Number(at(page)));
  return vma !== null && hasFlags(vma.flags, VM_LOCKED);
};

describe("mlock", () => {
  it("locks up to a hole, counts it, and faults nothing in", () => {
    const process = new TestProcess();
    process.mapAnon(0, 2);
    process.mapAnon(4, 2);
    expect(errno(process.run("mlock", at(0), span(6)))).toBe("ENOMEM");
    expect([locked(process, 0), locked(process, 4)]).toEqual([true, false]);
    expect(process.mm.lockedVm).toBe(2);
    expect(process.pages()).toEqual([]);
  });

  it("splits the mapping and merges it again", () => {
    const process = new TestProcess();
    process.mapAnon(0, 6);
    process.mustRun("mlock", at(2), span(2));
    expect(process.mm.mapCount).toBe(3);
    process.mustRun("munlock", at(0), span(6));
    expect([process.mm.mapCount, process.mm.lockedVm]).toEqual([1, 0]);
  });

  it("does not count pages twice that are locked already", () => {
    const process = limited(4);
    process.mapAnon(0, 8);
    process.mustRun("mlock", at(0), span(4));
    expect(errno(process.run("mlock", at(0), span(4)))).toBe("ok");
    expect(errno(process.run("mlock", at(0), span(5)))).toBe("ENOMEM");
    expect(errno(process.run("mlock", at(100), 0n))).toBe("ok");
  });

  it("needs a right or a limit above 0", () => {
    const process = limited(0);
    process.mapAnon(0, 1);
    expect(errno(process.run("mlock", at(0), span(1)))).toBe("EPERM");
  });

  it("locks PROT_NONE memory, yet fails to fault it in", () => {
    const process = new TestProcess();
    process.mapAnon(0, 2, PROT.NONE);
    expect(errno(process.run("mlock", at(0), span(2)))).toBe("ENOMEM");
    expect(process.mm.lockedVm).toBe(2);
  });

  it("looks at PROT_NONE memory with MLOCK_ONFAULT only before 5.18", () => {
    for (const [kernelId, expected] of [
      ["5.10", "ENOMEM"],
      ["6.18", "ok"],
    ] as const) {
      const process = new TestProcess({ kernelId });
      process.mapAnon(0, 2, PROT.NONE);
      expect(errno(process.run("mlock2", at(0), span(2), 1n))).toBe(expected);
    }
  });

  it("counts a length that wraps before it refuses it", () => {
    const process = new TestProcess();
    process.mapAnon(0, 1);
    expect(errno(process.run("mlock", at(0), 2n ** 64n - at(0)))).toBe("ENOMEM");
    expect(errno(process.run("munlock", at(0), 2n ** 64n - 4096n))).toBe("EINVAL");
  });
});

describe("mlockall", () => {
  it("refuses flags that do not say when", () => {
    const process = new TestProcess();
    expect([0n, 4n, 8n].map((flags) => errno(process.run("mlockall", flags)))).toEqual([
      "EINVAL",
      "EINVAL",
      "EINVAL",
    ]);
  });

  it("MCL_FUTURE locks what comes, MCL_CURRENT takes it back", () => {
    const process = new TestProcess();
    process.mustRun("mlockall", 2n + 4n);
    process.mapAnon(0, 2);
    expect(hasFlags(vmaAt(process.mm, Number(at(0)))?.flags ?? 0, VM_LOCKED + VM_LOCKONFAULT)).toBe(true);
    expect(process.pages()).toEqual([]);
    process.mustRun("mlockall", 1n);
    expect(process.mm.defFlags).toBe(0);
    expect(process.pages()).toHaveLength(1);
    process.mustRun("munlockall");
    expect(process.mm.lockedVm).toBe(0);
  });
});
