import type { Dice } from "../dice.ts";
import type { Problem } from "../problem.ts";
import {
  HEAP,
  PLAIN,
  anon,
  at,
  callsIn,
  farAway,
  hexOf,
  move,
  pageWord,
  pagesOf,
  problem,
  sizeOf,
  store,
} from "./lines.ts";

/** Away, and perhaps home again. */
export const cutAndHeal = (dice: Dice): Problem => {
  const pages = dice.number(5, 9);
  const count = dice.number(1, pages - 3);
  const from = dice.number(1, pages - count - 1);
  const home = dice.flag();
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    `far = ${move(at("heap", from), count, PLAIN, hexOf(farAway(dice.number(1, 9))))}`,
    ...(home ? [move("far", count, PLAIN, at("heap", from))] : []),
  ];
  return problem(lines, {
    kind: "count",
    before: 3,
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages, after: callsIn(lines) },
    prompt: `${pages} written pages; ${count} from page ${from + 1} on move away${home ? " and come home again" : ""}. How many mappings are there in the old range at the end?`,
    rule: "A part that moves keeps the page offset and the identity of its birth. At home it fits, and the pieces become one again.",
  });
};

/** Two mappings meet. */
export const neighbours = (dice: Dice): Problem => {
  const left = dice.number(2, 4);
  const right = dice.number(2, 4);
  const touched = dice.flag();
  const lines = [
    anon("left", HEAP, left),
    anon("right", pagesOf(HEAP, 40), right),
    ...(touched ? [store("left", left, "A"), store("right", right, "B")] : []),
  ];
  const call = callsIn(lines) + 1;
  return problem([...lines, move("right", right, PLAIN, at("left", left))], {
    kind: "count",
    before: call,
    unit: "mappings",
    of: { count: "vmas", from: "left", pages: left + right, after: call },
    prompt: `A mapping of ${pageWord(left)} and one of ${pageWord(right)}, ${touched ? "both written" : "neither ever touched"}, come to lie side by side. How many mappings are they?`,
    rule: "The first write gives a mapping an identity (anon_vma) and ties its offset to where it was. Two written strangers stay two; untouched ones have nothing to defend and become one.",
  });
};

/** Permissions split, and then all of it is to move. */
export const protectSplits = (dice: Dice): Problem => {
  const pages = dice.number(3, 7);
  const count = dice.number(1, pages - 2);
  const from = dice.number(1, pages - count - 1);
  const to = farAway(dice.number(1, 9));
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    `mprotect(${at("heap", from)}, ${sizeOf(count)}, PROT_READ)`,
    move("heap", pages, PLAIN, hexOf(to)),
  ];
  return problem(lines, {
    kind: "place",
    before: 4,
    from: to,
    pages,
    after: 4,
    pieces: "A.-",
    prompt: `${pages} written pages; ${count} from page ${from + 1} on are made read-only. One call with FIXED and equal sizes is to move them all. What is at the new place?`,
    rule: "A mapping has one set of permissions, so changing a part splits it. Until 6.16 a range of several mappings is EFAULT; since 6.17 one such call moves them all.",
  });
};
