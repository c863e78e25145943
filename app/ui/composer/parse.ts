import { PAGE_SIZE } from "#engine/addr.ts";

const PAGE = BigInt(PAGE_SIZE);
const U64 = 1n << 64n;
const UNITS: Readonly<Record<string, bigint>> = {
  "": 1n,
  PAGE,
  PAGES: PAGE,
  K: 1n << 10n,
  KIB: 1n << 10n,
  M: 1n << 20n,
  MIB: 1n << 20n,
  G: 1n << 30n,
  GIB: 1n << 30n,
};

const NUMBER = String.raw`0[xX][0-9a-fA-F_]+|\d[\d_]*`;
const SIZE = new RegExp(String.raw`^(${NUMBER})?\s*\*?\s*([A-Za-z]*)$`);
const SUM = /^([A-Za-z_]\w*)\s*(?:([+-])\s*(.+))?$/;

const inRange = (value: bigint): bigint | null => (value >= 0n && value < U64 ? value : null);

/** A length: `8*PAGE`, `8 pages`, `32 KiB`, `32768`, `0x8000`; null when it is none of these. */
export function parseSize(text: string): bigint | null {
  const match = SIZE.exec(text.trim());
  if (match === null) return null;
  const [, digits, word = ""] = match;
  const unit = UNITS[word.toUpperCase()];
  if (unit === undefined || (digits === undefined && word === "")) return null;
  return inRange((digits === undefined ? 1n : BigInt(digits.replaceAll("_", ""))) * unit);
}

/** An address: a number, or a name of the program, with a length added or taken away. */
export function parseAddress(text: string, names: ReadonlyMap<string, bigint>): bigint | null {
  const plain = text.trim().replaceAll(/\s+(?=[0-9a-fA-F]{4}\b)/g, "");
  if (new RegExp(`^(?:${NUMBER})$`).test(plain)) return inRange(BigInt(plain.replaceAll("_", "")));
  const match = SUM.exec(text.trim());
  const base = match?.[1] === undefined ? undefined : names.get(match[1]);
  if (match === null || base === undefined) return null;
  const offset = match[3] === undefined ? 0n : parseSize(match[3]);
  if (offset === null) return null;
  return inRange(match[2] === "-" ? base - offset : base + offset);
}

/** One page more or less, to the next whole page. */
export function stepPages(value: bigint, by: 1 | -1): bigint {
  const down = value - (value % PAGE);
  if (by < 0) return value === down ? (down >= PAGE ? down - PAGE : 0n) : down;
  return inRange(down + PAGE) ?? value;
}
