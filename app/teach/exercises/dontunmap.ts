import type { Fact, Option } from "#scenarios/scenario.ts";
import type { Dice } from "../dice.ts";
import type { Problem } from "../problem.ts";
import {
  DONTUNMAP,
  HEAP,
  PLAIN,
  anon,
  callsIn,
  farAway,
  fileView,
  hexOf,
  loadFrom,
  move,
  pageList,
  pageWord,
  pagesOf,
  problem,
  sharedAnon,
  sizeOf,
  store,
  storeInto,
} from "./lines.ts";

/** The emptied range is used again. */
export const emptiedThenUsed = (dice: Dice): Problem => {
  const pages = dice.number(4, 7);
  const read = dice.some(pages, 1, 2);
  const written = dice.some(pages, 1, 2);
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    `moved = ${move("heap", pages, DONTUNMAP, hexOf(farAway(dice.number(1, 9))))}`,
    ...loadFrom("heap", read),
    ...storeInto("heap", written, "B"),
  ];
  return problem(lines, {
    kind: "place",
    before: 3,
    from: "heap",
    pages,
    after: callsIn(lines),
    pieces: ".zAB-",
    prompt: `${pages} written pages of A move away with DONTUNMAP. Then the old range is read at ${pageList(read)} and B is written at ${pageList(written)}. What does the old range hold?`,
    rule: "The emptied mapping behaves like new memory: a read finds the shared zero page, a write gets a frame of its own, and an untouched page has no entry.",
  });
};

const result = (call: number, is: string): Fact => ({ fact: "result", call, is });

/** A place is given, but FIXED is not. */
export const withoutFixed = (dice: Dice): Problem => {
  const pages = dice.number(2, 4);
  const to = farAway(dice.number(1, 9));
  const taken = dice.flag();
  const lines = [anon("heap", HEAP, pages), store("heap", pages, "A")];
  const wall = taken ? [anon("wall", to, pages), store("wall", pages, "B")] : [];
  const call = lines.length + wall.length + 1;
  const flags = "MREMAP_MAYMOVE|MREMAP_DONTUNMAP";
  return problem([...lines, ...wall, `moved = ${move("heap", pages, flags, hexOf(to))}`], {
    kind: "choose",
    before: call,
    prompt: `MAYMOVE and DONTUNMAP, no FIXED, and an address as fifth argument. There, ${taken ? "another mapping of B lies" : "nothing is mapped"}. Where do the ${pages} pages of A go?`,
    options: [
      {
        text: "To that address",
        when: [result(call, "ok"), { fact: "pages", from: to, after: call, are: "A".repeat(pages) }],
      },
      {
        text: "To another address: the kernel chooses",
        when: [result(call, "ok"), { fact: "sameAddress", a: "moved", b: to, is: false }],
      },
      { text: "Nowhere: EINVAL", when: [result(call, "EINVAL")] },
    ],
    rule: "With DONTUNMAP and without FIXED the address is a hint: taken when it is free, passed over when it is not. Nothing is overwritten. The patch of January 2020 refused calls without FIXED.",
  });
};

export const equalSizes = (dice: Dice): Problem => {
  const pages = dice.number(3, 6);
  const now = dice.one([pages, pages + dice.number(1, 3), dice.number(1, pages - 1)]);
  const to = hexOf(farAway(dice.number(1, 9)));
  const lines = [anon("heap", HEAP, pages), store("heap", pages, "A")];
  return problem([...lines, `mremap(heap, ${sizeOf(pages)}, ${sizeOf(now)}, ${DONTUNMAP}, ${to})`], {
    kind: "choose",
    before: 3,
    prompt: `DONTUNMAP with an old size of ${pages} and a new size of ${now}. What comes back?`,
    options: [
      { text: "The new address", when: [result(3, "ok")] },
      { text: "EINVAL", when: [result(3, "EINVAL")] },
      { text: "ENOMEM", when: [result(3, "ENOMEM")] },
    ],
    rule: "Version 7 of the patch made it a rule: with DONTUNMAP old and new size are equal, or the answer is EINVAL. The versions before allowed another size.",
  });
};

