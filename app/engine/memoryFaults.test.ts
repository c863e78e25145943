import { describe, expect, test } from "vitest";
import { createMachine } from "./boot.ts";
import { pageViolations } from "./pageInvariants.ts";
import { MAP, PROT, TestProcess, at, span } from "./testProcess.ts";

const SHARED = MAP.SHARED;
const PRIVATE = MAP.PRIVATE;

describe("private anonymous memory", () => {
  test("reading maps the zero page, writing gets frames; only frames count as resident", () => {
    const p = new TestProcess();
    p.mapAnon(0, 8);
    expect(p.load(0, 4)).toEqual({ kind: "ok", value: 0n });
    expect(p.pages()).toEqual(["0+4 PZ 0"]);
    expect(p.mm.rss.anon).toBe(0);
    expect(p.store(2, 4, 7n)).toEqual({ kind: "ok", value: 0n });
    expect(p.pages()).toEqual(["0+2 PZ 0", "2+4 PX 7"]);
    expect(p.mm.rss.anon).toBe(4);
    expect(pageViolations(p.machine)).toEqual([]);
  });

  test("a mapping gets its anon_vma with the first write, not with a read", () => {
    const p = new TestProcess();
    p.mapAnon(0, 2);
    p.load(0, 1);
    expect(p.mm.vmas.at(Number(at(0)))?.value.anonVma).toBeNull();
    p.store(1, 1, 1n);
    expect(p.mm.vmas.at(Number(at(0)))?.value.anonVma).not.toBeNull();
  });

  test("64 GiB are written, read and dropped in a few steps", () => {
    const p = new TestProcess({ overcommit: 1 });
    const pages = 16 * 2 ** 20;
    p.mapAnon(0, pages);
    p.store(0, pages, 5n);
    expect(p.mm.pageTable.entries.size).toBe(1);
    expect(p.events.length).toBeLessThan(40);
    expect(p.mm.rss.anon).toBe(pages);
    p.mustRun("madvise", at(1), span(pages - 1), 4n);
    expect(p.pages()).toEqual(["0+1 PX 5"]);
  });

  test("an access stops at the first page that fails and keeps what was done before", () => {
    const p = new TestProcess();
    p.mapAnon(0, 2);
    const result = p.store(0, 4, 9n);
    expect(result).toMatchObject({
      kind: "signal",
      info: { signal: "SIGSEGV", code: "SEGV_MAPERR", addr: Number(at(2)) },
      where: "do_user_addr_fault",
    });
    expect(p.pages()).toEqual(["0+2 PX 9"]);
  });

  test("a mapping that forbids the access kills it, and PROT_NONE keeps its pages", () => {
    const p = new TestProcess();
    p.mapAnon(0, 2);
    p.store(0, 2, 3n);
    p.mustRun("mprotect", at(0), span(1), PROT.READ);
    p.mustRun("mprotect", at(1), span(1), PROT.NONE);
    const denied = { kind: "signal", info: { signal: "SIGSEGV", code: "SEGV_ACCERR" } };
    expect(p.load(0, 1)).toEqual({ kind: "ok", value: 0n });
    expect(p.store(0, 1, 4n)).toMatchObject(denied);
    expect(p.load(1, 1)).toMatchObject(denied);
    const frames = p.frames();
    p.mustRun("mprotect", at(0), span(2), PROT.RW);
    expect(p.store(0, 2, 4n)).toEqual({ kind: "ok", value: 0n });
    expect(p.frames()).toEqual(frames);
    expect(p.pages()).toEqual(["0+2 PX 4"]);
  });
});

