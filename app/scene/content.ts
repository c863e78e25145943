import type { FrameRun } from "#engine/machine.ts";
import type { Hue, Pattern } from "./marks.ts";

const HUES: readonly Hue[] = ["a", "b", "c", "d"];
const PATTERNS: readonly Pattern[] = ["plain", "stripes", "dots", "bars"];
const PRINTABLE_FROM = 0x21;
const PRINTABLE_TO = 0x7e;

const EVERY_BYTE = 0x0101_0101_0101_0101n;

/** The number, or the byte that all its eight bytes are (memset). */
const essence = (value: bigint): bigint => (value % EVERY_BYTE === 0n ? value / EVERY_BYTE : value);

/** The letter of a stored 64-bit value: the character it is, or its last two hexadecimal digits behind an "x". */
export const letterOf = (stored: bigint): string => {
  const value = essence(stored);
  if (value === 0n) return "0";
  if (value >= PRINTABLE_FROM && value <= PRINTABLE_TO) return String.fromCharCode(Number(value));
  return `x${(value % 256n).toString(16).padStart(2, "0")}`;
};

/** Hue and pattern of a value. Four hues by four patterns: neighbours in the alphabet differ in both. */
export const lookOf = (stored: bigint): { readonly hue: Hue; readonly pattern: Pattern } => {
  const value = essence(stored);
  if (value === 0n) return { hue: "none", pattern: "plain" };
  const place = Number((value + 3n) % 4n);
  const round = Number(((value - 0x41n) / 4n) % 4n);
  return { hue: HUES[place] ?? "none", pattern: PATTERNS[(place + Math.abs(round)) % 4] ?? "plain" };
};

/** How the bytes of a run of frames are shown. */
export interface Content {
  readonly letter: string;
  /** Between letter and number: nothing behind a single letter, a full stop behind digits. */
  readonly separator: string;
  readonly look: { readonly hue: Hue; readonly pattern: Pattern };
}

const remembered = new WeakMap<FrameRun, Content>();

/** The same for every frame of the run, so it is worked out once. */
export const contentOf = (run: FrameRun): Content => {
  const known = remembered.get(run);
  if (known !== undefined) return known;
  const letter = letterOf(run.value);
  const content = { letter, separator: /^[A-Za-z]$/.test(letter) ? "" : ".", look: lookOf(run.value) };
  remembered.set(run, content);
  return content;
};

/** "A3": what was stored, and the place in the mapping where it was first written. Bytes that are all zero have no place. */
export const frameText = (run: FrameRun, offset: number): string => {
  const { letter, separator } = contentOf(run);
  return letter === "0" ? "0" : `${letter}${separator}${run.index + offset}`;
};
