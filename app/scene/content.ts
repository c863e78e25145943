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

/** A letter goes with its number; digits need a mark between them. */
const separatorOf = (value: bigint): string => (/[A-Za-z]$/.test(letterOf(value)) ? "" : ".");

/** "A3": what was stored, and the place in the mapping where it was first written. Bytes that are all zero have no place. */
export const frameText = (run: FrameRun, offset: number): string =>
  run.value === 0n ? "0" : `${letterOf(run.value)}${separatorOf(run.value)}${run.index + offset}`;
