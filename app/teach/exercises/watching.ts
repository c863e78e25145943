import type { Fact, Option } from "#scenarios/scenario.ts";
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
  load,
  loadFrom,
  move,
  openWatch,
  pageList,
  pageWord,
  pagesOf,
  problem,
  register,
  sizeOf,
  store,
  watch,
} from "./lines.ts";

const anonAnywhere = (name: string, pages: number): string =>
  `${name} = mmap(NULL, ${sizeOf(pages)}, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)`;

const thief = (dice: Dice, flags: string) => {
  const pages = dice.number(4, 8);
  const stolen = dice.number(1, pages);
  const lines = [
    anonAnywhere("heap", pages),
    store("heap", pages, "A"),
    `thread gc: to = ${move("heap", pages, flags, "0x50000000")}`,
    `thread native: ${anonAnywhere("other", stolen)}`,
    `thread native: ${store("other", stolen, "N")}`,
  ];
  return { pages, stolen, lines };
};

/** Another thread's mmap after a plain move. */
export const window = (dice: Dice): Problem => {
  const { pages, stolen, lines } = thief(dice, PLAIN);
  return problem(lines, {
    kind: "place",
    before: 3,
    from: "heap",
    pages,
    after: 5,
    pieces: "-AN.",
    prompt: `A heap of ${pages} pages moves away. Before the collector can map the range again, another thread maps ${pageWord(stolen)} anywhere and writes N. What is in the heap’s old range?`,
    rule: "The kernel looks for a free range from above, and the gap that the heap left is the first that fits. The newcomer takes its upper end.",
  });
};

/** The same with DONTUNMAP. */
export const windowClosed = (dice: Dice): Problem => {
  const { pages, stolen, lines } = thief(dice, DONTUNMAP);
  return problem(lines, {
    kind: "place",
    before: 3,
    from: "heap",
    pages,
    after: 5,
    pieces: "-AN.",
    prompt: `The heap of ${pages} pages moves with DONTUNMAP, and another thread maps ${pageWord(stolen)} anywhere and writes N. What is in the heap’s old range now?`,
    rule: "The range never stops being mapped, so nobody can be given it. It is empty, and it is still the heap’s.",
  });
};

const watched = (heap: boolean, moved: number, there: boolean, after: number): readonly Fact[] => [
  { fact: "watched", addr: HEAP, after, is: heap },
  { fact: "watched", addr: moved, after, is: there },
];

/** Which range does a userfaultfd watch afterwards? */
export const whoIsWatched = (dice: Dice): Problem => {
  const pages = dice.number(2, 6);
  const events = dice.flag();
  const stays = dice.flag();
  const to = farAway(dice.number(1, 9));
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    anon("note", pagesOf(HEAP, 32), 1),
    ...watch("heap", pages, events ? "UFFD_FEATURE_EVENT_REMAP" : "0"),
  ];
  const call = callsIn(lines) + 1;
  const option = (text: string, heap: boolean, there: boolean): Option => ({
    text,
    when: watched(heap, to, there, call + (events ? 1 : 0)),
  });
  const calls = [
    `thread mover: ${move("heap", pages, stays ? DONTUNMAP : PLAIN, hexOf(to))}`,
    ...(events ? ["thread monitor: read(uffd, note, 32)"] : []),
  ];
  return problem([...lines, ...calls], {
    kind: "choose",
    before: call,
    prompt: `A userfaultfd watches ${pageWord(pages)}; it asked for ${events ? "the event REMAP" : "no events"}. They move ${stays ? "with" : "without"} DONTUNMAP. Which range is watched then?`,
    options: [
      option("The old one only", true, false),
      option("The new one only", false, true),
      option("Both", true, true),
      option("Neither", false, false),
    ],
    rule: "The old range stays watched if it stays mapped: that is what DONTUNMAP decides. The new range is watched only if the userfaultfd asked for the event REMAP.",
  });
};

const BUFFER = pagesOf(HEAP, 64);

/** Pages were written to disk; some are asked for again. */
export const swapIn = (dice: Dice): Problem => {
  const pages = dice.number(3, 6);
  const wanted = dice.some(pages, 1, 2);
  const aside = farAway(dice.number(1, 9));
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    ...watch("heap", pages),
    'disk = memfd_create("disk", MFD_CLOEXEC)',
    `aside = ${move("heap", pages, DONTUNMAP, hexOf(aside))}`,
    `write(disk, aside, ${sizeOf(pages)})`,
    `munmap(aside, ${sizeOf(pages)})`,
    `thread monitor: ${anon("fresh", BUFFER, 1)}`,
  ];
  const before = callsIn(lines) + 1;
  const back = wanted.flatMap((page) => [
    `thread app: ${load(at("heap", page), 1)}`,
    `thread monitor: pread64(disk, fresh, PAGE, ${page === 0 ? "0" : sizeOf(page)})`,
    `thread monitor: ioctl(uffd, UFFDIO_COPY, {dst=${at("heap", page)}, src=fresh, len=PAGE, mode=0})`,
  ]);
  return problem([...lines, ...back], {
    kind: "place",
    before,
    from: "heap",
    pages,
    after: before - 1 + back.length,
    pieces: ".A-z",
    prompt: `All ${pages} pages are on disk, and the range is empty and watched. The app reads ${pageList(wanted)}. What stands in the range when the monitor has answered?`,
    rule: "Only the page that was asked for comes back. The others stay on disk until somebody touches them; the mapping itself never changed.",
  });
};

