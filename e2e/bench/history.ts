import { runInNewContext } from "node:vm";
import { setFlagsFromString } from "node:v8";
import { PAGE_SIZE } from "#engine/addr.ts";
import { createMachine } from "#engine/boot.ts";
import type { Call } from "#engine/calls.ts";
import { CallHistory } from "#timeline/callHistory.ts";
import type { CallSource } from "#timeline/callHistory.ts";

/** Places that the calls work on, each of 16 pages with as much room behind it. */
const PLACES = 64;
const SIZE = BigInt(16 * PAGE_SIZE);
const addressOf = (place: number): bigint => 0x100_0000_0000n + BigInt(place % PLACES) * 2n * SIZE;

/** An unsigned number that depends on nothing but its argument. */
const scattered = (index: number): number => {
  const mixed = Math.imul(index ^ (index >>> 15), 0x2c1b_3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
};

/** Call number `index` of a program without end: mappings made, written, protected, moved about and unmapped. */
function callAt(index: number): Call {
  const number = scattered(index);
  const here = addressOf(number);
  const there = addressOf(number >>> 8);
  const page = here + BigInt(((number >>> 16) % 16) * PAGE_SIZE);
  switch (number % 7) {
    case 0:
    case 1:
      return { name: "mmap", args: [here, SIZE, 3n, 0x32n, -1n, 0n] };
    case 2:
    case 3:
      return { name: "store", args: [page, 8n, BigInt(index)] };
    case 4:
      return { name: "mprotect", args: [page, BigInt(PAGE_SIZE), 1n] };
    case 5:
      return { name: "mremap", args: [here, SIZE, SIZE, 3n, there] };
    default:
      return { name: "munmap", args: [here, SIZE] };
  }
}

const program = (length: number): CallSource => ({
  length,
  at: (index) => ({ tid: 1, call: callAt(index) }),
});

function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

export interface HistoryFigures {
  /** Nanoseconds a call when the run is made. */
  readonly making: number;
  /** Bytes that the finished run takes. */
  readonly bytes: number;
  /** Nanoseconds until a step is there with its events, chosen anywhere: the usual and the worst. */
  readonly usual: number;
  readonly worst: number;
}

const STEPS = 500;
const TRIES = 3;

/** Nanoseconds until each of several steps is there: the best of several tries, between which others are looked at. */
function reaching(history: CallHistory): readonly number[] {
  const costs = Array.from({ length: STEPS }, () => Infinity);
  for (let each = 0; each < STEPS * TRIES; each += 1) {
    const which = each % STEPS;
    const start = process.hrtime.bigint();
    history.step(scattered(which + 1) % history.length);
    costs[which] = Math.min(costs[which] ?? Infinity, Number(process.hrtime.bigint() - start));
  }
  return costs.toSorted((a, b) => a - b);
}

/** What a run of `calls` calls costs that can be looked at anywhere. */
export function historyFigures(calls: number): HistoryFigures {
  const before = heapInUse();
  const start = process.hrtime.bigint();
  const history = new CallHistory(createMachine(), program(calls));
  const making = Number(process.hrtime.bigint() - start) / calls;
  const bytes = heapInUse() - before;
  const costs = reaching(history);
  return { making, bytes, usual: costs[STEPS / 2] ?? 0, worst: costs.at(-1) ?? 0 };
}
