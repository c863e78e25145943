import { describe, expect, it } from "vitest";
import { checkInvariants } from "./invariants.ts";
import { runCall } from "./run.ts";
import { at, MAP, PROT, span } from "./testProcess.ts";
import { MINOR, MISSING, outcome, range, UffdProcess, WP } from "./uffdProcess.ts";
import { VM_EXEC, VM_READ } from "./vmFlags.ts";

const served = (kernelId = "6.18"): UffdProcess => new UffdProcess({ uffdMonitor: "recorder", kernelId });

describe("registration", () => {
  it("checks all mappings before it changes one", () => {
    const process = new UffdProcess();
    const fd = process.open();
    const other = process.open();
    process.mapAnon(0, 2);
    process.mapAnon(4, 2);
    expect(outcome(process.register(other, 4, 2, MISSING))).toBe("ok");
    expect(outcome(process.register(fd, 0, 6, MISSING))).toBe("EBUSY");
    expect(process.mm.vmas.at(Number(at(0)))?.value.uffd).toBeNull();
    expect(outcome(process.register(fd, 0, 3, MISSING))).toBe("ok");
    expect(outcome(process.register(fd, 20, 3, MISSING))).toBe("EINVAL");
    expect(outcome(process.register(fd, 0, 2, MINOR))).toBe("EINVAL");
    expect(outcome(process.register(fd, 0, 2, 0n))).toBe("EINVAL");
  });

  it("tells what can be asked of the range", () => {
    const ioctls = (kernelId: string): unknown => {
      const process = new UffdProcess({ kernelId, uffdFeatures: 0n });
      process.mapAnon(0, 1);
      const result = process.register(process.open(), 0, 1, MISSING + WP);
      return result.kind === "ok" ? result.out?.["ioctls"] : null;
    };
    expect([ioctls("5.10"), ioctls("6.1"), ioctls("6.18")]).toEqual([0x5cn, 0x5cn, 0x17cn]);
  });

  it("can be undone by another descriptor only before 6.17", () => {
    for (const [kernelId, expected] of [
      ["6.16", "ok"],
      ["6.17", "EINVAL"],
    ] as const) {
      const process = new UffdProcess({ kernelId });
      const [fd, other] = [process.open(), process.open()];
      process.mapAnon(0, 1);
      process.register(fd, 0, 1, MISSING);
      expect(outcome(process.ioctl(other, "UFFDIO_UNREGISTER", range(0, 1)))).toBe(expected);
    }
  });

  it("ends with the descriptor, and the mappings merge back", () => {
    const process = new UffdProcess();
    const fd = process.open();
    process.mapAnon(0, 6);
    process.register(fd, 2, 2, MISSING);
    expect(process.mm.mapCount).toBe(3);
    process.mustRun("close", fd);
    expect(process.mm.mapCount).toBe(1);
  });

  it("takes no request before UFFDIO_API, and UFFDIO_API once", () => {
    const process = new UffdProcess();
    process.mapAnon(0, 1);
    process.mustRun("userfaultfd", 0n);
    expect(outcome(process.register(3n, 0, 1, MISSING))).toBe("EINVAL");
    const fd = process.open();
    const again = process.ioctl(fd, "UFFDIO_API", { api: 0xaan, features: 1n });
    expect(again).toMatchObject({ errno: "EINVAL", out: { features: 0n, ioctls: 0n } });
    expect(outcome(process.register(77n, 0, 1, MISSING))).toBe("EBADF");
    expect(outcome(process.register(process.memfd(4096), 0, 1, MISSING))).toBe("ENOTTY");
  });
});

