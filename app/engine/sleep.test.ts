import { describe, expect, it } from "vitest";
import type { Call } from "./calls.ts";
import { checkInvariants } from "./invariants.ts";
import type { Machine } from "./machine.ts";
import { runCall } from "./run.ts";
import type { Outcome } from "./run.ts";
import { at, span } from "./testProcess.ts";
import { MISSING, outcome, range, UffdProcess, WP } from "./uffdProcess.ts";

const WORKER = 2;

/** A process with a second thread, and a registered range of four pages. */
class Threads extends UffdProcess {
  readonly fd: bigint;

  constructor(mode = MISSING, ...features: Parameters<UffdProcess["open"]>) {
    super();
    this.fd = this.open(...features);
    this.mapAnon(0, 4);
    this.register(this.fd, 0, 4, mode);
    const worker = { tid: WORKER, name: "worker", mm: 1, blockedOn: null };
    this.machine = { ...this.machine, tasks: new Map(this.machine.tasks).set(WORKER, worker) };
  }

  by(tid: number, name: string, ...args: Call["args"]): Outcome {
    const done = runCall(this.machine, tid, { name, args });
    this.machine = done.machine;
    return done;
  }

  zeropage(page: number): Outcome {
    return this.by(1, "ioctl", this.fd, 0xc020_aa04n, { range: range(page, 1), mode: 0n });
  }
}

const sleeps = (machine: Machine): boolean => machine.tasks.get(WORKER)?.blockedOn !== null;

describe("a thread that touches a watched page", () => {
  it("sleeps until the page is filled, then goes on where it was", () => {
    const threads = new Threads();
    expect(outcome(threads.by(WORKER, "store", at(0), span(2), 7n).result)).toBe("blocked");
    expect(sleeps(threads.machine)).toBe(true);
    const first = threads.zeropage(0);
    expect(first.resumed.map(({ result }) => outcome(result))).toEqual(["blocked"]);
    expect(threads.pages()).toEqual(["0+1 PX 7"]);
    const second = threads.zeropage(1);
    expect(second.resumed.map(({ tid, result }) => [tid, outcome(result)])).toEqual([[WORKER, "ok"]]);
    expect([sleeps(threads.machine), threads.pages()]).toEqual([false, ["0+2 PX 7"]]);
    expect(checkInvariants(threads.machine)).toEqual([]);
  });

  it("sleeps on after UFFDIO_WAKE if nothing was filled, and after a fill elsewhere", () => {
    const threads = new Threads();
    threads.by(WORKER, "load", at(0), span(1));
    expect(threads.zeropage(3).resumed).toEqual([]);
    const woken = threads.by(1, "ioctl", threads.fd, 0x8010_aa02n, range(0, 4));
    expect(woken.resumed.map(({ result }) => outcome(result))).toEqual(["blocked"]);
    expect(sleeps(threads.machine)).toBe(true);
  });

  it("goes on without an answer when the watch ends", () => {
    for (const end of ["unregister", "close"] as const) {
      const threads = new Threads();
      threads.by(WORKER, "store", at(1), span(1), 7n);
      const { resumed } =
        end === "close"
          ? threads.by(1, "close", threads.fd)
          : threads.by(1, "ioctl", threads.fd, 0x8010_aa01n, range(0, 4));
      expect(resumed.map(({ result }) => outcome(result))).toEqual(["ok"]);
    }
  });

  it("goes on when a monitor starts to serve", () => {
    const threads = new Threads(MISSING + WP);
    threads.by(WORKER, "store", at(0), span(3), 7n);
    const { resumed, delivered } = threads.by(1, "serve", threads.fd);
    expect(delivered.map(({ answer }) => answer)).toEqual(["UFFDIO_ZEROPAGE = 0"]);
    expect(resumed[0]?.delivered).toHaveLength(2);
    expect(threads.pages()).toEqual(["0+3 PX 7"]);
  });

  it("a call that populates keeps its result", () => {
    const threads = new Threads();
    threads.by(1, "mlockall", 2n);
    expect(outcome(threads.by(WORKER, "mlock", at(0), span(1)).result)).toBe("blocked");
    expect(threads.zeropage(0).resumed.map(({ result }) => outcome(result))).toEqual(["ok"]);
  });
});

describe("a call whose message nobody reads", () => {
  it("has done its work, and returns when the message is read", () => {
    const threads = new Threads(MISSING, "UFFD_FEATURE_EVENT_UNMAP");
    threads.mapAnon(20, 1);
    expect(outcome(threads.by(WORKER, "munmap", at(0), span(4)).result)).toBe("blocked");
    expect(threads.machine.mms.get(1)?.vmas.at(Number(at(0)))).toBeNull();
    const read = threads.by(1, "read", threads.fd, at(20), 32n);
    expect(read.result).toEqual({ kind: "ok", value: 32n });
    expect(read.resumed.map(({ result }) => outcome(result))).toEqual(["ok"]);
    expect(outcome(threads.by(1, "read", threads.fd, at(20), 32n).result)).toBe("EAGAIN");
    expect(threads.pages()).toEqual(["20+1 PX 22"]);
  });
});
