import type { Step, Timeline } from "./timeline.ts";

/** One line of two runs in lockstep. Null: this side has no such call, and waits. Never both null. */
export interface Row {
  readonly left: Step | null;
  readonly right: Step | null;
}

/** What makes two calls the same: who calls what, and where the result goes. */
const keyOf = ({ thread, assigned, text }: Step): string => `${thread}: ${assigned ?? ""} = ${text}`;

/** The same call is worth more than a call of the same name with other arguments. */
const SAME = 4;
const ALIKE = 1;
/** Above this many pairs to try, calls are paired by their place. */
const PAIRS_MAX = 1_000_000;

const worth = (left: Step | undefined, right: Step | undefined): number => {
  if (left === undefined || right === undefined) return 0;
  if (keyOf(left) === keyOf(right)) return SAME;
  return left.call.name === right.call.name && left.thread === right.thread ? ALIKE : 0;
};

/** Row by row, without a search: for runs that are too long for one. */
const byPlace = (left: readonly Step[], right: readonly Step[]): readonly Row[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, i): readonly Row[] => {
    const [a, b] = [left[i] ?? null, right[i] ?? null];
    if (a === null || b === null || worth(a, b) > 0) return [{ left: a, right: b }];
    return [
      { left: a, right: null },
      { left: null, right: b },
    ];
  }).flat();

/** Best sum of worths of pairs that can be had from calls i… of the left and j… of the right. */
const bestSums = (left: readonly Step[], right: readonly Step[]): ((i: number, j: number) => number) => {
  const width = right.length + 1;
  const sums = new Uint32Array((left.length + 1) * width);
  const at = (i: number, j: number): number => sums[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const pair = worth(left[i], right[j]);
      const paired = pair === 0 ? 0 : pair + at(i + 1, j + 1);
      sums[i * width + j] = Math.max(paired, at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
};

const bySearch = (left: readonly Step[], right: readonly Step[]): readonly Row[] => {
  const best = bestSums(left, right);
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i] ?? null, right[j] ?? null];
    const pair = a === null || b === null ? 0 : worth(a, b);
    if (pair > 0 && best(i, j) === pair + best(i + 1, j + 1)) {
      rows.push({ left: a, right: b });
      i += 1;
      j += 1;
    } else if (a !== null && (b === null || best(i + 1, j) >= best(i, j + 1))) {
      rows.push({ left: a, right: null });
      i += 1;
    } else {
      rows.push({ left: null, right: b });
      j += 1;
    }
  }
  return rows;
};

/** How many calls are the same from the start. */
const sharedStart = (left: readonly Step[], right: readonly Step[]): number => {
  const limit = Math.min(left.length, right.length);
  let count = 0;
  while (count < limit && worth(left[count], right[count]) === SAME) count += 1;
  return count;
};

const sharedEnd = (left: readonly Step[], right: readonly Step[]): number =>
  sharedStart(left.toReversed(), right.toReversed());

/**
 * Puts the calls of two runs beside each other: the same lines of the program first, then calls of the same name
 * with other arguments. What only one side has leaves a gap on the other.
 */
export const alignRuns = (left: Timeline, right: Timeline): readonly Row[] => {
  const start = sharedStart(left.steps, right.steps);
  const [a, b] = [left.steps.slice(start), right.steps.slice(start)];
  const end = sharedEnd(a, b);
  const middle = [a.slice(0, a.length - end), b.slice(0, b.length - end)] as const;
  const search = (middle[0].length + 1) * (middle[1].length + 1) <= PAIRS_MAX ? bySearch : byPlace;
  const pairs = (from: readonly Step[], to: readonly Step[]): readonly Row[] =>
    from.map((step, i) => ({ left: step, right: to[i] ?? null }));
  return [
    ...pairs(left.steps.slice(0, start), right.steps),
    ...search(...middle),
    ...pairs(a.slice(a.length - end), b.slice(b.length - end)),
  ];
};