describe("a fault that a monitor answers", () => {
  it("is read and answered page by page", () => {
    const process = served();
    const fd = process.open();
    process.mapAnon(0, 2);
    process.register(fd, 0, 2, MISSING);
    const { delivered } = runCall(process.machine, 1, { name: "store", args: [at(0), span(2), 7n] });
    expect(
      delivered.map(({ message, answer }) => [message.fields["flags"], message.fields["address"], answer]),
    ).toEqual([
      ["UFFD_PAGEFAULT_FLAG_WRITE", "0x10000000000", "UFFDIO_ZEROPAGE = 0"],
      ["UFFD_PAGEFAULT_FLAG_WRITE", "0x10000001000", "UFFDIO_ZEROPAGE = 0"],
    ]);
  });

  it("lifts write protection, and only there", () => {
    const process = served();
    const fd = process.open();
    process.mapAnon(0, 3);
    process.store(0, 3, 1n);
    process.register(fd, 0, 3, WP);
    process.ioctl(fd, "UFFDIO_WRITEPROTECT", { range: range(0, 3), mode: 1n });
    expect(process.pages()).toEqual(["0+3 PXW 1"]);
    process.store(1, 1, 2n);
    expect(process.pages()).toEqual(["0+1 PXW 1", "1+1 PX 2", "2+1 PXW 1"]);
  });

  it("is SIGBUS with UFFD_FEATURE_SIGBUS", () => {
    const process = served();
    process.mapAnon(0, 1);
    process.register(process.open("UFFD_FEATURE_SIGBUS"), 0, 1, MISSING);
    expect(process.load(0, 1)).toMatchObject({ kind: "signal", info: { signal: "SIGBUS" } });
  });

  it("maps a page of the object for a minor fault", () => {
    const process = served();
    const file = process.memfd(4096);
    process.mapFile(0, 1, file, MAP.SHARED);
    process.store(0, 1, 9n);
    process.mapFile(8, 1, file, MAP.SHARED);
    process.register(process.open(), 8, 1, MINOR);
    const { delivered, result } = runCall(process.machine, 1, { name: "load", args: [at(8), span(1)] });
    expect([outcome(result), delivered[0]?.answer]).toEqual(["ok", "UFFDIO_CONTINUE = 0"]);
  });
});