/** What DONTUNMAP costs. */
export const theBill = (dice: Dice): Problem => {
  const pages = dice.number(3, 9);
  const stays = dice.flag();
  const written = dice.some(pages, 1, pages - 1);
  const lines = [anon("heap", HEAP, pages), ...storeInto("heap", written, "A")];
  const call = callsIn(lines) + 1;
  const grew = (counter: "totalVm" | "anon", by: number): Fact => ({
    fact: "counter",
    counter,
    from: call - 1,
    after: call,
    grew: by,
  });
  const option = (text: string, size: number, rss: number): Option => ({
    text,
    when: [grew("totalVm", size), grew("anon", rss)],
  });
  const flags = stays ? DONTUNMAP : PLAIN;
  return problem([...lines, move("heap", pages, flags, hexOf(farAway(dice.number(1, 9))))], {
    kind: "choose",
    before: call,
    prompt: `A mapping of ${pages} pages with ${written.length} of them in memory moves ${stays ? "with" : "without"} DONTUNMAP. What grows: the promise (VmSize) or the memory in use (RSS)?`,
    options: [
      option("Neither", 0, 0),
      option(`VmSize by ${pageWord(pages)}, RSS not at all`, pages, 0),
      option(`VmSize by ${pageWord(pages)}, RSS by ${pageWord(written.length)}`, pages, written.length),
    ],
    rule: "Two mappings are twice the promise. The frames are the same ones, so the memory in use does not grow.",
  });
};

/** Private or shared memory, moved with DONTUNMAP and read again. */
export const kindOfMemory = (dice: Dice): Problem => {
  const pages = dice.number(2, 6);
  const shared = dice.flag();
  const read = dice.some(pages, 1, pages);
  const make = shared ? sharedAnon : anon;
  const lines = [
    make("memory", HEAP, pages),
    store("memory", pages, "A"),
    move("memory", pages, DONTUNMAP, hexOf(farAway(dice.number(1, 9)))),
    ...loadFrom("memory", read),
  ];
  return problem(lines, {
    kind: "place",
    before: 3,
    from: "memory",
    pages,
    after: callsIn(lines),
    pieces: ".zA-",
    prompt: `${pageWord(pages)} of ${shared ? "shared" : "private"} memory move with DONTUNMAP, and the old range is read at ${pageList(read)}. What does it hold?`,
    rule: "Private memory starts again from nothing. Shared memory belongs to an object, and the old mapping finds its frames there again. From 5.7 to 5.12 the kernel refuses shared memory, and nothing moves at all.",
  });
};

export const privateFile = (dice: Dice): Problem => {
  const pages = dice.number(3, 6);
  const changed = dice.some(pages, 1, pages - 1);
  const source = pagesOf(HEAP, 32);
  const lines = [
    'file = memfd_create("text", MFD_CLOEXEC)',
    `ftruncate(file, ${sizeOf(pages)})`,
    fileView("whole", source, pages, "MAP_SHARED"),
    store("whole", pages, "F"),
    fileView("view", HEAP, pages, "MAP_PRIVATE"),
    ...storeInto("view", changed, "C"),
  ];
  const before = callsIn(lines) + 1;
  const all = [
    ...lines,
    move("view", pages, DONTUNMAP, hexOf(farAway(dice.number(1, 9)))),
    ...loadFrom(
      "view",
      Array.from({ length: pages }, (_, i) => i),
    ),
  ];
  return problem(all, {
    kind: "place",
    before,
    from: "view",
    pages,
    after: callsIn(all),
    pieces: "FCz.-",
    prompt: `A private view of a file full of F; ${pageList(changed)} were changed to C. The view moves with DONTUNMAP, and all of the old range is read. What does it show?`,
    rule: "A changed page is a private copy, and copies move. The emptied mapping fills from where it always fills: from the file.",
  });
};

/** A frame is at one place at a time, unless memory is shared. */
export const oneFrameOnePlace = (dice: Dice): Problem => {
  const pages = dice.number(2, 5);
  const to = farAway(dice.number(1, 9));
  const shared = dice.flag();
  const make = shared ? sharedAnon : anon;
  const lines = [
    make("memory", HEAP, pages),
    store("memory", pages, "A"),
    move("memory", pages, DONTUNMAP, hexOf(to)),
    ...loadFrom("memory", [0]),
  ];
  const same: Fact = { fact: "sameFrames", pages: 1, from: HEAP, before: 4, to, after: 4 };
  return problem(lines, {
    kind: "choose",
    before: 3,
    prompt: `${pageWord(pages)} of ${shared ? "shared" : "private"} memory move with DONTUNMAP; then the first old page is read. Is one frame now to be found at two addresses?`,
    options: [
      { text: "Yes: the first frame is at the old and at the new address", when: [same] },
      {
        text: "No: the old address shows the zero page",
        when: [{ fact: "pages", from: HEAP, after: 4, are: `z${".".repeat(pages - 1)}` }],
      },
      {
        text: "No: the old address is not mapped",
        when: [{ fact: "pages", from: HEAP, after: 4, are: "-".repeat(pages) }],
      },
      { text: "No: the call is refused with EINVAL, and nothing moves", when: [result(3, "EINVAL")] },
    ],
    rule: "Private entries are in one place at a time. Shared frames belong to an object, and every mapping of it finds them: two addresses for one frame, since 5.13 also after DONTUNMAP.",
  });
};
