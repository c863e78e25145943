import { describe, expect, it } from "vitest";
import { BASE_PAGE, MAP, TestProcess, at, span } from "./testProcess.ts";
import { hasFlags, VM_ACCOUNT, VM_LOCKED } from "./vmFlags.ts";
import { vmaAt } from "./vmaTree.ts";

const MAYMOVE_DONTUNMAP = 5n;
const KEEP = MAYMOVE_DONTUNMAP + 2n;
const PAGE = 4096;

const processOn = (kernelId: string, locked = false): TestProcess => {
  const process = new TestProcess({ kernelId });
  process.mapAnon(0, 4);
  if (locked) process.mustRun("mlock", at(0), span(4));
  process.store(0, 4, 9n);
  return process;
};

const vmaOn = (process: TestProcess, page: number) => {
  const vma = vmaAt(process.mm, Number(at(page)));
  if (vma === null) throw new Error(`nothing mapped at page ${page}`);
  return vma;
};

describe("MREMAP_DONTUNMAP on Linux 6.18", () => {
  it("carries the frames over and leaves the source mapped and empty", () => {
    const process = processOn("6.18");
    const before = process.frames();
    process.mustRun("mremap", at(0), span(4), span(4), KEEP, at(40));
    const after = process.frames();
    expect([...after.keys()]).toEqual([40, 41, 42, 43]);
    expect([...after.values()]).toEqual([...before.values()]);
    expect(vmaOn(process, 0)).toMatchObject({ anonVma: null, anonVmaChain: [] });
    expect(process.mm.totalVm).toBe(8);
  });

  it("does not cut a source of which only a part moves", () => {
    const process = processOn("6.18");
    process.mustRun("mremap", at(1), span(2), span(2), KEEP, at(40));
    expect(vmaOn(process, 0)).toMatchObject({ start: Number(at(0)), end: Number(at(4)) });
    expect(vmaOn(process, 0).anonVma).not.toBeNull();
  });

  it("takes new_address as a hint, and goes where mmap would if it is taken", () => {
    const process = processOn("6.18");
    process.mapAnon(40, 1);
    const free = process.run("mremap", at(0), span(4), span(4), MAYMOVE_DONTUNMAP, at(60));
    expect(free).toEqual({ kind: "ok", value: at(60) });
    const taken = process.run("mremap", at(60), span(4), span(4), MAYMOVE_DONTUNMAP, at(38));
    expect(taken).toMatchObject({ kind: "ok" });
    expect(taken).not.toMatchObject({ value: at(38) });
  });

  it("charges the whole length again", () => {
    const process = processOn("6.18");
    const before = process.machine.committed;
    process.mustRun("mremap", at(0), span(4), span(4), KEEP, at(40));
    expect(process.machine.committed).toBe(before + 4);
    process.mustRun("munmap", at(0), span(64));
    expect(process.machine.committed).toBe(before - 4);
  });

  it("moves nothing and leaves the source whole if the limits refuse it, but the destination is gone", () => {
    const process = new TestProcess({ rlimits: { as: { soft: 6 * PAGE, hard: Infinity } } });
    process.mapAnon(0, 4);
    process.mapAnon(40, 1);
    const result = process.run("mremap", at(0), span(4), span(4), KEEP, at(40));
    expect(result).toMatchObject({ errno: "ENOMEM", where: "may_expand_vm" });
    expect(vmaAt(process.mm, Number(at(40)))).toBeNull();
    expect(process.mm.totalVm).toBe(4);
  });
});

describe("locked memory", () => {
  const lockedAfter = (kernelId: string): number => {
    const process = processOn(kernelId, true);
    process.mustRun("mremap", at(0), span(4), span(4), KEEP, at(40));
    return process.mm.lockedVm;
  };
  it.each([
    ["v3", 8],
    ["5.10", 4],
    ["6.12", 4],
    ["6.16", 8],
    ["6.18", 8],
    ["7.2", 4],
    ["7.3", 4],
  ])("%s counts %i pages", (kernelId, pages) => {
    expect(lockedAfter(kernelId)).toBe(pages);
  });

  it.each([
    ["6.18", false, 1],
    ["7.3", true, 3],
  ])("%s, a part moves: the rest stays locked: %s", (kernelId, stays, pieces) => {
    const process = processOn(kernelId, true);
    process.mustRun("mremap", at(1), span(2), span(2), KEEP, at(40));
    expect(hasFlags(vmaOn(process, 0).flags, VM_LOCKED)).toBe(stays);
    expect(hasFlags(vmaOn(process, 1).flags, VM_LOCKED)).toBe(false);
    expect(process.mm.mapCount).toBe(pieces + 1);
  });
});

describe("details of single kernels", () => {
  it.each([
    ["5.10", true],
    ["6.16", false],
    ["6.18", true],
  ])("%s: the source stays charged: %s", (kernelId, charged) => {
    const process = processOn(kernelId);
    process.mustRun("mremap", at(0), span(4), span(4), KEEP, at(40));
    expect(hasFlags(vmaOn(process, 0).flags, VM_ACCOUNT)).toBe(charged);
  });

  it.each([
    ["6.18", 0],
    ["7.3", 40],
  ])("%s: the offset of an emptied source that had moved before counts from page %i", (kernelId, page) => {
    const process = processOn(kernelId);
    process.mustRun("mremap", at(0), span(4), span(4), 3n, at(40));
    process.mustRun("mremap", at(40), span(4), span(4), KEEP, at(80));
    expect(vmaOn(process, 40).pgoff).toBe(BASE_PAGE + page);
  });

  it.each([
    ["6.18", 1],
    ["7.3", 2],
  ])("%s: untouched memory moved beside itself is then %i mappings", (kernelId, mappings) => {
    const process = new TestProcess({ kernelId });
    process.mapAnon(0, 4);
    process.mustRun("mremap", at(0), span(4), span(4), KEEP, at(4));
    expect(process.mm.mapCount).toBe(mappings);
  });

  it("5.10 marks the mapping behind a source whose middle moved", () => {
    const process = processOn("5.10");
    process.mustRun("mmap", at(10), span(1), 3n, MAP.SHARED + MAP.ANONYMOUS + MAP.FIXED, -1n, 0n);
    process.mustRun("mremap", at(1), span(2), span(2), KEEP, at(40));
    expect(hasFlags(vmaOn(process, 10).flags, VM_ACCOUNT)).toBe(true);
  });
});
