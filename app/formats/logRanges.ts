import { PAGE_SIZE, pageAlignDown, pageAlignUp } from "#engine/addr.ts";
import type { Vaddr } from "#engine/addr.ts";
import type { Call } from "#engine/calls.ts";
import { resultFrom } from "./straceLog.ts";

/** Ranges that a call names or makes. */
export interface CallRange {
  readonly start: Vaddr;
  readonly end: Vaddr;
}

const LENGTHS: ReadonlyMap<string, readonly (readonly [start: number, length: number])[]> = new Map([
  [
    "mremap",
    [
      [0, 1],
      [4, 2],
    ],
  ],
]);
const FIRST_TWO: readonly (readonly [number, number])[] = [[0, 1]];
const WITHOUT_RANGE = new Set([
  "close",
  "ftruncate",
  "fallocate",
  "memfd_create",
  "userfaultfd",
  "ioctl",
  "prlimit64",
]);
const HIGHEST = 2n ** 47n;

/** The ranges of memory that a call works on: its own, and where the log says that it put them. */
export function rangesOf(call: Call, logged: string): readonly CallRange[] {
  const ranges: CallRange[] = [];
  const add = (start: bigint, length: bigint): void => {
    if (start <= 0n || start >= HIGHEST || length < 0n || length >= HIGHEST) return;
    const from = pageAlignDown(Number(start));
    ranges.push({ start: from, end: Math.max(from + PAGE_SIZE, pageAlignUp(Number(start + length))) });
  };
  const number = (index: number): bigint => {
    const value = call.args[index];
    return typeof value === "bigint" ? BigInt.asUintN(64, value) : 0n;
  };
  if (call.name === "brk") add(number(0), 0n);
  else if (!WITHOUT_RANGE.has(call.name)) {
    for (const [start, length] of LENGTHS.get(call.name) ?? FIRST_TWO) add(number(start), number(length));
  }
  const result = resultFrom(logged);
  const places = call.name === "mmap" || call.name === "mremap" || call.name === "brk";
  if (places && result.kind === "value") add(result.value, number(call.name === "mremap" ? 2 : 1));
  return ranges;
}
