import { expect, test } from "vitest";
import type { MmEvent, MmEventBody } from "#engine/events.ts";
import { failedRule, locksHeld } from "./locks.ts";

// Only the kind and its own members matter here.
const events = (...bodies: MmEventBody[]): readonly MmEvent[] =>
  bodies.map((body) => ({ ...body, where: "f", depth: 0, mm: 1, machine: {} }) as unknown as MmEvent);

test("locks are held from taking to release", () => {
  const log = events(
    { kind: "lockTaken", lock: "mmap_lock", mode: "write" },
    { kind: "lockTaken", lock: "i_mmap_rwsem", mode: "write" },
    { kind: "lockReleased", lock: "i_mmap_rwsem" },
    { kind: "lockReleased", lock: "mmap_lock" },
  );
  expect(locksHeld(log, 0)).toEqual([]);
  expect(locksHeld(log, 2)).toEqual(["mmap_lock (write)", "i_mmap_rwsem (write)"]);
  expect(locksHeld(log, 3)).toEqual(["mmap_lock (write)"]);
  expect(locksHeld(log, 4)).toEqual([]);
});

test("the failed rule shows when its check has run", () => {
  const log = events({ kind: "checkPassed", rule: "a" }, { kind: "checkFailed", rule: "b", errno: "EINVAL" });
  expect(failedRule(log, 1)).toBe(null);
  expect(failedRule(log, 2)).toBe("b");
});
