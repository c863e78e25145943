import type { InterleavePlan, Order } from "./interleavePlan.ts";

/** How many calls of each lane are done. */
export type Places = readonly number[];

/** A variable's givers: it has a value when one of them is done. */
type Givers = readonly { readonly lane: number; readonly nth: number }[];

/** Which call may come next. Of a thread's calls only the next; and only when what it speaks of has a value. */
export class OrderRules {
  /** For each lane and call the variables that it waits for. */
  private readonly waits: readonly (readonly (readonly Givers[])[])[];
  readonly lengths: readonly number[];
  /** No call waits for another thread's. */
  readonly free: boolean;

  constructor({ lanes, head }: InterleavePlan) {
    const known = new Set(head.flatMap(({ gives }) => gives));
    const givers = (name: string): Givers =>
      lanes.flatMap(({ calls }, lane) =>
        calls.flatMap(({ gives }, nth) => (gives.includes(name) ? [{ lane, nth }] : [])),
      );
    this.lengths = lanes.map(({ calls }) => calls.length);
    this.waits = lanes.map(({ calls }, lane) =>
      calls.map(({ needs }, nth) =>
        needs
          .filter((name) => !known.has(name))
          .map((name) => givers(name))
          // What its own thread gives before is there in every order.
          .filter((all) => !all.some((giver) => giver.lane === lane && giver.nth < nth)),
      ),
    );
    this.free = this.waits.every((calls) => calls.every((needs) => needs.length === 0));
  }

  mayRun(places: Places, lane: number): boolean {
    const nth = places[lane] ?? 0;
    if (nth >= (this.lengths[lane] ?? 0)) return false;
    const needs = this.waits[lane]?.[nth] ?? [];
    return needs.every((givers) => givers.some((giver) => giver.nth < (places[giver.lane] ?? 0)));
  }

  /** Whether an order keeps every rule. */
  keeps(order: Order): boolean {
    const places = this.lengths.map(() => 0);
    for (const lane of order) {
      if (!this.mayRun(places, lane)) return false;
      places[lane] = (places[lane] ?? 0) + 1;
    }
    return order.length === this.lengths.reduce((sum, length) => sum + length, 0);
  }

  /** How many orders there are; null where even counting takes too long. */
  count(): bigint | null {
    if (this.free) return multinomial(this.lengths);
    const states = this.lengths.reduce((product, length) => product * (length + 1), 1);
    return states > MOST_STATES
      ? null
      : this.countFrom(
          this.lengths.map(() => 0),
          new Map(),
        );
  }

  private countFrom(places: Places, known: Map<string, bigint>): bigint {
    const key = places.join(" ");
    const before = known.get(key);
    if (before !== undefined) return before;
    const lanes = this.lengths.flatMap((_, lane) => (this.mayRun(places, lane) ? [lane] : []));
    const count =
      lanes.length === 0
        ? 1n
        : lanes.reduce((sum, lane) => sum + this.countFrom(advanced(places, lane), known), 0n);
    known.set(key, count);
    return count;
  }
}

const MOST_STATES = 100_000;

export const advanced = (places: Places, lane: number): Places =>
  places.map((place, each) => (each === lane ? place + 1 : place));

/** How many orders there are that keep each of several sequences in its own: (a + b + …)! / (a! b! …). */
export function multinomial(lengths: readonly number[]): bigint {
  let count = 1n;
  let sum = 0n;
  for (const length of lengths) {
    for (let each = 1n; each <= BigInt(length); each += 1n) {
      sum += 1n;
      // Divides without a rest: after each pass this is a binomial coefficient times what there was.
      count = (count * sum) / each;
    }
  }
  return count;
}
