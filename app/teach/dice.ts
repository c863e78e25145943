/** Numbers from a seed: the same seed always gives the same problem. */
export interface Dice {
  /** A whole number from `from` to `to`, both included. */
  readonly number: (from: number, to: number) => number;
  readonly flag: () => boolean;
  readonly one: <T>(list: readonly [T, ...T[]]) => T;
  /** `least` to `most` different numbers below `below`, ascending. */
  readonly some: (below: number, least: number, most: number) => readonly number[];
}

/** FNV-1a over the characters of the seed. */
const startOf = (seed: string): number => {
  let hash = 0x811c_9dc5;
  for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x0100_0193);
  return hash >>> 0;
};

export const diceOf = (seed: string): Dice => {
  let state = startOf(seed);
  /** Mulberry32: small, and good enough for exercises. */
  const next = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
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
