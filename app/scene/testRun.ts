import { createMachine } from "#engine/boot.ts";
import type { ArgValue, Call } from "#engine/calls.ts";
import type { Machine } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";

/** A call as tests write it: the variable that gets the result, the name, the arguments. */
export type TestCall = readonly [assigned: string | null, name: string, ...args: (ArgValue | number)[]];

export const PAGE = 4096;
const RW = 3;
/** MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED */
const ANON = 0x32;
/** MREMAP_MAYMOVE, MREMAP_FIXED, MREMAP_DONTUNMAP */
export const MAYMOVE = 1;
export const FIXED = 2;
export const DONTUNMAP = 4;
const NO_FILE = 2n ** 64n - 1n;

export const mmap = (assigned: string, addr: number, pages: number, flags = ANON): TestCall => [
  assigned,
  "mmap",
  addr,
  pages * PAGE,
  RW,
  flags,
  NO_FILE,
  0,
];
export const store = (addr: number, pages: number, letter: string): TestCall => [
  null,
  "store",
  addr,
  pages * PAGE,
  letter.charCodeAt(0),
];
export const mremap = (
  assigned: string,
  from: number,
  old: number,
  now: number,
  flags: number,
  to = 0,
): TestCall => [assigned, "mremap", from, old * PAGE, now * PAGE, flags, to];

const callOf = (test: TestCall): Call => {
  const [, name, ...args] = test;
  return { name, args: args.map((arg) => (typeof arg === "number" ? BigInt(arg) : arg)) };
};

const textOf = (call: Call): string =>
  `${call.name}(${call.args.map((arg) => (typeof arg === "bigint" ? `0x${arg.toString(16)}` : "…")).join(", ")})`;

/** Runs calls on a fresh machine; for tests of what is drawn of them. */
export const runCalls = (calls: readonly TestCall[], initial: Machine = createMachine()): Timeline => {
  const steps: Step[] = [];
  let names: ReadonlyMap<string, bigint> = new Map();
  let machine = initial;
  calls.forEach((test, index) => {
    const call = callOf(test);
    const [assigned] = test;
    const outcome = runCall(machine, 1, call, { watch: true });
    if (assigned !== null && outcome.result.kind === "ok")
      names = new Map([...names, [assigned, outcome.result.value]]);
    steps.push({
      index,
      line: index + 1,
      text: textOf(call),
      thread: "main",
      call,
      assigned,
      before: machine,
      after: outcome.machine,
      result: outcome.result,
      events: outcome.events,
      names,
      expectation: null,
    });
    machine = outcome.machine;
  });
  return { initial, steps, stopped: null };
};
