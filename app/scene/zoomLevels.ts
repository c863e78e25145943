import { addrOf, hex } from "#engine/addr.ts";
import { bytesInWords, counted } from "./text.ts";

/**
 * A level of the page tables: 4 the PGD and with it the whole address space, 3 a PUD table, 2 a PMD table, 1 a PTE
 * table, 0 a single page.
 */
export type ZoomLevel = 0 | 1 | 2 | 3 | 4;

/** One table, and with it the addresses that it translates. */
export interface ZoomPlace {
  readonly level: ZoomLevel;
  /** First page; a multiple of what a table of this level spans. */
  readonly start: number;
}

const ENTRIES = 512;
/** Half of the PGD is the kernel's. */
const USER_PAGES = 2 ** 35;

export const WHOLE: ZoomPlace = { level: 4, start: 0 };
export const LEVELS: readonly ZoomLevel[] = [0, 1, 2, 3, 4];

/** Pages that a table of this level translates. */
export const spanOf = (level: ZoomLevel): number => (level === 4 ? USER_PAGES : ENTRIES ** level);

/** Pages under one entry of such a table. */
export const cellPagesOf = (level: ZoomLevel): number => (level === 0 ? 1 : ENTRIES ** (level - 1));

export const cellCountOf = (level: ZoomLevel): number => spanOf(level) / cellPagesOf(level);

/** The table of a level that translates a page; pages past the address space give the last one. */
export const placeAt = (level: ZoomLevel, vpn: number): ZoomPlace => {
  const span = spanOf(level);
  const inside = Math.min(USER_PAGES - 1, Math.max(0, vpn));
  return { level, start: Math.floor(inside / span) * span };
};

const levelFrom = (level: number): ZoomLevel => LEVELS.find((known) => known === level) ?? 4;

/** Into the entry that translates a page; a single page has nothing below it. */
export const zoomedIn = ({ level }: ZoomPlace, vpn: number): ZoomPlace =>
  placeAt(levelFrom(Math.max(0, level - 1)), vpn);

export const zoomedOut = ({ level, start }: ZoomPlace): ZoomPlace =>
  placeAt(levelFrom(Math.min(4, level + 1)), start);

/** From the whole address space down to a place: the tables that the hardware walks. */
export const pathTo = ({ level, start }: ZoomPlace): readonly ZoomPlace[] =>
  LEVELS.filter((each) => each >= level)
    .toReversed()
    .map((each) => placeAt(each, start));

export const samePlace = (a: ZoomPlace, b: ZoomPlace): boolean => a.level === b.level && a.start === b.start;

const TABLES = ["Page", "PTE table", "PMD table", "PUD table", "PGD"] as const;

/** "128 TiB", "2 MiB", "page" */
export const sizeOfPlace = ({ level }: ZoomPlace): string =>
  level === 0 ? "page" : bytesInWords(spanOf(level));

/** "PTE table, 2 MiB from 0x10000000" */
export const wordsOfPlace = ({ level, start }: ZoomPlace): string => {
  if (level === 4) return "Whole address space, 128 TiB";
  if (level === 0) return `Page ${hex(addrOf(start))}`;
  return `${TABLES[level]}, ${bytesInWords(spanOf(level))} from ${hex(addrOf(start))}`;
};

/** "1 cell = 512 pages (2 MiB)" */
export const cellWords = ({ level }: ZoomPlace): string => {
  const pages = cellPagesOf(level);
  return pages === 1
    ? "1 cell = 1 page (4 KiB)"
    : `1 cell = ${counted(pages)} pages (${bytesInWords(pages)})`;
};