describe("filling", () => {
  it("stops at a page that is there, and says how far it got", () => {
    const process = new UffdProcess();
    const fd = process.open();
    process.mapAnon(0, 4);
    process.mapAnon(8, 4);
    process.store(8, 4, 5n);
    process.store(2, 1, 1n);
    process.register(fd, 0, 4, MISSING);
    expect(process.copy(fd, 0, 8, 4)).toMatchObject({ errno: "EAGAIN", out: { copy: 8192n } });
    expect(process.copy(fd, 0, 8, 4)).toMatchObject({ errno: "EEXIST", out: { copy: -17n } });
    expect(process.pages().slice(0, 2)).toEqual(["0+2 PX 5", "2+1 PX 1"]);
  });

  it("works on read-only memory, refuses what is not registered, and reads the source as the process would", () => {
    const process = new UffdProcess();
    const fd = process.open();
    process.mapAnon(0, 2, PROT.READ);
    process.mapAnon(8, 2);
    expect(outcome(process.copy(fd, 0, 8, 1))).toBe("ENOENT");
    process.register(fd, 0, 2, MISSING);
    expect(outcome(process.copy(fd, 0, 8, 1))).toBe("ok");
    expect(outcome(process.copy(fd, 1, 40, 1))).toBe("EFAULT");
    expect(outcome(process.copy(fd, 1, 8, 2))).toBe("ENOENT");
    expect(outcome(process.copy(fd, 1, 8, 1, 2n))).toBe("EINVAL");
  });

  it("does not know what the vdso holds, and says so instead of copying", () => {
    const vdso = { start: Number(at(20)), end: Number(at(22)), flags: VM_READ + VM_EXEC, name: "[vdso]" };
    const process = new UffdProcess({ vmas: [vdso] });
    const fd = process.open();
    process.mapAnon(0, 2);
    process.register(fd, 0, 2, MISSING);
    const before = process.machine;
    expect(process.copy(fd, 0, 20, 1)).toMatchObject({
      kind: "notModelled",
      why: expect.stringContaining("[vdso]") as string,
    });
    expect(process.machine).toBe(before);
  });

  it("leaves a refused mapping with an anon_vma since 6.9", () => {
    for (const [kernelId, prepared] of [
      ["6.1", false],
      ["6.18", true],
    ] as const) {
      const process = new UffdProcess({ kernelId });
      process.mapAnon(0, 1);
      process.copy(process.open(), 0, 0, 1);
      expect(process.mm.vmas.at(Number(at(0)))?.value.anonVma !== null).toBe(prepared);
    }
  });

  it("poison is SIGBUS for the program and EHWPOISON for the kernel", () => {
    const process = new UffdProcess();
    const fd = process.open();
    process.mapAnon(0, 1);
    process.register(fd, 0, 1, MISSING);
    process.ioctl(fd, "UFFDIO_POISON", { range: range(0, 1), mode: 0n });
    expect(process.load(0, 1)).toMatchObject({ info: { code: "BUS_MCEERR_AR" } });
    expect(outcome(process.run("madvise", at(0), span(1), 22n))).toBe("EHWPOISON");
    expect(outcome(process.run("mlock", at(0), span(1)))).toBe("ENOMEM");
  });

  it("UFFDIO_MOVE takes the frames along", () => {
    const process = new UffdProcess();
    const fd = process.open("UFFD_FEATURE_MOVE");
    process.mapAnon(0, 2);
    process.mapAnon(8, 2);
    process.store(8, 2, 5n);
    process.register(fd, 0, 2, MISSING);
    const before = process.frames();
    const move = { dst: at(0), src: at(8), len: span(2), mode: 0n };
    expect(process.ioctl(fd, "UFFDIO_MOVE", move)).toMatchObject({ kind: "ok", out: { move: 8192n } });
    expect([process.frames().get(0), process.frames().get(1)]).toEqual([before.get(8), before.get(9)]);
    expect(process.ioctl(fd, "UFFDIO_MOVE", move)).toMatchObject({ errno: "EEXIST" });
    const back = { ...move, dst: at(8), src: at(0) };
    expect(process.ioctl(fd, "UFFDIO_MOVE", back)).toMatchObject({ errno: "EINVAL" });
    expect(checkInvariants(process.machine)).toEqual([]);
  });
});

describe("messages of changes", () => {
  const EVENTS = [
    "UFFD_FEATURE_EVENT_REMAP",
    "UFFD_FEATURE_EVENT_UNMAP",
    "UFFD_FEATURE_EVENT_REMOVE",
  ] as const;

  it("come in the kernel's order: destination, move, source", () => {
    const process = served();
    const fd = process.open(...EVENTS);
    process.mapAnon(0, 2);
    process.mapAnon(8, 2);
    process.register(fd, 0, 10, MISSING);
    const args = [at(0), span(2), span(2), 3n, at(8)];
    const { delivered } = runCall(process.machine, 1, { name: "mremap", args });
    expect(delivered.map(({ message }) => message.event)).toEqual(["UNMAP", "REMAP", "UNMAP"]);
  });

  it("tell of dropped pages before they are dropped, also where MADV_FREE is refused", () => {
    const process = served();
    const fd = process.open(...EVENTS);
    process.mapFile(0, 2, process.memfd(8192), MAP.SHARED);
    process.register(fd, 0, 2, MISSING);
    const { delivered, result } = runCall(process.machine, 1, {
      name: "madvise",
      args: [at(0), span(2), 8n],
    });
    expect([outcome(result), delivered[0]?.message.event]).toEqual(["EINVAL", "REMOVE"]);
  });
});

it("mprotect holds mmap_lock and waits for no reader: locked pages of a watched mapping stay missing", () => {
  const process = served();
  const fd = process.open();
  process.mapAnon(0, 4, 0n);
  process.run("mlock", at(0), span(4));
  process.register(fd, 2, 2, MISSING);
  process.mustRun("mprotect", at(0), span(4), PROT.RW);
  expect([...process.frames().keys()]).toEqual([0, 1]);
});
