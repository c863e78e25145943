import { PAGE_SIZE } from "#engine/addr.ts";

/** Width of a monospace character, in em (JetBrains Mono). */
const MONO = 0.6;
const NARROW = new Set(" .,:;'!|ijltfr()[]·");
const BROAD = new Set("mwMW@≈…");

const emOf = (character: string): number => {
  if (NARROW.has(character)) return 0.32;
  if (BROAD.has(character)) return 0.9;
  if (character >= "A" && character <= "Z") return 0.68;
  if (character >= "0" && character <= "9") return 0.64;
  return 0.58;
};

/** Estimated width of a text in the proportional face; a little generous, since labels must never touch. */
export const uiWidth = (text: string, size: number): number =>
  Array.from(text, emOf).reduce((sum, em) => sum + em, 0) * size;

export const monoWidth = (text: string, size: number): number => text.length * MONO * size;

/** The text if it fits, else its beginning and an ellipsis, else nothing. */
export const shortened = (text: string, room: number, widthOf: (text: string) => number): string => {
  if (widthOf(text) <= room) return text;
  for (let length = text.length - 1; length > 0; length -= 1) {
    const candidate = `${text.slice(0, length)}…`;
    if (widthOf(candidate) <= room) return candidate;
  }
  return "";
};

const SIZES: readonly (readonly [bytes: number, unit: string])[] = [
  [2 ** 40, "TiB"],
  [2 ** 30, "GiB"],
  [2 ** 20, "MiB"],
  [2 ** 10, "KiB"],
];

/** "4 KiB", "≈ 1.3 TiB" */
export const bytesInWords = (pages: number): string => {
  const bytes = pages * PAGE_SIZE;
  // What would be rounded to the next unit is said in it: 1 GiB less a few pages is "≈ 1 GiB".
  const [unitBytes, unit] = SIZES.find(([size]) => bytes >= size * 0.95) ?? [1, "B"];
  const value = bytes / unitBytes;
  const rounded = value >= 10 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${rounded * unitBytes === bytes ? "" : "≈ "}${rounded} ${unit}`;
};

/** A size as a reader would say it: few pages are counted, many are bytes. */
export const sizeInWords = (pages: number): string =>
  pages < 16 ? plural(pages, "page", "pages") : bytesInWords(pages);

/** An address in groups of four digits, as the page prints it: "1000 0000", "7fff f7fb 0000". */
export const grouped = (address: number): string => {
  const digits = address.toString(16).padStart(8, "0");
  const whole = digits.padStart(Math.ceil(digits.length / 4) * 4, " ");
  return whole.match(/.{4}/g)?.join(" ").trim() ?? digits;
};

export const pfnText = (pfn: number): string => pfn.toString(16);

/** "65,536". Not toLocaleString: it makes a formatter for each of thousands of labels. */
export const counted = (count: number): string =>
  count < 1000 ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, ",");

export const plural = (count: number, one: string, many: string): string =>
  `${counted(count)} ${count === 1 ? one : many}`;
