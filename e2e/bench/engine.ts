import { PAGE_SIZE } from "#engine/addr.ts";
import { createMachine } from "#engine/boot.ts";
import type { Call } from "#engine/calls.ts";
import { MAP, MREMAP, PROT } from "#engine/constants.ts";
import type { Machine } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";

const HERE = 0x100_0000_0000;
const THERE = 0x110_0000_0000;
const RW = PROT.values.PROT_READ | PROT.values.PROT_WRITE;
const ANON = MAP.values.MAP_PRIVATE | MAP.values.MAP_ANONYMOUS;
const MOVE = MREMAP.values.MREMAP_MAYMOVE | MREMAP.values.MREMAP_FIXED;

const call = (name: string, ...args: readonly (number | bigint)[]): Call => ({
  name,
  args: args.map(BigInt),
});

function must(machine: Machine, next: Call): Machine {
  const { machine: after, result } = runCall(machine, 1, next);
  if (result.kind !== "ok") throw new Error(`${next.name}: ${JSON.stringify(result.kind)}`);
  return after;
}

const ROUNDS = 6;

/**
 * Nanoseconds a call, over `calls` calls of `body`: the best of several rounds, the first of which only warms up.
 * Whatever else the machine does can only make a round slower.
 */
function timed(calls: number, body: () => void): number {
  let best = Infinity;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = process.hrtime.bigint();
    body();
    const cost = Number(process.hrtime.bigint() - start) / calls;
    if (round > 0) best = Math.min(best, cost);
  }
  return best;
}

/** A loop that is the same in C: how fast this machine is just now. Nanoseconds a pass. */
function yardstick(passes: number): number {
  return timed(passes, () => {
    let state = 1;
    for (let pass = 0; pass < passes; pass += 1) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    if (state === 0) throw new Error("the generator stands still");
  });
}

const mapped = (pages: number): Machine =>
  must(
    createMachine(),
    call("mmap", HERE, pages * PAGE_SIZE, RW, ANON | MAP.values.MAP_FIXED | MAP.values.MAP_NORESERVE, -1, 0),
  );

/** mremap of `pages` touched pages there and back: nanoseconds for one of the two. */
function moveCost(pages: number, moves: number): number {
  let machine = must(mapped(pages), call("store", HERE, pages * PAGE_SIZE, 0x41));
  const bytes = pages * PAGE_SIZE;
  const back = call("mremap", THERE, bytes, bytes, MOVE, HERE);
  const forth = call("mremap", HERE, bytes, bytes, MOVE, THERE);
  const round = (): void => {
    for (let move = 0; move < moves / 2; move += 1) machine = must(must(machine, forth), back);
  };
  return timed(moves, round);
}

/** A mapping of two pages, touched, protected and unmapped again: nanoseconds for one of the four. */
function mixCost(rounds: number): number {
  let machine = createMachine();
  const round = (): void => {
    for (let each = 0; each < rounds; each += 1) {
      const { machine: with2, result } = runCall(machine, 1, call("mmap", 0, 2 * PAGE_SIZE, RW, ANON, -1, 0));
      if (result.kind !== "ok") throw new Error("mmap");
      const stored = must(with2, call("store", result.value, 8, 0x41));
      const split = must(stored, call("mprotect", result.value, PAGE_SIZE, PROT.values.PROT_READ));
      machine = must(split, call("munmap", result.value, 2 * PAGE_SIZE));
    }
  };
  return timed(4 * rounds, round);
}

/** mmap(NULL) with `vmas` mappings in place, which cannot merge. */
function placementCost(vmas: number, calls: number): number {
  let machine = createMachine();
  for (let index = 0; index < vmas; index += 1) {
    const prot = index % 2 === 0 ? RW : PROT.values.PROT_READ;
    machine = must(machine, call("mmap", 0, PAGE_SIZE, prot, ANON, -1, 0));
  }
  return timed(calls, () => {
    for (let each = 0; each < calls; each += 1) must(machine, call("mmap", 0, PAGE_SIZE, RW, ANON, -1, 0));
  });
}

export interface EngineFigures {
  readonly yardstick: number;
  readonly moveEight: number;
  readonly moveHuge: number;
  readonly smallMix: number;
  readonly placement: number;
}

/** As many mappings as vm.max_map_count allows by default, but for those that the program starts with. */
const MANY = 65_500;

/** What the engine needs, in nanoseconds a call, without events. */
export const engineFigures = (): EngineFigures => ({
  yardstick: yardstick(2_000_000),
  moveEight: moveCost(8, 20_000),
  moveHuge: moveCost(64 * 2 ** 18, 10_000),
  smallMix: mixCost(5_000),
  placement: placementCost(MANY, 2_000),
});
