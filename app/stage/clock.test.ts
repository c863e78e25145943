import { describe, expect, it } from "vitest";
import { createClock } from "./clock.ts";

const setUp = () => {
  let time = 0;
  let pending: (() => void) | null = null;
  const ticks: number[] = [];
  let ends = 0;
  const clock = createClock({
    onTick: (t) => ticks.push(t),
    onEnd: () => {
      ends += 1;
    },
    now: () => time,
    requestFrame: (callback) => {
      pending = callback;
      return 1;
    },
    cancelFrame: () => {
      pending = null;
    },
  });
  const pass = (milliseconds: number): void => {
    time += milliseconds;
    const callback = pending;
    pending = null;
    callback?.();
  };
  return { clock, ticks, pass, ends: () => ends };
};

describe("createClock", () => {
  it("turns milliseconds into t, by the speed", () => {
    const { clock, ticks, pass } = setUp();
    clock.load(1000, 0);
    clock.play();
    pass(50);
    clock.setSpeed(4);
    pass(50);
    expect(ticks).toEqual([0.05, 0.25]);
  });

  it("stops at the end and tells once", () => {
    const { clock, ticks, pass, ends } = setUp();
    clock.load(100, 0.9);
    clock.play();
    pass(50);
    pass(50);
    expect([ticks, ends(), clock.playing]).toEqual([[1], 1, false]);
  });

  it("stands still while paused, and jumps when told", () => {
    const { clock, ticks, pass } = setUp();
    clock.load(1000, 0);
    clock.play();
    clock.pause();
    pass(500);
    clock.seek(0.5);
    clock.play();
    pass(100);
    expect(ticks).toEqual([0.6]);
  });

  it("does not leap after a sleep of the page", () => {
    const { clock, ticks, pass } = setUp();
    clock.load(1000, 0);
    clock.play();
    pass(60_000);
    expect(ticks).toEqual([0.1]);
  });
});
