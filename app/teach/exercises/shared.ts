import type { Dice } from "../dice.ts";
import type { Problem } from "../problem.ts";
import {
  HEAP,
  anon,
  at,
  callsIn,
  farAway,
  fileView,
  hexOf,
  load,
  pageWord,
  pagesOf,
  problem,
  resize,
  sharedAnon,
  sizeOf,
  store,
  storeInto,
} from "./lines.ts";

const again = (from: string, pages: number, to: string): string =>
  `mremap(${from}, 0, ${sizeOf(pages)}, MREMAP_MAYMOVE|MREMAP_FIXED, ${to})`;

/** Written through the second view, looked at through the first. */
export const twin = (dice: Dice): Problem => {
  const pages = dice.number(3, 6);
  const from = dice.number(0, pages - 2);
  const seen = pages - from;
  const written = dice.some(seen, 1, 2);
  const lines = [
    sharedAnon("first", HEAP, pages),
    store("first", pages, "A"),
    `twin = ${again(at("first", from), seen, hexOf(farAway(dice.number(1, 9))))}`,
    ...storeInto("twin", written, "B"),
  ];
  return problem(lines, {
    kind: "place",
    before: 3,
    from: "first",
    pages,
    after: callsIn(lines),
    pieces: "AB.-",
    prompt: `A second view of ${pages} shared pages begins at page ${from + 1} of the first. Through it B is written to its page${written.length > 1 ? "s" : ""} ${written.map((page) => page + 1).join(" and ")}. What does the first view show?`,
    rule: "An old size of 0 makes one more view, from that page of the object on. Both views show the same frames.",
  });
};

export const ring = (dice: Dice): Problem => {
  const pages = dice.number(2, 4);
  const start = dice.number(1, pages - 1);
  const length = dice.number(2, pages);
  const lines = [
    sharedAnon("ring", HEAP, pages),
    store("ring", pages, "A"),
    `again = ${again("ring", pages, at("ring", pages))}`,
    store(at("ring", start), length, "W"),
  ];
  return problem(lines, {
    kind: "place",
    before: 4,
    from: "ring",
    pages,
    after: 4,
    pieces: "AW.-",
    prompt: `A ring of ${pages} pages is followed by a second view of itself. ${length} pages of W are written from page ${start + 1} on, without looking where the end is. What do the ring’s ${pages} pages hold?`,
    rule: "What is written behind the end lands at the start: the second view shows the same frames once more.",
  });
};

/** A view that is longer than its file. */
export const pastTheEnd = (dice: Dice): Problem => {
  const pages = dice.number(1, 3);
  const now = pages + dice.number(2, 3);
  const file = pages + dice.number(0, 1);
  const lines = [
    'file = memfd_create("data", MFD_CLOEXEC)',
    `ftruncate(file, ${sizeOf(file)})`,
    fileView("view", HEAP, pages, "MAP_SHARED"),
    store("view", pages, "A"),
    resize("view", pages, now),
  ];
  return problem(lines, {
    kind: "works",
    before: 5,
    after: 5,
    addresses: Array.from({ length: now }, (_, i) => ({ label: `page ${i + 1}`, at: pagesOf(HEAP, i) })),
    prompt: `A file of ${pageWord(file)} and a view of ${pages}. The view grows to ${now} pages, and the call succeeds. Mark the pages that can be read.`,
    rule: "mremap changes the view, never the file. A page behind the end of the file is mapped, and touching it is SIGBUS.",
  });
};

/** Shared anonymous memory grows, private memory grows. */
export const hiddenObject = (dice: Dice): Problem => {
  const pages = dice.number(1, 3);
  const now = pages + dice.number(1, 3);
  const shared = dice.flag();
  const make = shared ? sharedAnon : anon;
  const lines = [make("memory", HEAP, pages), store("memory", pages, "A"), resize("memory", pages, now)];
  return problem([...lines, load(at("memory", pages), 1)], {
    kind: "works",
    before: 3,
    after: 3,
    addresses: Array.from({ length: now }, (_, i) => ({ label: `page ${i + 1}`, at: pagesOf(HEAP, i) })),
    prompt: `${pageWord(pages)} of ${shared ? "shared" : "private"} anonymous memory grow to ${now}. Mark the pages that can be read.`,
    rule: "Shared anonymous memory lies in a hidden object of fixed size, and growing the view does not grow it: SIGBUS. Private memory has no such object and reads zeros.",
  });
};
