import { describe, expect, it } from "vitest";
import type { CallResult } from "../calls.ts";
import { createMachine } from "../boot.ts";
import { kernelById } from "../kernels.ts";
import type { Machine } from "../machine.ts";
import { runCall } from "../run.ts";
import { at, span, TestProcess } from "../testProcess.ts";

const PAGE = 4096;

/** The default program, with its heap right behind its data. */
class Heap {
  machine: Machine;
  readonly start: number;

  constructor(kernelId = "6.18") {
    const kernel = kernelById(kernelId);
    if (kernel === null) throw new Error(kernelId);
    this.machine = createMachine({ kernel });
    this.start = this.mm.startBrk;
  }

  get mm() {
    const mm = this.machine.mms.get(1);
    if (mm === undefined) throw new Error("no process");
    return mm;
  }

  run(name: string, ...args: bigint[]): CallResult {
    const outcome = runCall(this.machine, 1, { name, args });
    this.machine = outcome.machine;
    return outcome.result;
  }

  /** Moves the break to so many bytes above the heap's start; gives where it is then. */
  brk(bytes: number): number {
    const result = this.run("brk", BigInt(this.start + bytes));
    return result.kind === "ok" ? Number(result.value) - this.start : NaN;
  }
}

describe("brk", () => {
  it("gives the break to whoever asks, and grows to the byte", () => {
    const heap = new Heap();
    expect(heap.run("brk", 0n)).toEqual({ kind: "ok", value: BigInt(heap.start) });
    expect(heap.brk(100)).toBe(100);
    expect(heap.brk(3 * PAGE)).toBe(3 * PAGE);
    expect(heap.brk(PAGE + 1)).toBe(PAGE + 1);
    expect(heap.mm.vmas.at(heap.start)?.end).toBe(heap.start + 2 * PAGE);
  });

  it("makes a mapping of its own since 6.1, before that joins the data", () => {
    const count = (kernelId: string): number => {
      const heap = new Heap(kernelId);
      const before = heap.mm.mapCount;
      heap.brk(PAGE);
      return heap.mm.mapCount - before;
    };
    expect([count("5.10"), count("6.1"), count("6.18")]).toEqual([0, 1, 1]);
  });

  it("stays a page away from its neighbour", () => {
    const heap = new Heap();
    heap.run("mmap", BigInt(heap.start + 4 * PAGE), 4096n, 3n, 0x32n, -1n, 0n);
    expect(heap.brk(4 * PAGE)).toBe(0);
    expect(heap.brk(3 * PAGE)).toBe(3 * PAGE);
  });

  it("does not shrink over memory that is gone, except before 6.1", () => {
    const shrunk = (kernelId: string): number => {
      const heap = new Heap(kernelId);
      heap.brk(4 * PAGE);
      heap.run("munmap", BigInt(heap.start + 2 * PAGE), 8192n);
      return heap.brk(2 * PAGE);
    };
    expect([shrunk("5.10"), shrunk("6.18")]).toEqual([2 * PAGE, 4 * PAGE]);
  });

  it("refuses with the old break, not with an errno", () => {
    const heap = new Heap();
    heap.run("prlimit64", 0n, 9n, 0n, 0n);
    heap.machine = {
      ...heap.machine,
      rlimits: { ...heap.machine.rlimits, as: { soft: heap.mm.totalVm * PAGE, hard: Infinity } },
    };
    expect(heap.brk(PAGE)).toBe(0);
  });
});

const errno = (result: CallResult): string => (result.kind === "failed" ? result.errno : result.kind);

describe("mseal", () => {
  it("seals all or nothing", () => {
    const process = new TestProcess();
    process.mapAnon(0, 2);
    process.mapAnon(4, 2);
    expect(errno(process.run("mseal", at(0), span(6), 0n))).toBe("ENOMEM");
    expect(errno(process.run("munmap", at(0), span(1)))).toBe("ok");
    expect(errno(process.run("mseal", at(1), span(1), 0n))).toBe("ok");
    expect(errno(process.run("munmap", at(1), span(1)))).toBe("EPERM");
    expect(errno(process.run("mremap", at(1), span(1), span(1), 3n, at(20)))).toBe("EPERM");
  });

  it("checks its arguments and the release", () => {
    const process = new TestProcess();
    expect(errno(process.run("mseal", at(0), span(1), 1n))).toBe("EINVAL");
    expect(errno(process.run("mseal", at(0) + 1n, span(1), 0n))).toBe("EINVAL");
    expect(errno(process.run("mseal", at(0), 0n, 0n))).toBe("ok");
    expect(errno(new TestProcess({ kernelId: "6.1" }).run("mseal", at(0), 0n, 0n))).toBe("ENOSYS");
  });
});

describe("prlimit64", () => {
  it("sets a limit and gives the old one", () => {
    const process = new TestProcess();
    const limit = { rlim_cur: 4096n, rlim_max: 8192n };
    process.mustRun("prlimit64", 0n, 9n, limit, 0n);
    expect(process.run("prlimit64", 0n, 9n, 0n, 1n)).toEqual({ kind: "ok", value: 0n, out: limit });
    expect(process.machine.rlimits.as).toEqual({ soft: 4096, hard: 8192 });
  });

  it("keeps soft below hard, and hard where it is", () => {
    const process = new TestProcess();
    expect(errno(process.run("prlimit64", 0n, 9n, { rlim_cur: 2n, rlim_max: 1n }, 0n))).toBe("EINVAL");
    process.mustRun("prlimit64", 0n, 9n, { rlim_cur: 1n, rlim_max: 4096n }, 0n);
    expect(errno(process.run("prlimit64", 0n, 9n, { rlim_cur: 1n, rlim_max: 8192n }, 0n))).toBe("EPERM");
    expect(errno(process.run("prlimit64", 0n, 77n, 0n, 0n))).toBe("EINVAL");
    expect(errno(process.run("prlimit64", 99n, 9n, 0n, 0n))).toBe("ESRCH");
  });
});
