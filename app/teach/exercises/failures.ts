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
  load,
  move,
  openWatch,
  pageWord,
  pagesOf,
  problem,
  register,
  sizeOf,
  store,
} from "./lines.ts";

/** A call with FIXED that fails. */
export const failedAndGone = (dice: Dice): Problem => {
  const pages = dice.number(2, 5);
  const target = dice.number(pages, 7);
  const to = farAway(dice.number(1, 9));
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    anon("target", to, target),
    store("target", target, "B"),
    `mremap(heap, 0, ${sizeOf(pages)}, ${PLAIN}, target)`,
  ];
  return problem(lines, {
    kind: "place",
    before: 5,
    from: "target",
    pages: target,
    after: 5,
    pieces: "AB.-",
    prompt: `Private memory cannot be seen twice, so this call is EINVAL. It had FIXED, a new size of ${pageWord(pages)} and a destination of ${target} pages of B. What is at the destination?`,
    rule: "Until 6.16 the kernel made room at the destination first and looked at the source afterwards. Since 6.17 it checks everything before it changes anything.",
  });
};

/** Wagons of two kinds of permissions; one of them is watched. */
export const train = (dice: Dice): Problem => {
  const wagons = dice.number(3, 4);
  const sizes = Array.from({ length: wagons }, () => dice.number(1, 2));
  const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
  const pages = sizes.reduce((sum, size) => sum + size, 0);
  const bad = dice.number(1, wagons - 1);
  const lines = [
    anon("train", HEAP, pages),
    store("train", pages, "A"),
    ...sizes.flatMap((size, i) =>
      i % 2 === 1 ? [`mprotect(${at("train", starts[i] ?? 0)}, ${sizeOf(size)}, PROT_READ)`] : [],
    ),
    ...openWatch(),
    register(at("train", starts[bad] ?? 0), sizes[bad] ?? 1),
  ];
  const call = callsIn(lines) + 1;
  return problem([...lines, move("train", pages, PLAIN, hexOf(farAway(dice.number(1, 9))))], {
    kind: "place",
    before: call,
    from: "train",
    pages,
    after: call,
    pieces: "A-.",
    prompt: `${wagons} mappings side by side, ${pages} pages in all; number ${bad + 1} (page ${(starts[bad] ?? 0) + 1} on) is watched by a userfaultfd. One call is to move them all. What is left at the old addresses?`,
    rule: "Since 6.17 one call moves mapping after mapping. A watched one is refused when the kernel gets there, with EFAULT, and what moved before stays moved. Until 6.16 nothing moves at all.",
  });
};

/** A source with a gap, onto something full. */
export const gapInTheMiddle = (dice: Dice): Problem => {
  const left = dice.number(1, 3);
  const gap = dice.number(1, 3);
  const right = dice.number(1, 3);
  const pages = left + gap + right;
  const lines = [
    anon("first", HEAP, left),
    store("first", left, "A"),
    anon("second", pagesOf(HEAP, left + gap), right),
    store("second", right, "B"),
    anon("target", farAway(dice.number(1, 9)), pages),
    store("target", pages, "C"),
    move("first", pages, PLAIN, "target"),
  ];
  return problem(lines, {
    kind: "place",
    before: 7,
    from: "target",
    pages,
    after: 7,
    pieces: "ABC.-",
    prompt: `${pageWord(left)} of A, a gap of ${gap}, ${pageWord(right)} of B move in one call with FIXED onto ${pages} pages of C. What does the destination hold?`,
    rule: "Until 6.16 the gap makes it EFAULT, after the destination was unmapped. Since 6.17 each mapping replaces its own part, and under the gap the old pages stay.",
  });
};

/** A pointer that was kept. */
export const deadPointer = (dice: Dice): Problem => {
  const pages = dice.number(1, 4);
  const now = pages + dice.number(1, 3);
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    `wall = mmap(${hexOf(pagesOf(HEAP, pages))}, PAGE, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)`,
    `moved = mremap(heap, ${sizeOf(pages)}, ${sizeOf(now)}, MREMAP_MAYMOVE, 0)`,
    load("heap", 1),
  ];
  return problem(lines, {
    kind: "works",
    before: 4,
    after: 4,
    addresses: [
      { label: "the old first page", at: HEAP },
      { label: "the old last page", at: pagesOf(HEAP, pages - 1) },
      { label: "the wall behind it", at: pagesOf(HEAP, pages) },
    ],
    prompt: `A mapping of ${pageWord(pages)} is to grow to ${now}, a wall stands behind it, and MAYMOVE is set. Mark the old addresses that can still be read.`,
    rule: "There was no room, so the memory moved. The old range is unmapped: pointers into it are dead. The wall is another mapping and stays.",
  });
};