/** A write while the copy at the other address is being saved. */
export const writeWhileSwapped = (dice: Dice): Problem => {
  const pages = dice.number(3, 6);
  const page = dice.number(0, pages - 1);
  const aside = farAway(dice.number(1, 9));
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    ...watch("heap", pages),
    `thread monitor: aside = ${move("heap", pages, DONTUNMAP, hexOf(aside))}`,
    `thread app: ${store(at("heap", page), 1, "B")}`,
  ];
  return problem(lines, {
    kind: "place",
    before: callsIn(lines) - 1,
    from: aside,
    pages,
    after: callsIn(lines),
    pieces: "AB.-",
    prompt: `The monitor moved ${pages} pages of A aside and is about to save them. The app writes B to page ${page + 1} of its range. What does the monitor save?`,
    rule: "The app’s write finds an empty, watched page and sleeps. It cannot reach the frames aside, so what is saved is one consistent state.",
  });
};

/** The other way to hold the app: take the permission away. */
export const protectInstead = (dice: Dice): Problem => {
  const pages = dice.number(3, 6);
  const from = dice.number(0, pages - 2);
  const count = dice.number(1, pages - from - 1);
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    `mprotect(${at("heap", from)}, ${sizeOf(count)}, PROT_READ)`,
  ];
  return problem([...lines, store(at("heap", from), 1, "B")], {
    kind: "count",
    before: 3,
    unit: "mappings",
    of: { count: "vmas", from: "heap", pages, after: 3 },
    prompt: `Instead of moving pages, the monitor makes ${pageWord(count)} from page ${from + 1} on read-only while it saves them. How many mappings are the ${pages} pages then?`,
    rule: "Permissions belong to a mapping, so a changed part becomes a mapping of its own. And the app’s next write there is a signal, not a wait.",
  });
};

/** Compaction, page by page. */
export const collector = (dice: Dice): Problem => {
  const pages = dice.number(5, 8);
  const live = dice.some(pages, 2, 3);
  const asked = dice.number(0, live.length - 1);
  const letters = ["P", "Q", "R"];
  const from = farAway(dice.number(1, 9));
  const lines = [
    anon("heap", HEAP, pages),
    ...live.map((page, i) => store(at("heap", page), 1, letters[i] ?? "P")),
    ...openWatch(),
    `thread gc: from = ${move("heap", pages, DONTUNMAP, hexOf(from))}`,
    `thread gc: ${register("heap", pages)}`,
  ];
  const before = callsIn(lines) + 1;
  const copy = (to: number): string =>
    `thread gc: ioctl(uffd, UFFDIO_COPY, {dst=${at("heap", to)}, src=${at("from", live[to] ?? 0)}, len=PAGE, mode=0})`;
  return problem([...lines, `thread app: ${load(at("heap", asked), 1)}`, copy(asked)], {
    kind: "place",
    before,
    from: "heap",
    pages,
    after: before + 1,
    pieces: ".PQR-",
    prompt: `Live objects P${live.length > 2 ? ", Q and R" : " and Q"} lay in ${pageList(live)}. The emptied heap is watched, and they are to be packed from its start on. The app reads page ${asked + 1}, and the collector answers this one fault. What does the heap hold?`,
    rule: "A page is built when somebody asks for it. The others follow when they are asked for, or when the collector gets there.",
  });
};

/** Reading the emptied heap before it is watched. */
export const deadRange = (dice: Dice): Problem => {
  const pages = dice.number(3, 7);
  const read = dice.some(pages, 1, 3);
  const lines = [
    anon("heap", HEAP, pages),
    store("heap", pages, "A"),
    `thread gc: ${move("heap", pages, DONTUNMAP, hexOf(farAway(dice.number(1, 9))))}`,
    ...loadFrom("heap", read).map((line) => `thread app: ${line}`),
  ];
  return problem(lines, {
    kind: "place",
    before: 4,
    from: "heap",
    pages,
    after: callsIn(lines),
    pieces: ".zA-",
    prompt: `The collector emptied the heap of ${pages} pages and has not registered a userfaultfd yet. Another thread reads ${pageList(read)}. What does the heap hold?`,
    rule: "Nobody watches, so each read is answered with the shared zero page. No crash, and wrong data: the collector must stop the threads until it has registered.",
  });
};
