import { PAGE_SIZE } from "#engine/addr.ts";

const NARROW_SPACE = "\u2009";

/** An address as the page shows it: hexadecimal in groups of four, without 0x: `7f10 0000`. */
export function groupedAddress(value: number | bigint): string {
  const digits = value.toString(16);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 4) groups.unshift(digits.slice(Math.max(0, end - 4), end));
  return groups.join(" ");
}

/** A count with its thousands set apart: 2 128. */
export function grouped(value: number): string {
  return String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
}

/** Pages as /proc counts memory: 4 kB a page. */
export const kilobytes = (pages: number): string =>
  `${pages < 0 ? "−" : ""}${grouped((pages * PAGE_SIZE) / 1024)} kB`;

/** A change of a count of pages, with its sign. */
export const kilobytesDelta = (pages: number): string =>
  pages === 0 ? "" : `${pages > 0 ? "+" : "−"}${grouped((Math.abs(pages) * PAGE_SIZE) / 1024)}`;

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

const UNITS: readonly (readonly [bytes: bigint, unit: string])[] = [
  [1n << 30n, "GiB"],
  [1n << 20n, "MiB"],
  [1n << 10n, "KiB"],
];

/** A length as the language writes it: whole pages as `8*PAGE`, whole KiB, MiB or GiB from 2 MiB on, else bytes. */
export function lengthText(bytes: bigint): string {
  if (bytes === 0n) return "0";
  const page = BigInt(PAGE_SIZE);
  if (bytes >= 1n << 21n) {
    const unit = UNITS.find(([size]) => bytes % size === 0n);
    if (unit !== undefined && bytes % page === 0n) return `${bytes / unit[0]}*${unit[1]}`;
  }
  if (bytes % page === 0n) return bytes === page ? "PAGE" : `${bytes / page}*PAGE`;
  return String(bytes);
}
