import type { Dice } from "../dice.ts";
import type { Problem } from "../problem.ts";
import {
  DONTUNMAP,
  HEAP,
  PLAIN,
  anon,
  at,
  callsIn,
  farAway,
  hexOf,
  loadFrom,
  move,
  pageList,
  pageWord,
  pagesOf,
  problem,
  resize,
  store,
  storeInto,
} from "./lines.ts";

/** Some written pages arrive at another address. */
export const arrives = (dice: Dice): Problem => {
  const pages = dice.number(4, 8);
  const written = dice.some(pages, 2, pages - 1);
  const to = farAway(dice.number(1, 9));
  const lines = [anon("heap", HEAP, pages), ...storeInto("heap", written, "A")];
  const before = callsIn(lines) + 1;
  return problem([...lines, `moved = ${move("heap", pages, PLAIN, hexOf(to))}`], {
    kind: "place",
    before,
    from: to,
    pages,
    after: before,
    pieces: ".A-z",
    prompt: `The heap has ${pages} pages; ${pageList(written)} were written. All of it moves. What stands at the new place, page by page?`,
    rule: "An entry that is set goes to the same page of the new mapping, and an entry that is not set stays not set: holes travel too.",
  });
};

/** Counting what moves. */
export const entriesMoved = (dice: Dice): Problem => {
  const pages = dice.number(5, 9);
  const written = dice.some(pages, 2, pages - 2);
  const flags = dice.flag() ? PLAIN : DONTUNMAP;
  const lines = [anon("heap", HEAP, pages), ...storeInto("heap", written, "A")];
  const before = callsIn(lines) + 1;
  return problem([...lines, move("heap", pages, flags, hexOf(farAway(dice.number(1, 9))))], {
    kind: "count",
    before,
    unit: "entries",
    of: { count: "entriesMoved", call: before },
    prompt: `A mapping of ${pages} pages; ${pageList(written)} were written. How many page-table entries does the move carry?`,
    rule: "A page has an entry once it was touched. Pages that were only promised have none, and nothing of them has to be carried.",
  });
};

/** Which addresses can be read after a move? */
export const addressesThatWork = (dice: Dice): Problem => {
  const pages = dice.number(2, 6);
  const to = farAway(dice.number(1, 9));
  const stays = dice.flag();
  const lines = [anon("heap", HEAP, pages), store("heap", pages, "A")];
  return problem([...lines, `moved = ${move("heap", pages, stays ? DONTUNMAP : PLAIN, hexOf(to))}`], {
    kind: "works",
    before: 3,
    after: 3,
    addresses: [
      { label: "first page of the old range", at: HEAP },
      { label: "last page of the old range", at: pagesOf(HEAP, pages - 1) },
      { label: "first page of the new range", at: to },
      { label: "last page of the new range", at: pagesOf(to, pages - 1) },
      { label: "the page behind the new range", at: pagesOf(to, pages) },
    ],
    prompt: `${pageWord(pages)} move${stays ? ", with `MREMAP_DONTUNMAP`" : ""}. Mark the addresses that can be read afterwards.`,
    rule: stays
      ? "With `MREMAP_DONTUNMAP` the old mapping stays, so reading there works, and gives zeros. Behind the new range nothing is mapped."
      : "A plain move takes the old mapping away: who still holds an old pointer gets SIGSEGV. Behind the new range nothing is mapped.",
  });
};

export const growInPlace = (dice: Dice): Problem => {
  const pages = dice.number(2, 5);
  const more = dice.number(1, 4);
  const touched = dice.flag() ? [pages + more - 1] : [];
  const lines = [anon("heap", HEAP, pages), store("heap", pages, "A"), resize("heap", pages, pages + more)];
  const all = [...lines, ...loadFrom("heap", touched)];
  return problem(all, {
    kind: "place",
    before: 3,
    from: "heap",
    pages: pages + more,
    after: callsIn(all),
    pieces: ".Az0-",
    prompt: `${pages} written pages grow in place to ${pages + more}${touched.length > 0 ? ", and the last page is read" : ""}. What do the pages hold then?`,
    rule: "Growing changes the promise only. A new page has no entry until it is touched; the first read finds the shared zero page.",
  });
};

