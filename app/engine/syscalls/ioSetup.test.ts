import { describe, expect, test } from "vitest";
import { mapsText } from "../procMaps.ts";
import { runCall } from "../run.ts";
import { TestProcess, at, span } from "../testProcess.ts";

const MOVE = 3n;
const MAYMOVE = 1n;
const DONTUNMAP = 5n;

/** A process with a ring for so many requests. */
const withRing = (requests: bigint): TestProcess => {
  const p = new TestProcess();
  p.mapAnon(0, 1);
  p.store(0, 1, 0n);
  p.mustRun("io_setup", requests, at(0));
  return p;
};

const ringLines = (p: TestProcess): readonly string[] =>
  mapsText(p.machine, p.mm)
    .split("\n")
    .filter((line) => line.includes("[aio]"));

/** Where the ring is: what the kernel wrote behind ctxp. */
const ringAt = (p: TestProcess): bigint => {
  const [entry] = [...p.mm.vmas.entries()].filter(({ value }) => value.file !== null);
  return BigInt(entry?.start ?? 0);
};

const baseOf = (p: TestProcess): bigint | null => {
  const rings = [...p.machine.inodes.values()].flatMap(({ ring }) => (ring === undefined ? [] : [ring.base]));
  return rings[0] === undefined ? null : BigInt(rings[0]);
};

describe("io_setup", () => {
  test("maps a ring, writes its address behind ctxp, and puts number and room at its start", () => {
    const p = withRing(500n);
    expect(ringLines(p)).toHaveLength(1);
    expect(ringLines(p)[0]).toMatch(/ rw-s 00000000 .* \/\[aio\] \(deleted\)$/);
    expect(p.pages()).toContainEqual(`0+1 PX ${ringAt(p)}`);
    p.mustRun("load", ringAt(p), 8n);
    expect(p.pages().some((line) => line.endsWith(` ${1023n * 2n ** 32n}`))).toBe(true);
    expect(p.mm.rss.file).toBe(8);
  });

  test("refuses what it cannot do", () => {
    const p = withRing(1n);
    const errno = (events: bigint, ctxp: bigint): string => {
      const result = p.run("io_setup", events, ctxp);
      return result.kind === "failed" ? result.errno : result.kind;
    };
    expect(errno(1n, at(0))).toBe("EINVAL");
    p.store(0, 1, 0n);
    expect(errno(0n, at(0))).toBe("EINVAL");
    expect(errno(0xffff_ffffn, at(0))).toBe("EINVAL");
    expect(errno(70_000n, at(0))).toBe("EAGAIN");
    expect(errno(65_536n, at(0))).toBe("EAGAIN");
    expect(errno(1n, at(9))).toBe("EFAULT");
    p.mustRun("mprotect", at(0), span(1), 1n);
    expect(errno(1n, at(0))).toBe("EFAULT");
    expect(ringLines(p)).toHaveLength(1);
  });

  test("the ring may be moved, whole or in part, and its context follows; it may not grow or be doubled", () => {
    const p = withRing(500n);
    expect(p.run("mremap", ringAt(p), span(8), span(8), MOVE, at(64))).toEqual({ kind: "ok", value: at(64) });
    expect(baseOf(p)).toBe(at(64));
    const errno = (...args: bigint[]): string => {
      const result = p.run("mremap", ...args);
      return result.kind === "failed" ? result.errno : result.kind;
    };
    expect(errno(at(64), span(8), span(9), MAYMOVE, 0n)).toBe("EFAULT");
    expect(errno(at(64), span(8), span(8), DONTUNMAP, 0n)).toBe("EINVAL");
    expect(errno(at(64), 0n, span(8), MAYMOVE, 0n)).toBe("EFAULT");
    p.mustRun("mremap", at(65), span(1), span(1), MOVE, at(128));
    expect(baseOf(p)).toBe(at(128));
    expect(ringLines(p)).toHaveLength(3);
  });

  test("a child of fork has the ring but cannot move it: everything stays as it was", () => {
    const p = withRing(1n);
    const child = p.run("fork");
    if (child.kind !== "ok") throw new Error("fork failed");
    const args = [ringAt(p), span(1), span(1), MOVE, at(64)];
    const moved = runCall(p.machine, Number(child.value), { name: "mremap", args });
    expect(moved.result).toMatchObject({ kind: "failed", errno: "EINVAL", where: "aio_ring_mremap" });
    const maps = (machine: typeof p.machine): string => {
      const mm = machine.mms.get(2);
      return mm === undefined ? "" : mapsText(machine, mm);
    };
    expect(maps(moved.machine)).toBe(maps(p.machine));
  });
});
