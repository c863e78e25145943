import { describe, expect, it } from "vitest";
import type { CallResult } from "../calls.ts";
import { MADV } from "../constants.ts";
import { at, MAP, PROT, span, TestProcess } from "../testProcess.ts";
import { hasFlags, VM_DONTCOPY, VM_MAYBE_GUARD, VM_MERGEABLE } from "../vmFlags.ts";
import { vmaAt } from "../vmaTree.ts";

const A = MADV.values;
const errno = (result: CallResult): string => (result.kind === "failed" ? result.errno : result.kind);
const advise = (process: TestProcess, page: number, pages: number, advice: bigint): string =>
  errno(process.run("madvise", at(page), span(pages), advice));
const flagged = (process: TestProcess, page: number, flag: number): boolean =>
  hasFlags(vmaAt(process.mm, Number(at(page)))?.flags ?? 0, flag);

describe("madvise", () => {
  it("refuses what it does not know even for no length", () => {
    const process = new TestProcess();
    expect(advise(process, 0, 0, 999n)).toBe("EINVAL");
    expect(advise(process, 0, 0, A.MADV_DONTNEED)).toBe("ok");
    expect(advise(new TestProcess({ kernelId: "5.10" }), 0, 0, A.MADV_POPULATE_READ)).toBe("EINVAL");
    expect(advise(new TestProcess({ kernelId: "6.12" }), 0, 0, A.MADV_GUARD_INSTALL)).toBe("EINVAL");
  });

  it("passes over holes and reports them at the end", () => {
    const process = new TestProcess();
    process.mapAnon(0, 2);
    process.mapAnon(4, 2);
    expect(advise(process, 0, 6, A.MADV_DONTFORK)).toBe("ENOMEM");
    expect([flagged(process, 0, VM_DONTCOPY), flagged(process, 4, VM_DONTCOPY)]).toEqual([true, true]);
  });

  it("MADV_DONTNEED drops pages, but not locked ones", () => {
    const process = new TestProcess();
    process.mapAnon(0, 4);
    process.store(0, 4, 7n);
    expect(advise(process, 1, 2, A.MADV_DONTNEED)).toBe("ok");
    expect(process.pages()).toEqual(["0+1 PX 7", "3+1 PX 7"]);
    process.mustRun("mlock", at(0), span(4));
    expect(advise(process, 0, 4, A.MADV_DONTNEED)).toBe("EINVAL");
    expect(advise(process, 0, 4, A.MADV_DONTNEED_LOCKED)).toBe("ok");
  });

  it("MADV_FREE keeps the content of private memory and refuses objects", () => {
    const process = new TestProcess();
    process.mapAnon(0, 2);
    process.store(0, 2, 7n);
    expect(advise(process, 0, 2, A.MADV_FREE)).toBe("ok");
    expect(process.pages()).toEqual(["0+2 PX 7"]);
    process.mapFile(4, 2, process.memfd(8192), MAP.SHARED);
    expect(advise(process, 4, 2, A.MADV_FREE)).toBe("EINVAL");
  });

  it("MADV_REMOVE punches the object and needs a shared, writable mapping", () => {
    const process = new TestProcess();
    const fd = process.memfd(4 * 4096);
    process.mapFile(0, 4, fd, MAP.SHARED);
    process.store(0, 4, 7n);
    process.mapFile(8, 4, fd, MAP.PRIVATE);
    expect(advise(process, 8, 1, A.MADV_REMOVE)).toBe("EACCES");
    expect(advise(process, 1, 2, A.MADV_REMOVE)).toBe("ok");
    expect(process.pages()).toEqual(["0+1 PFX 7", "3+1 PFX 7"]);
    process.mapAnon(20, 1);
    expect(advise(process, 20, 1, A.MADV_REMOVE)).toBe("EINVAL");
  });

  it("MADV_REMOVE on a read-only shared mapping depends on the release", () => {
    for (const [kernelId, expected] of [
      ["5.10", "EACCES"],
      ["6.1", "ok"],
      ["6.18", "ok"],
    ] as const) {
      const process = new TestProcess({ kernelId });
      process.mapFile(0, 2, process.memfd(8192), MAP.SHARED, 0, PROT.READ);
      expect(advise(process, 0, 1, A.MADV_REMOVE)).toBe(expected);
    }
  });

  it("guards are SIGSEGV, survive MADV_DONTNEED, and go with MADV_GUARD_REMOVE", () => {
    const process = new TestProcess();
    process.mapAnon(0, 3);
    process.store(0, 3, 7n);
    expect(advise(process, 1, 1, A.MADV_GUARD_INSTALL)).toBe("ok");
    expect(flagged(process, 0, VM_MAYBE_GUARD)).toBe(true);
    expect(process.load(1, 1).kind).toBe("signal");
    advise(process, 0, 3, A.MADV_DONTNEED);
    expect(process.load(1, 1).kind).toBe("signal");
    expect(advise(process, 1, 1, A.MADV_GUARD_REMOVE)).toBe("ok");
    expect(process.load(1, 1).kind).toBe("ok");
  });

  it("a sealed, read-only mapping keeps its content", () => {
    const process = new TestProcess();
    process.mapAnon(0, 2, PROT.READ);
    process.mapAnon(4, 2);
    process.mustRun("mseal", at(0), span(2), 0n);
    process.mustRun("mseal", at(4), span(2), 0n);
    expect(advise(process, 0, 2, A.MADV_DONTNEED)).toBe("EPERM");
    expect(advise(process, 0, 2, A.MADV_RANDOM)).toBe("ok");
    expect(advise(process, 4, 2, A.MADV_DONTNEED)).toBe("ok");
  });

  it("MADV_MERGEABLE passes over shared memory in silence", () => {
    const process = new TestProcess();
    process.mapAnon(0, 1);
    process.mapFile(4, 1, process.memfd(4096), MAP.SHARED);
    expect([advise(process, 0, 1, A.MADV_MERGEABLE), advise(process, 4, 1, A.MADV_MERGEABLE)]).toEqual([
      "ok",
      "ok",
    ]);
    expect([flagged(process, 0, VM_MERGEABLE), flagged(process, 4, VM_MERGEABLE)]).toEqual([true, false]);
  });
});