describe("objects", () => {
  test("two shared mappings show the same frames", () => {
    const p = new TestProcess();
    const fd = p.memfd(4 * 4096);
    p.mapFile(0, 4, fd, SHARED);
    p.mapFile(100, 2, fd, SHARED, 1);
    p.store(0, 4, 6n);
    p.store(100, 2, 8n);
    expect(p.pages()).toEqual(["0+1 PFX 6", "1+2 PF 8", "3+1 PFX 6", "100+2 PF 8"]);
    expect(p.frames().get(100)).toBe(p.frames().get(1));
    expect(p.mm.rss).toEqual({ anon: 0, file: 0, shmem: 6 });
    expect(pageViolations(p.machine)).toEqual([]);
  });

  test("reading a hole makes the page; reading near cached pages maps up to 16 of them", () => {
    const p = new TestProcess();
    const fd = p.memfd(64 * 4096);
    p.mapFile(0, 64, fd, SHARED);
    p.load(20, 1);
    expect(p.pages()).toEqual(["20+1 PFX 0"]);
    p.store(0, 64, 1n);
    p.mapFile(1000, 64, fd, SHARED);
    // The window starts with the mapping and is not aligned; the next one is.
    p.load(1000, 1);
    expect(p.pages().slice(-1)).toEqual(["1000+16 PF 1"]);
    p.load(1060, 1);
    expect(p.pages().slice(-1)).toEqual(["1056+8 PF 1"]);
  });

  test("a private mapping copies at the first write; the object keeps its page", () => {
    const p = new TestProcess();
    const fd = p.memfd(4 * 4096);
    p.mapFile(0, 4, fd, SHARED);
    p.mapFile(100, 4, fd, PRIVATE);
    p.store(0, 4, 6n);
    p.load(100, 4);
    expect(p.pages().at(-1)).toBe("100+4 PF 6");
    p.store(101, 1, 9n);
    expect(p.pages()).toEqual([
      "0+1 PF 6",
      "1+1 PFX 6",
      "2+2 PF 6",
      "100+1 PF 6",
      "101+1 PX 9",
      "102+2 PF 6",
    ]);
    p.store(0, 4, 7n);
    expect(p.pages().slice(-3)).toEqual(["100+1 PF 7", "101+1 PX 9", "102+2 PF 7"]);
    expect(p.mm.rss).toEqual({ anon: 1, file: 0, shmem: 7 });
    expect(pageViolations(p.machine)).toEqual([]);
  });

  test("beyond the end of the object there is SIGBUS; the partial last page is accessible", () => {
    const p = new TestProcess();
    const fd = p.memfd(5000);
    p.mapFile(0, 4, fd, SHARED);
    expect(p.store(0, 3, 1n)).toMatchObject({
      kind: "signal",
      info: { signal: "SIGBUS", code: "BUS_ADRERR", addr: Number(at(2)) },
    });
    expect(p.pages()).toEqual(["0+2 PFX 1"]);
  });

  test("a private write beyond the end fails too, but the mapping has got its anon_vma", () => {
    const p = new TestProcess();
    const fd = p.memfd(0);
    p.mapFile(0, 1, fd, PRIVATE);
    expect(p.store(0, 1, 1n)).toMatchObject({ kind: "signal" });
    expect(p.mm.vmas.at(Number(at(0)))?.value.anonVma).not.toBeNull();
  });

  test("ftruncate unmaps everywhere, private copies too, and clears the rest of the last page", () => {
    const p = new TestProcess();
    const fd = p.memfd(4 * 4096);
    p.mapFile(0, 4, fd, SHARED);
    p.mapFile(100, 4, fd, PRIVATE);
    p.store(0, 4, 0x1122_3344_5566_7788n);
    p.store(100, 4, 5n);
    p.mustRun("ftruncate", fd, 4096n + 2n);
    expect(p.pages()).toEqual([`0+1 PFX ${0x1122_3344_5566_7788n}`, `1+1 PFX ${0x7788n}`, "100+2 PX 5"]);
    expect(p.load(102, 1)).toMatchObject({ kind: "signal", info: { signal: "SIGBUS" } });
    p.mustRun("ftruncate", fd, 4n * 4096n);
    p.load(3, 1);
    expect(p.pages()).toContain("3+1 PFX 0");
    expect(pageViolations(p.machine)).toEqual([]);
  });

  test("a punched hole takes the pages of the object and leaves private copies", () => {
    const p = new TestProcess();
    const fd = p.memfd(4 * 4096);
    p.mapFile(0, 4, fd, SHARED);
    p.mapFile(100, 4, fd, PRIVATE);
    p.store(0, 4, 1n);
    p.store(101, 1, 2n);
    p.load(100, 4);
    p.mustRun("fallocate", fd, 3n, 4096n, 2n * 4096n);
    expect(p.pages()).toEqual(["0+1 PF 1", "3+1 PF 1", "100+1 PF 1", "101+1 PX 2", "103+1 PF 1"]);
    expect(pageViolations(p.machine)).toEqual([]);
  });

  test("pages set aside by fallocate are not mapped by fault-around until they were used", () => {
    const p = new TestProcess();
    const fd = p.memfd(0);
    p.mustRun("fallocate", fd, 0n, 0n, 4n * 4096n);
    p.mapFile(0, 4, fd, SHARED);
    p.load(1, 1);
    expect(p.pages()).toEqual(["1+1 PFX 0"]);
    p.load(0, 4);
    expect(p.pages()).toEqual(["0+4 PFX 0"]);
  });
});

