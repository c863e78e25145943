import type { TabText } from "./marks.ts";
import { LABEL, NAME } from "./measure.ts";
import { counted, monoWidth, shortened, uiWidth } from "./text.ts";
import type { VmaWords } from "./vmaText.ts";

const LEFT = 12;
const RIGHT = 9;
const SPACE = 10;
const PILL = 14;
const FIRST = 25;
const LINE = 17;

const nameWidth = (text: string): number => uiWidth(text, NAME) * 1.16;
const metaWidth = (text: string): number => monoWidth(text, LABEL);
const pillWidth = (text: string): number => Math.ceil(uiWidth(text, LABEL)) + PILL;

interface Pill {
  readonly role: "badge" | "badge-new" | "badge-more";
  readonly text: string;
}

const pillsOf = (words: VmaWords): readonly Pill[] => [
  ...words.badges.map((text): Pill => ({ role: "badge", text })),
  ...(words.fresh ? [{ role: "badge-new", text: "new" } as const] : []),
];

const rowWidth = (pills: readonly Pill[]): number =>
  pills.reduce((sum, pill) => sum + pillWidth(pill.text) + 4, 0) - (pills.length > 0 ? 4 : 0);

/** As many pills as fit, and a count of the others. */
const fitPills = (pills: readonly Pill[], room: number): readonly Pill[] => {
  if (rowWidth(pills) <= room) return pills;
  for (let kept = pills.length - 1; kept >= 0; kept -= 1) {
    // "new" is worth more than what the mapping was before, so the first ones go.
    const shown = pills.slice(pills.length - kept);
    const some: readonly Pill[] = [
      { role: "badge-more", text: `+${pills.length - kept}` },
      ...(kept === 0 ? [] : shown),
    ];
    if (rowWidth(some) <= room) return some;
  }
  return [];
};

const placePills = (pills: readonly Pill[], right: number, y: number): readonly TabText[] => {
  let x = right - rowWidth(pills);
  return pills.map((pill) => {
    const w = pillWidth(pill.text);
    const placed = { ...pill, x, y, w };
    x += w + 4;
    return placed;
  });
};

const metaVariants = (words: VmaWords): readonly string[] => {
  const count = `${counted(words.set)} of ${counted(words.pages)}`;
  return [
    `${words.perms} ${words.backing} · ${count} PTEs`,
    `${words.perms} · ${count} PTEs`,
    `${words.perms} · ${words.set}/${words.pages}`,
    words.perms,
  ];
};

const firstFitting = (variants: readonly string[], room: number): string =>
  variants.find((text) => metaWidth(text) <= room) ?? "";

const nameText = (words: VmaWords, room: number): TabText => {
  // "heap+4" that does not fit is better told by its distance than by its beginning.
  const distance = /\+\d+$/.exec(words.name)?.[0] ?? "";
  const full = nameWidth(words.name) <= room || distance === "" ? words.name : `…${distance}`;
  const text = shortened(full, room, nameWidth);
  return { role: "name", text, x: LEFT, y: FIRST, w: nameWidth(text) };
};

const meta = (text: string, x: number, y: number): TabText => ({
  role: "meta",
  text,
  x,
  y,
  w: metaWidth(text),
});

/** Name, permissions, entries and badges in one line. */
const oneLine = (words: VmaWords, width: number): readonly TabText[] => {
  const room = width - LEFT - RIGHT;
  const name = nameText(words, room);
  const pills = fitPills(pillsOf(words), Math.max(0, (room - name.w) * 0.5));
  const left = name.x + name.w + SPACE;
  const text = firstFitting(metaVariants(words), width - RIGHT - rowWidth(pills) - SPACE - left);
  return [name, meta(text, left, FIRST), ...placePills(pills, width - RIGHT, FIRST)];
};

const PHONE_LINE = 22;

/** Name at the left; address, permissions and badges at the right. */
const phoneLine = (words: VmaWords, width: number, address: string): readonly TabText[] => {
  const name = { ...nameText(words, (width - LEFT - RIGHT) * 0.4), y: PHONE_LINE };
  const room = width - RIGHT - name.x - name.w - SPACE;
  const pills = fitPills(pillsOf(words), room - metaWidth(address) - SPACE);
  const right = width - RIGHT - (pills.length > 0 ? rowWidth(pills) + 8 : 0);
  const count = `${counted(words.set)}/${counted(words.pages)}`;
  const variants = [
    `${address} ${words.perms} · ${count} PTEs`,
    `${address} ${words.perms} · ${count}`,
    `${address} ${words.perms}`,
    address,
  ];
  const text = firstFitting(variants, right - name.x - name.w - SPACE);
  return [
    name,
    meta(text, right - metaWidth(text), PHONE_LINE),
    ...placePills(pills, width - RIGHT, PHONE_LINE),
  ];
};

const twoLines = (words: VmaWords, width: number): readonly TabText[] => {
  const room = width - LEFT - RIGHT;
  const name = nameText(words, room);
  const pills = fitPills(pillsOf(words), room - name.w - SPACE);
  const text = firstFitting(metaVariants(words), room);
  return [name, meta(text, LEFT, FIRST + LINE), ...placePills(pills, width - RIGHT, FIRST)];
};

/** For blocks of a few pages: one fact a line. */
const threeLines = (words: VmaWords, width: number): readonly TabText[] => {
  const inset = width < 60 ? 5 : LEFT;
  const room = width - inset - Math.min(inset, RIGHT);
  const name = { ...nameText(words, room), x: inset };
  const pills = fitPills(pillsOf(words), room - name.w - SPACE);
  const perms = firstFitting([`${words.perms} ${words.backing}`, words.perms], room);
  const count = firstFitting(
    [`${words.set} of ${words.pages} PTEs`, `${words.set} of ${words.pages}`, `${words.set}/${words.pages}`],
    room,
  );
  return [
    name,
    meta(perms, inset, FIRST + LINE),
    meta(count, inset, FIRST + 2 * LINE),
    ...placePills(pills, width - Math.min(inset, RIGHT), FIRST),
  ];
};

/** The texts of a block's tab, fitted to its width. `address` is written where there is no axis. */
export const tabOf = (words: VmaWords, width: number, lines: number, address: string): readonly TabText[] => {
  const texts = (() => {
    if (lines === 0) return [];
    if (address !== "") return phoneLine(words, width, address);
    if (lines === 1) return oneLine(words, width);
    return lines === 2 ? twoLines(words, width) : threeLines(words, width);
  })();
  return texts.filter((text) => text.text !== "");
};
