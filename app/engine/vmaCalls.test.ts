import { describe, expect, it } from "vitest";
import { statusOf } from "./accounting.ts";
import { createMachine } from "./boot.ts";
import { mapsText } from "./procMaps.ts";
import { runCall } from "./run.ts";
import { MAP, PROT, TestProcess, at, span } from "./testProcess.ts";
import { vmFlagWords } from "./vmFlagWords.ts";
import { vmaAt } from "./vmaTree.ts";

const ANON = MAP.PRIVATE + MAP.ANONYMOUS + MAP.FIXED;
const SHARED = MAP.SHARED + MAP.ANONYMOUS + MAP.FIXED;

const words = (process: TestProcess, page: number): string =>
  vmFlagWords(vmaAt(process.mm, Number(at(page)))?.flags ?? 0, process.machine.config.kernel);

describe("mmap", () => {
  it.each([
    ["private, read and write", PROT.RW, ANON, "rd wr mr mw me ac"],
    ["private without access", PROT.NONE, ANON, "mr mw me"],
    ["private, read only", PROT.READ, ANON, "rd mr mw me"],
    ["shared", PROT.RW, SHARED, "rd wr sh mr mw me ms"],
    ["MAP_NORESERVE", PROT.RW, ANON + 0x4000n, "rd wr mr mw me nr"],
    ["MAP_GROWSDOWN, MAP_STACK", PROT.RW, ANON + 0x20100n, "rd wr mr mw me gd ac nh"],
    ["MAP_LOCKED", PROT.RW, ANON + 0x2000n, "rd wr mr mw me lo ac"],
  ])("%s has the flags it has on Linux", (_what, prot, flags, expected) => {
    const process = new TestProcess();
    process.mustRun("mmap", at(0), span(1), prot, flags, -1n, 0n);
    expect(words(process, 0)).toBe(expected);
  });

  it.each([
    ["length 0", 0n, ANON, -1n, 0n, "EINVAL"],
    ["a length that wraps", 2n ** 64n - 1n, ANON, -1n, 0n, "ENOMEM"],
    ["no room", 2n ** 47n, MAP.PRIVATE + MAP.ANONYMOUS, -1n, 0n, "ENOMEM"],
    ["neither shared nor private", span(1), MAP.ANONYMOUS + MAP.FIXED, -1n, 0n, "EINVAL"],
    ["a descriptor that is not open", span(1), MAP.PRIVATE, 9n, 0n, "EBADF"],
    ["an unaligned offset", span(1), ANON, -1n, 5n, "EINVAL"],
    ["shared memory that grows", span(1), SHARED + 0x100n, -1n, 0n, "EINVAL"],
    ["huge pages, of which there are none", span(1), ANON + 0x40000n, -1n, 0n, "ENOMEM"],
  ])("refuses %s", (_what, length, flags, fd, offset, errno) => {
    const process = new TestProcess();
    const result = process.run("mmap", at(0), length, PROT.RW, flags, fd, offset);
    expect(result).toMatchObject({ kind: "failed", errno });
  });

  it.each([
    ["6.1", false],
    ["6.18", true],
  ])("%s: MAP_FIXED that overcommit refuses keeps the old mapping: %s", (kernelId, keeps) => {
    const process = new TestProcess({ kernelId, memTotal: 64 });
    process.mapAnon(0, 8);
    const result = process.run("mmap", at(0), span(100), PROT.RW, ANON, -1n, 0n);
    expect(result).toMatchObject({ errno: "ENOMEM" });
    expect(vmaAt(process.mm, Number(at(0))) !== null).toBe(keeps);
  });
});

describe("munmap", () => {
  it("cuts out a middle and gives the counters back", () => {
    const process = new TestProcess();
    process.mapAnon(0, 9);
    process.mustRun("mlock", at(0), span(9));
    process.mustRun("munmap", at(3), span(3));
    expect(statusOf(process.mm)).toMatchObject({ vmSizeKb: 24, vmLckKb: 24, vmDataKb: 24, rssAnonKb: 24 });
    expect(process.mm.mapCount).toBe(2);
    expect(process.machine.committed).toBe(6);
  });

  it("ends shared anonymous memory with its last mapping", () => {
    const process = new TestProcess();
    process.mustRun("mmap", at(0), span(4), PROT.RW, SHARED, -1n, 0n);
    process.store(0, 4, 1n);
    expect(process.machine.committed).toBe(4);
    process.mustRun("munmap", at(0), span(2));
    expect(process.machine.inodes.size).toBe(1);
    process.mustRun("munmap", at(2), span(2));
    expect(process.machine).toMatchObject({ committed: 0 });
    expect([process.machine.inodes.size, process.machine.files.size, process.machine.frames.size]).toEqual([
      0, 0, 0,
    ]);
  });

  it("does not end an object that the call itself maps again", () => {
    const process = new TestProcess();
    process.mustRun("mmap", at(0), span(4), PROT.RW, SHARED, -1n, 0n);
    process.mustRun("remap_file_pages", at(0), span(4), 0n, 4n, 0n);
    expect(vmaAt(process.mm, Number(at(0)))).toMatchObject({ pgoff: 4 });
    expect(process.machine.inodes.size).toBe(1);
  });

  it("stops at a sealed mapping, nothing unmapped, but the cut stays", () => {
    const process = new TestProcess();
    process.mapAnon(0, 4);
    process.mapAnon(4, 1, PROT.READ);
    process.mustRun("mseal", at(4), span(1), 0n);
    expect(process.run("munmap", at(2), span(3))).toMatchObject({ errno: "EPERM" });
    expect(process.mm.mapCount).toBe(3);
    expect(process.mm.totalVm).toBe(5);
  });
});