describe("memset and memcpy", () => {
  test("memcpy doubles contents in frames of its own, memset fills every byte", () => {
    const p = new TestProcess();
    p.mapAnon(0, 4);
    p.mapAnon(10, 4);
    p.store(0, 2, 5n);
    p.mustRun("memcpy", at(10), at(0), span(4));
    expect(p.pages()).toEqual(["0+2 PX 5", "2+2 PZ 0", "10+2 PX 5", "12+2 PX 0"]);
    p.mustRun("memset", at(10), 0xabn, span(1));
    expect(p.pages()).toContain(`10+1 PX ${0xabab_abab_abab_ababn}`);
  });
});

describe("msync and descriptors", () => {
  test("msync reports a hole after it has looked at everything, EBUSY for locked pages", () => {
    const p = new TestProcess();
    p.mapAnon(0, 1);
    p.mapAnon(2, 1);
    expect(p.run("msync", at(0), span(3), 4n)).toMatchObject({ kind: "failed", errno: "ENOMEM" });
    expect(p.run("msync", at(0), span(1), 4n)).toEqual({ kind: "ok", value: 0n });
    p.mustRun("mlock", at(0), span(1));
    expect(p.run("msync", at(0), span(1), 2n)).toMatchObject({ kind: "failed", errno: "EBUSY" });
    expect(p.run("msync", at(0), span(1), 5n)).toMatchObject({ kind: "failed", errno: "EINVAL" });
  });

  test("a descriptor that was closed is free again; bad ones are refused", () => {
    const p = new TestProcess();
    const fd = p.memfd(4096);
    p.mustRun("close", fd);
    expect(p.run("close", fd)).toMatchObject({ kind: "failed", errno: "EBADF" });
    expect(p.run("ftruncate", fd, 0n)).toMatchObject({ kind: "failed", errno: "EBADF" });
    expect(p.memfd(0)).toBe(fd);
    expect(p.run("ftruncate", fd, -1n)).toMatchObject({ kind: "failed", errno: "EINVAL" });
    expect(p.run("fallocate", fd, 2n, 0n, 4096n)).toMatchObject({ kind: "failed", errno: "EOPNOTSUPP" });
    expect(p.run("fallocate", fd, 0n, 0n, 0n)).toMatchObject({ kind: "failed", errno: "EINVAL" });
  });
});

describe("addresses that no process has", () => {
  test.each([
    [0x7fff_ffff_f000n, "SEGV_MAPERR", 0x7fff_ffff_f000],
    [0x8000_0000_0000n, "SI_KERNEL", 0],
    [0xffff_7fff_ffff_ffffn, "SI_KERNEL", 0],
    [-1n, "SEGV_MAPERR", 2 ** 64 - 4096],
  ])("touching %d is %s", (addr, code, told) => {
    expect(new TestProcess().run("load", addr, 1n)).toMatchObject({
      kind: "signal",
      info: { signal: "SIGSEGV", code, addr: told },
    });
  });
});

test("a part of the vdso does not move, where it may be cut; the whole does", () => {
  const p = new TestProcess({ kernelId: "5.10" });
  p.machine = createMachine({ kernel: p.machine.config.kernel });
  const vdso = 0x7fff_f7ff_d000n;
  const move = (pages: number) => p.run("mremap", vdso, span(pages), span(pages), 3n, at(0));
  expect(move(1)).toMatchObject({ errno: "EINVAL", where: "vdso_mremap" });
  expect(move(2)).toMatchObject({ kind: "ok" });
});
