import { describe, expect, it } from "vitest";
import { at, MAP, PROT, span } from "../testProcess.ts";
import { MISSING, outcome, UffdProcess } from "../uffdProcess.ts";

const WORD = 0x1122_3344_5566_7788n;

describe("read and write", () => {
  it("carry the number at the start of each page, and the place in the file", () => {
    const process = new UffdProcess();
    const fd = process.memfd(0);
    process.mapAnon(0, 4);
    process.store(0, 2, WORD);
    expect(process.run("write", fd, at(0), span(2))).toEqual({ kind: "ok", value: 8192n });
    expect(process.run("read", fd, at(2), span(2))).toEqual({ kind: "ok", value: 0n });
    expect(process.run("pread64", fd, at(2), span(2), 4096n)).toEqual({ kind: "ok", value: 4096n });
    expect(process.pages()).toEqual([`0+2 PX ${WORD}`, `2+1 PX ${WORD}`]);
  });

  it("write single bytes of a word", () => {
    const process = new UffdProcess();
    const fd = process.memfd(4096);
    process.mapFile(0, 1, fd, MAP.SHARED);
    process.mapAnon(4, 1);
    process.store(0, 1, WORD);
    process.store(4, 1, 0xaabbn);
    process.mustRun("pwrite64", fd, at(4), 2n, 1n);
    expect(process.pages()[0]).toBe(`0+1 PFX ${0x1122_3344_55aa_bb88n}`);
  });

  it("give the bytes before the bad page, or EFAULT", () => {
    const process = new UffdProcess();
    const fd = process.memfd(4 * 4096);
    process.mapAnon(0, 1);
    process.mapAnon(1, 1, PROT.READ);
    expect(process.run("pread64", fd, at(0), span(2), 0n)).toEqual({ kind: "ok", value: 4096n });
    expect(outcome(process.run("pread64", fd, at(1), span(1), 0n))).toBe("EFAULT");
    expect(outcome(process.run("write", fd, at(9), 1n))).toBe("EFAULT");
    expect(outcome(process.run("read", 99n, at(0), 1n))).toBe("EBADF");
  });

  it("are held up by a watched page, unless only faults in user mode are watched", () => {
    const process = new UffdProcess();
    const fd = process.memfd(4096);
    process.mapAnon(0, 1);
    process.register(process.open(), 0, 1, MISSING);
    expect(outcome(process.run("write", fd, at(0), 8n))).toBe("blocked");
    const other = new UffdProcess();
    const file = other.memfd(4096);
    other.mapAnon(0, 1);
    other.mustRun("userfaultfd", 1n);
    other.mustRun("ioctl", 4n, 0xc018_aa3fn, { api: 0xaan, features: 0n });
    other.register(4n, 0, 1, MISSING);
    expect(outcome(other.run("write", file, at(0), 8n))).toBe("EFAULT");
  });
});

describe("process_vm_readv", () => {
  it("reads up to the first page that cannot be read", () => {
    const process = new UffdProcess();
    process.mapAnon(0, 1);
    process.mapAnon(8, 4);
    process.store(0, 1, WORD);
    const local = { iov_base: at(8), iov_len: span(2) };
    const remote = { iov_base: at(0), iov_len: span(2) };
    expect(process.run("process_vm_readv", 1n, local, 1n, remote, 1n, 0n)).toEqual({
      kind: "ok",
      value: 4096n,
    });
    expect(process.pages()).toContain(`8+1 PX ${WORD}`);
    const nothing = { iov_base: at(40), iov_len: span(1) };
    expect(outcome(process.run("process_vm_readv", 1n, local, 1n, nothing, 1n, 0n))).toBe("EFAULT");
    expect(outcome(process.run("process_vm_readv", 77n, local, 1n, remote, 1n, 0n))).toBe("ESRCH");
  });
});
