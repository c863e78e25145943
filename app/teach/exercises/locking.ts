import type { Fact, Option } from "#scenarios/scenario.ts";
import type { Dice } from "../dice.ts";
import type { Problem } from "../problem.ts";
import {
  DONTUNMAP,
  HEAP,
  PLAIN,
  anon,
  at,
  farAway,
  hexOf,
  move,
  pageWord,
  problem,
  resize,
  sizeOf,
} from "./lines.ts";

const lock = (pages: number): string => `mlock(heap, ${sizeOf(pages)})`;
const result = (call: number, is: string): Fact => ({ fact: "result", call, is });
const kib = (pages: number): string => `${pages * 4} kB`;

/** VmLck after a move of locked memory. */
export const lockCounter = (dice: Dice): Problem => {
  const pages = dice.number(2, 8);
  const option = (text: string, grew: number): Option => ({
    text,
    when: [{ fact: "counter", counter: "lockedVm", from: 2, after: 3, grew }],
  });
  const call = move("heap", pages, DONTUNMAP, hexOf(farAway(dice.number(1, 9))));
  return problem([anon("heap", HEAP, pages), lock(pages), call], {
    kind: "choose",
    before: 3,
    prompt: `${pageWord(pages)} are locked, so VmLck says ${kib(pages)}. They move with DONTUNMAP. What does VmLck say then?`,
    options: [option(kib(pages), 0), option(kib(2 * pages), pages), option("0 kB", -pages)],
    rule: "The lock goes with the pages and is taken off the emptied mapping, so the count should stay. From 6.15 to 7.2.7 the kernel counted the new mapping and forgot to take the old one off.",
  });
};

/** A part of locked memory leaves. */
export const lockPartly = (dice: Dice): Problem => {
  const pages = dice.number(5, 10);
  const count = dice.number(1, pages - 3);
  const from = dice.number(1, pages - count - 1);
  const stays = dice.flag();
  const call = move(at("heap", from), count, stays ? DONTUNMAP : PLAIN, hexOf(farAway(dice.number(1, 9))));
  return problem([anon("heap", HEAP, pages), lock(pages), call], {
    kind: "count",
    before: 3,
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages, after: 3 },
    prompt: `${pages} locked pages; ${count} from page ${from + 1} on move ${stays ? "with" : "without"} DONTUNMAP. How many mappings are left in the old range?`,
    rule: "A mapping is locked as a whole or not at all. The repairs of 2026 split a locked mapping before DONTUNMAP; earlier kernels took the lock off all of it. A plain move always cuts.",
  });
};

/** A locked mapping grows. */
export const lockedGrowth = (dice: Dice): Problem => {
  const pages = dice.number(2, 4);
  const more = dice.number(1, 4);
  const locked = dice.flag();
  const second = locked ? lock(pages) : `store(heap, ${sizeOf(pages)}, 'A')`;
  return problem([anon("heap", HEAP, pages), second, resize("heap", pages, pages + more)], {
    kind: "count",
    before: 3,
    unit: "pages",
    of: { count: "present", from: "heap", pages: pages + more, after: 3 },
    prompt: `${pages} pages are in memory and ${locked ? "locked" : "not locked"}. The mapping grows to ${pages + more}. How many pages have a frame when the call returns?`,
    rule: "A locked mapping promises that its pages are in memory, so growth is filled before the call returns. Without the lock new pages are only promised.",
  });
};

/** Growing near RLIMIT_MEMLOCK. */
export const lockLimit = (dice: Dice): Problem => {
  const pages = dice.number(2, 5);
  const limit = pages + dice.number(0, 3);
  const now = pages + dice.number(1, 3);
  const lines = [
    `limit MEMLOCK ${limit * 4} KiB`,
    anon("heap", HEAP, pages),
    lock(pages),
    resize("heap", pages, now, "MREMAP_MAYMOVE"),
  ];
  return problem(lines, {
    kind: "choose",
    before: 3,
    prompt: `RLIMIT_MEMLOCK allows ${limit} pages; ${pages} are locked. The locked mapping is to grow to ${now}. What comes back?`,
    options: [
      { text: "It grows", when: [result(3, "ok")] },
      { text: "EAGAIN", when: [result(3, "EAGAIN")] },
      { text: "ENOMEM", when: [result(3, "ENOMEM")] },
    ],
    rule: "What a locked mapping grows by is locked too, and checked against RLIMIT_MEMLOCK. Too much is EAGAIN, not ENOMEM.",
  });
};

/** Moving near RLIMIT_AS. */
export const addressLimit = (dice: Dice): Problem => {
  const size = 10 * dice.number(2, 5);
  const roomy = dice.flag();
  const stays = dice.flag();
  const limit = roomy ? size * 2 + 20 : size + 20;
  const lines = [
    `limit AS ${limit} MiB`,
    `heap = mmap(0x10000000, ${size} MiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)`,
    `mremap(heap, ${size} MiB, ${size} MiB, ${stays ? DONTUNMAP : PLAIN}, 0x20000000)`,
  ];
  return problem(lines, {
    kind: "choose",
    before: 2,
    prompt: `The process may have ${limit} MiB of addresses, and ${size} MiB and a little are in use. The ${size} MiB move ${stays ? "with" : "without"} DONTUNMAP. What comes back?`,
    options: [
      { text: "The new address", when: [result(2, "ok")] },
      { text: "ENOMEM", when: [result(2, "ENOMEM")] },
      { text: "EAGAIN", when: [result(2, "EAGAIN")] },
    ],
    rule: "RLIMIT_AS counts addresses, not memory. A plain move needs no more of them. DONTUNMAP needs the length once more.",
  });
};