export const shrinks = (dice: Dice): Problem => {
  const pages = dice.number(4, 8);
  const now = dice.number(1, pages - 1);
  return problem([anon("heap", HEAP, pages), store("heap", pages, "A"), resize("heap", pages, now)], {
    kind: "place",
    before: 3,
    from: "heap",
    pages,
    after: 3,
    pieces: "A.-z",
    prompt: `${pages} written pages shrink to ${now}. What is at the ${pages} old addresses?`,
    rule: "Shrinking unmaps the tail. Its entries, its frames and the promise are gone: an access there is SIGSEGV.",
  });
};

/** A move with FIXED onto a part of something else. */
const ontoSomething = (dice: Dice) => {
  const pages = dice.number(1, 3);
  const target = dice.number(pages + 2, 7);
  const into = dice.number(0, target - pages);
  const to = farAway(dice.number(1, 9));
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    anon("target", to, target),
    store("target", target, "B"),
    move("heap", pages, PLAIN, at("target", into)),
  ];
  return { pages, target, into, lines };
};

export const fixedOverwrites = (dice: Dice): Problem => {
  const { pages, target, into, lines } = ontoSomething(dice);
  return problem(lines, {
    kind: "place",
    before: 5,
    from: "target",
    pages: target,
    after: 5,
    pieces: "AB.-",
    prompt: `${pageWord(pages)} of A move with FIXED onto page ${into + 1} and following of ${target} pages of B. What do these ${target} pages hold afterwards?`,
    rule: "`MREMAP_FIXED` asks nobody: what lies under the destination is unmapped first. What lies beside it stays.",
  });
};

export const framesFreed = (dice: Dice): Problem => {
  const { pages, target, into, lines } = ontoSomething(dice);
  return problem(lines, {
    kind: "count",
    before: 5,
    unit: "frames",
    of: { count: "framesFreed", call: 5 },
    prompt: `${pageWord(pages)} of A move onto page ${into + 1} and following of ${target} pages of B. How many frames does this call give back?`,
    rule: "The frames under the destination lose their only entry and are freed. The frames that move are not copied, and none is needed for them.",
  });
};

const middle = (dice: Dice) => {
  const pages = dice.number(5, 8);
  const count = dice.number(1, pages - 3);
  const from = dice.number(1, pages - count - 1);
  return { pages, count, from, lines: [anon("heap", HEAP, pages), store("heap", pages, "A")] };
};

export const middleMoves = (dice: Dice): Problem => {
  const { pages, count, from, lines } = middle(dice);
  const call = move(at("heap", from), count, PLAIN, hexOf(farAway(dice.number(1, 9))));
  return problem([...lines, call], {
    kind: "place",
    before: 3,
    from: "heap",
    pages,
    after: 3,
    pieces: "A.-z",
    prompt: `Of ${pages} written pages, ${count} from page ${from + 1} on move away without DONTUNMAP. What is left at the old addresses?`,
    rule: "A plain move cuts the mapping: the part that moved is unmapped at its old place, the rest stays on both sides.",
  });
};

export const holeInTheTable = (dice: Dice): Problem => {
  const { pages, count, from, lines } = middle(dice);
  const stays = dice.flag();
  const call = move(at("heap", from), count, stays ? DONTUNMAP : PLAIN, hexOf(farAway(dice.number(1, 9))));
  return problem([...lines, call], {
    kind: "count",
    before: 3,
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages, after: 3 },
    prompt: `${count} of ${pages} pages, from page ${from + 1} on, move ${stays ? "with" : "without"} DONTUNMAP. How many mappings are there in the old range afterwards?`,
    rule: stays
      ? "With DONTUNMAP nothing is cut: one mapping, with a hole in its page table only."
      : "Without DONTUNMAP the middle is unmapped, so that two mappings are left, with a gap between them.",
  });
};
