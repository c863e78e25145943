import { type Cache, flushAt, readAt, writeAt } from "../cache.ts";
import type { Dice } from "../dice.ts";
import type { Problem } from "../problem.ts";
import {
  HEAP,
  PLAIN,
  anon,
  at,
  hexOf,
  load,
  move,
  pageWord,
  pagesOf,
  problem,
  sharedAnon,
  store,
} from "./lines.ts";

/** What the problem of a number of colours is made from; the page draws the cache from it. */
export interface CacheCase {
  readonly colours: number;
  /** Pages between the two addresses. */
  readonly distance: number;
  /** The page moves; otherwise it is seen twice. */
  readonly moves: boolean;
}

export const cacheCaseOf = (dice: Dice): CacheCase => ({
  colours: dice.one([1, 2, 4, 4]),
  distance: dice.number(1, 9),
  moves: dice.number(1, 4) === 1,
});

/** The cache after each of the case's steps, the last one a read through the second address. */
export const playCache = ({ colours, distance, moves }: CacheCase): readonly [readonly Cache[], string] => {
  const empty: Cache = { colours, lines: [], memory: { a: "A" } };
  const [first] = readAt(empty, 0, "a");
  if (moves) {
    const written = writeAt(first, 0, "a", "X");
    const flushed = flushAt(written, 0, "a");
    const [last, seen] = readAt(flushed, distance, "a");
    return [[first, written, flushed, last], seen];
  }
  const [both] = readAt(first, distance, "a");
  const written = writeAt(both, 0, "a", "X");
  const [last, seen] = readAt(written, distance, "a");
  return [[first, both, written, last], seen];
};

export const cacheColours = (dice: Dice): Problem => {
  const colourCase = cacheCaseOf(dice);
  const { colours, distance, moves } = colourCase;
  const seen = playCache(colourCase)[1];
  const to = hexOf(pagesOf(HEAP, distance));
  const lines = moves
    ? [
        anon("page", HEAP, 1),
        store("page", 1, "A"),
        store("page", 1, "X"),
        `moved = ${move("page", 1, PLAIN, to)}`,
        load("moved", 1),
      ]
    : [
        sharedAnon("page", HEAP, 1),
        store("page", 1, "A"),
        `twin = mremap(page, 0, PAGE, ${PLAIN}, ${at("page", distance)})`,
        load("twin", 1),
        store("page", 1, "X"),
        load("twin", 1),
      ];
  const story = moves
    ? "X is written, and then the page moves"
    : "A second view is made and read, and then X is written through the first";
  return problem(lines, {
    kind: "told",
    before: moves ? 4 : 5,
    prompt: `A cache with ${colours === 1 ? "1 colour" : `${colours} colours`}; the two addresses of the page lie ${pageWord(distance)} apart. It holds A. ${story}. What does a read at the second address give on such a machine?`,
    options: ["X", "A, the old byte"],
    answer: seen === "X" ? "X" : "A, the old byte",
    rule: moves
      ? "Before an address is taken away its line is written back to memory. There is one address at a time, so there is one line at a time, whatever the colours are."
      : "Two addresses share a line of the cache only if they agree modulo the number of colours (SHMLBA). Otherwise there are two lines for one frame, and one of them grows old.",
  });
};
