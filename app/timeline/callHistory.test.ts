import { describe, expect, it } from "vitest";
import { createMachine } from "#engine/boot.ts";
import type { Call } from "#engine/calls.ts";
import type { Machine } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";
import { CallHistory } from "./callHistory.ts";
import type { CallSource } from "./callHistory.ts";

const PLACES = [0x100_0000_0000n, 0x110_0000_0000n] as const;
const SIZE = 16n * 4096n;

/** A mapping made at one place, written, moved to the other and back, and unmapped: again and again. */
const callAt = (index: number): Call => {
  const [here, there] = PLACES;
  switch (index % 5) {
    case 0:
      return { name: "mmap", args: [here, SIZE, 3n, 0x32n, -1n, 0n] };
    case 1:
      return { name: "store", args: [here + BigInt(index % 16) * 4096n, 8n, BigInt(index)] };
    case 2:
      return { name: "mremap", args: [here, SIZE, SIZE, 3n, there] };
    case 3:
      return { name: "mremap", args: [there, SIZE, SIZE, 3n, here] };
    default:
      return { name: "munmap", args: [here, SIZE] };
  }
};

const source = (length: number): CallSource => ({ length, at: (index) => ({ tid: 1, call: callAt(index) }) });

const plainRun = (length: number): readonly Machine[] => {
  const machines = [createMachine()];
  for (let index = 0; index < length; index += 1) {
    const before = machines.at(-1) ?? createMachine();
    machines.push(runCall(before, 1, callAt(index)).machine);
  }
  return machines;
};

describe("CallHistory", () => {
  const LENGTH = 1003;
  const machines = plainRun(LENGTH);
  const history = new CallHistory(createMachine(), source(LENGTH));

  it("gives the machine of every place, whichever is asked for first", () => {
    for (const done of [LENGTH, 0, 511, 512, 513, 700, 3, 256, 999, 1000]) {
      expect(history.machineAt(done)).toEqual(machines[done]);
    }
  });

  it("gives a step with its events and the machines around it", () => {
    const step = history.step(777);
    expect(step.call).toEqual(callAt(777));
    expect(step.result.kind).toBe("ok");
    expect(step.before).toEqual(machines[777]);
    expect(step.machine).toEqual(machines[778]);
    expect(step.events.some(({ kind }) => kind === "ptesMoved")).toBe(true);
  });

  it("knows how far it reaches", () => {
    expect(history.length).toBe(LENGTH);
    expect(() => history.machineAt(LENGTH + 1)).toThrow(RangeError);
    expect(() => history.machineAt(-1)).toThrow("1003 calls");
    const nothing = new CallHistory(createMachine(), source(0));
    expect(nothing.machineAt(0)).toEqual(createMachine());
  });
});
