import { hasBits } from "#engine/argFlags.ts";
import { MADV, MAP, MCL, MLOCK, MREMAP, MS, NUMBERS, PROT, RLIMIT } from "#engine/constants.ts";
import type { Constant, ConstantSet } from "#engine/constantSet.ts";
import { FALLOC, MFD } from "#engine/fileConstants.ts";
import {
  UFFD_CONTINUE_MODE,
  UFFD_COPY_MODE,
  UFFD_FEATURE,
  UFFD_MOVE_MODE,
  UFFD_OPEN,
  UFFD_POISON_MODE,
  UFFD_REGISTER_MODE,
  UFFD_WRITEPROTECT_MODE,
  UFFD_ZEROPAGE_MODE,
} from "#engine/uffdConstants.ts";
import { UFFDIO } from "#engine/uffdRequests.ts";

export const ALL_SETS: readonly ConstantSet[] = [
  PROT,
  MAP,
  MREMAP,
  MADV,
  MLOCK,
  MCL,
  MS,
  RLIMIT,
  MFD,
  FALLOC,
  UFFD_OPEN,
  UFFDIO,
  UFFD_REGISTER_MODE,
  UFFD_COPY_MODE,
  UFFD_ZEROPAGE_MODE,
  UFFD_WRITEPROTECT_MODE,
  UFFD_CONTINUE_MODE,
  UFFD_POISON_MODE,
  UFFD_MOVE_MODE,
  UFFD_FEATURE,
  NUMBERS,
];

const PAGE: Constant = { name: "PAGE", value: 4096n, meaning: "The size of a page in bytes.", since: null };

/** Every constant of the language by its full name. */
export const CONSTANTS: ReadonlyMap<string, Constant> = new Map(
  [...ALL_SETS.flatMap((set) => set.constants), PAGE].map((constant) => [constant.name, constant]),
);

/** Words that cannot name a variable, a label or a thread's result. */
export const isReserved = (name: string): boolean => CONSTANTS.has(name) || KEYWORDS.has(name);

const KEYWORDS = new Set(["thread", "expect", "KiB", "MiB", "GiB", "TiB"]);

/** A constant of a set by its full name or without the prefix: MAYMOVE is MREMAP_MAYMOVE. */
export function constantIn(set: ConstantSet, name: string): Constant | null {
  const full = `${set.prefix}${name}`;
  return set.constants.find((constant) => constant.name === name || constant.name === full) ?? null;
}

/** A value as names joined by |, the rest in hexadecimal: how strace prints the argument. */
export function namesOf(set: ConstantSet, value: bigint): readonly string[] {
  const exact = set.constants.find((constant) => constant.value === value);
  if (exact !== undefined) return [exact.name];
  if (set.kind === "enum") return [value.toString()];
  if (value === 0n) return ["0"];
  return flagNames(set, value);
}

function flagNames(set: ConstantSet, value: bigint): readonly string[] {
  const names: string[] = [];
  let rest = value;
  for (const { name, value: bits } of set.constants) {
    if (bits === 0n || !hasBits(rest, bits)) continue;
    names.push(name);
    rest -= bits;
  }
  if (rest !== 0n) names.push(`0x${rest.toString(16)}`);
  return names;
}