describe("mprotect", () => {
  it("moves pages between the counters", () => {
    const process = new TestProcess();
    process.mapAnon(0, 4);
    process.mustRun("mprotect", at(0), span(2), PROT.READ);
    expect(statusOf(process.mm)).toMatchObject({ vmSizeKb: 16, vmDataKb: 8 });
  });

  it("keeps what it changed before a hole", () => {
    const process = new TestProcess();
    process.mapAnon(0, 2);
    expect(process.run("mprotect", at(0), span(4), PROT.READ)).toMatchObject({ errno: "ENOMEM" });
    expect(words(process, 0)).toBe("rd mr mw me");
  });

  it.each([
    ["6.1", "rd mr mw me ac", "rd mr mw me ac"],
    ["6.18", "rd mr mw me", "rd mr mw me ac"],
  ])(
    "%s: untouched memory that becomes read-only is %s, touched memory %s",
    (kernelId, untouched, touched) => {
      const process = new TestProcess({ kernelId });
      process.mapAnon(0, 1);
      process.mapAnon(8, 1);
      process.store(8, 1, 1n);
      process.mustRun("mprotect", at(0), span(1), PROT.READ);
      process.mustRun("mprotect", at(8), span(1), PROT.READ);
      expect([words(process, 0), words(process, 8)]).toEqual([untouched, touched]);
    },
  );

  it.each([
    ["an unaligned address", at(0) + 1n, span(1), PROT.READ, "EINVAL"],
    ["unknown protection bits", at(0), span(1), 0x40n, "EINVAL"],
    ["both directions of growth", at(0), span(1), 0x3000000n, "EINVAL"],
    ["a hole at the start", at(90), span(1), PROT.READ, "ENOMEM"],
  ])("refuses %s", (_what, addr, length, prot, errno) => {
    const process = new TestProcess();
    process.mapAnon(0, 1);
    expect(process.run("mprotect", addr, length, prot)).toMatchObject({ kind: "failed", errno });
  });
});

it("mprotect of length 0 succeeds, whatever is there", () => {
  expect(new TestProcess().run("mprotect", at(90), 0n, PROT.READ)).toMatchObject({ kind: "ok" });
});

describe("a stack that grows", () => {
  it("takes in the page that was touched, and no page near accessible memory", () => {
    const process = new TestProcess();
    process.mustRun("mmap", at(1000), span(1), PROT.RW, ANON + 0x100n, -1n, 0n);
    process.mapAnon(500, 1);
    expect(process.store(800, 1, 1n)).toMatchObject({ kind: "ok" });
    expect(process.mm.stackVm).toBe(201);
    expect(process.store(756, 1, 1n)).toMatchObject({ kind: "signal", info: { code: "SEGV_MAPERR" } });
  });
});

describe("a booted machine", () => {
  it("shows its mappings as /proc does", () => {
    const machine = createMachine();
    const mm = machine.mms.get(1)!;
    const text = mapsText(machine, mm);
    expect(text.split("\n")[0]).toBe(`00400000-00408000 r-xp 00000000 00:00 0${" ".repeat(34)}/program`);
    expect(text).toContain("[stack]");
    expect(statusOf(mm)).toMatchObject({ vmSizeKb: 2096, vmDataKb: 1900 });
  });

  it("places the first mapping below the vdso's data", () => {
    const args = [0n, 4096n, 3n, 0x22n, -1n, 0n];
    const { result } = runCall(createMachine(), 1, { name: "mmap", args });
    expect(result).toEqual({ kind: "ok", value: 0x7fff_f7ff_6000n });
  });

  it("answers a call it does not know with notModelled and stays as it is", () => {
    const machine = createMachine();
    const outcome = runCall(machine, 1, { name: "shmat", args: [] });
    expect(outcome.result.kind).toBe("notModelled");
    expect(outcome.machine).toBe(machine);
  });
});

describe("the events of a call", () => {
  it("are the kernel's call tree with its checks in order", () => {
    const process = new TestProcess();
    process.mapAnon(0, 8);
    process.store(0, 8, 1n);
    process.mustRun("mremap", at(0), span(8), span(8), 7n, at(40));
    const entered = process.events.filter(({ kind }) => kind === "entered").map(({ where }) => where);
    const order = [
      "mremap",
      "check_mremap_params",
      "do_mremap",
      "remap_move",
      "check_prep_vma",
      "mremap_to",
      "move_vma",
      "copy_vma",
      "move_page_tables",
      "dontunmap_complete",
    ];
    expect(entered.filter((where) => order.includes(where))).toEqual(order);
    expect(process.events.at(-1)).toMatchObject({ kind: "left", where: "mremap", depth: 0 });
  });

  it("end with the check that failed, made where the kernel makes it", () => {
    const process = new TestProcess();
    process.mapAnon(0, 8);
    process.run("mremap", at(0), span(8), span(9), 5n, 0n);
    const failed = process.events.filter(({ kind }) => kind === "checkFailed");
    expect(failed).toMatchObject([
      { where: "check_mremap_params", rule: "MREMAP_DONTUNMAP: sizes are equal" },
    ]);
  });
});
