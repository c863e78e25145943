import type { Fact, Option } from "#scenarios/scenario.ts";
import { PAGE_SIZE } from "#engine/addr.ts";
import type { Dice } from "../dice.ts";
import type { Problem } from "../problem.ts";
import { PLAIN, hexOf, problem } from "./lines.ts";

const SOURCE = 0x1000_0000;
const TARGETS = [0x2000_0000, 0x3000_0000, 0x4000_0000] as const;

const anonymous = (addr: number, size: string): string =>
  `heap = mmap(${hexOf(addr)}, ${size}, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)`;
const moves = (level: "pte" | "pmd" | "hugePmd", are: number, call: number): Fact => ({
  fact: "moves",
  call,
  level,
  are,
});
const wholeTables = (count: number): string => (count === 1 ? "1 whole table" : `${count} whole tables`);
const pagesWord = (pages: number): string => (pages === 0 ? "a 2 MiB boundary" : `${pages} pages behind one`);

/** Whole tables or single entries? */
export const tables = (dice: Dice): Problem => {
  const blocks = dice.number(1, 3);
  const offset = dice.one([0, 2, 5, 9]);
  const same = dice.flag();
  const other = same ? offset : offset + dice.number(1, 6);
  const size = `${blocks * 2} MiB`;
  const from = SOURCE + offset * PAGE_SIZE;
  const to = dice.one(TARGETS) + other * PAGE_SIZE;
  const counts = [...new Set([blocks, blocks - 1, 0])];
  const options = counts.map((whole): Option => ({
    text:
      whole === 0
        ? "Entry by entry"
        : `${wholeTables(whole)}${whole < blocks || offset > 0 ? ", the rest entry by entry" : ""}`,
    when: [moves("pmd", whole, 3)],
  }));
  return problem(
    [
      "thp never",
      anonymous(from, size),
      `store(heap, ${size}, 'A')`,
      `mremap(heap, ${size}, ${size}, ${PLAIN}, ${hexOf(to)})`,
    ],
    {
      kind: "choose",
      before: 3,
      prompt: `${size} move. The source begins at ${pagesWord(offset)}, the destination at ${pagesWord(other)}. How are the ${blocks * 512} entries carried?`,
      options,
      rule: "A table covers 2 MiB. It can be handed over whole where it lies at the same offset on both sides. Since 6.7 the ragged first table goes whole too, if nothing else lives in it.",
    },
  );
};

/** Does a huge page survive its move? */
export const hugePages = (dice: Dice): Problem => {
  const blocks = dice.number(1, 3);
  const crooked = dice.flag();
  const shift = dice.number(1, 8);
  const size = `${blocks * 2} MiB`;
  const to = dice.one(TARGETS) + (crooked ? shift * PAGE_SIZE : 0);
  return problem(
    [
      "thp always",
      anonymous(SOURCE, size),
      `store(heap, ${size}, 'A')`,
      `mremap(heap, ${size}, ${size}, ${PLAIN}, ${hexOf(to)})`,
    ],
    {
      kind: "choose",
      before: 3,
      prompt: `${size} of memory in huge pages move to ${pagesWord(crooked ? shift : 0)}. What becomes of the huge pages?`,
      options: [
        { text: "They stay huge: one entry each is carried", when: [moves("hugePmd", blocks, 3)] },
        {
          text: "They are split, and 512 entries each are carried",
          when: [moves("hugePmd", 0, 3), moves("pte", blocks * 512, 3)],
        },
      ],
      rule: "A huge page can be mapped as one only at a 2 MiB boundary. Any other place splits its entry into 512.",
    },
  );
};

/** Crooked, then back to an aligned place. */
export const hugeAgain = (dice: Dice): Problem => {
  const blocks = dice.number(1, 2);
  const first = dice.flag() ? dice.number(1, 8) : 0;
  const size = `${blocks * 2} MiB`;
  const lines = [
    "thp always",
    anonymous(SOURCE, size),
    `store(heap, ${size}, 'A')`,
    `away = mremap(heap, ${size}, ${size}, ${PLAIN}, ${hexOf(TARGETS[0] + first * PAGE_SIZE)})`,
    `back = mremap(away, ${size}, ${size}, ${PLAIN}, ${hexOf(TARGETS[2])})`,
  ];
  return problem(lines, {
    kind: "choose",
    before: 4,
    prompt: `Memory in huge pages went to ${pagesWord(first)} and now moves on to a 2 MiB boundary. Is it in huge pages there?`,
    options: [
      { text: "Yes: huge entries are carried", when: [moves("hugePmd", blocks, 4)] },
      { text: "No: it is in small pages", when: [moves("hugePmd", 0, 4)] },
    ],
    rule: "A move never joins pages. What was split stays split; what was never split goes on as one entry.",
  });
};
