/** Numbers from a seed: the same seed always gives the same problem. */
export interface Dice {
  /** A whole number from `from` to `to`, both included. */
  readonly number: (from: number, to: number) => number;
  readonly flag: () => boolean;
  readonly one: <T>(list: readonly [T, ...T[]]) => T;
  /** `least` to `most` different numbers below `below`, ascending. */
  readonly some: (below: number, least: number, most: number) => readonly number[];
}

/** Lehmer's generator (minimal standard): exact in a double, and good enough for exercises. */
const MODULUS = 2 ** 31 - 1;
const FACTOR = 48_271;
/** So that seeds that differ in one digit have parted ways before the first number is drawn. */
const WARM_UP = 4;

const step = (state: number): number => (state * FACTOR) % MODULUS;

const startOf = (seed: string): number => {
  let state = 1;
  for (const character of seed) state = step(state + (character.codePointAt(0) ?? 0));
  for (let i = 0; i < WARM_UP; i += 1) state = step(state);
  return state;
};

export const diceOf = (seed: string): Dice => {
  let state = startOf(seed);
  const next = (): number => {
    state = step(state);
    return state / MODULUS;
  };
  const number = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    number,
    flag: () => next() < 0.5,
    one: (list) => list[number(0, list.length - 1)] ?? list[0],
    some: (below, least, most) => {
      const left = Array.from({ length: below }, (_, i) => i);
      const taken = Array.from({ length: number(least, most) }, () =>
        left.splice(number(0, left.length - 1), 1),
      );
      return taken.flat().toSorted((a, b) => a - b);
    },
  };
};
