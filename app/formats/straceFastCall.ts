import { joinBits } from "#engine/argFlags.ts";
import type { Call } from "#engine/calls.ts";
import { MADV, MAP, MREMAP, PROT } from "#engine/constants.ts";
import type { ConstantSet } from "#engine/constantSet.ts";

/** What an argument of a frequent call is: a number, or a set of names. */
type Kind = "number" | "fd" | ConstantSet;

/** The calls that logs are full of. Their arguments are numbers and flags, so that no grammar is needed. */
const SHAPES: ReadonlyMap<string, readonly Kind[]> = new Map<string, readonly Kind[]>([
  ["mmap", ["number", "number", PROT, MAP, "fd", "number"]],
  ["munmap", ["number", "number"]],
  ["mprotect", ["number", "number", PROT]],
  ["mremap", ["number", "number", "number", MREMAP, "number"]],
  ["madvise", ["number", "number", MADV]],
  ["brk", ["number"]],
]);

/** Arguments that may be left out: the last of mremap. */
const OPTIONAL: ReadonlyMap<string, number> = new Map([["mremap", 1]]);

/** Names joined by | and what they stand for; the same few texts come again and again. */
const sets = new Map<ConstantSet, Map<string, bigint>>();
const MOST_TEXTS = 1000;

/** Reads `name(arguments)` if it is one of the frequent calls in its usual form; null: ask the grammar. */
export function parseFrequentCall(name: string, text: string): Call | null {
  const kinds = SHAPES.get(name);
  if (kinds === undefined || !text.endsWith(")")) return null;
  const parts = text.slice(name.length + 1, -1).split(", ");
  const missing = kinds.length - parts.length;
  if (missing < 0 || missing > (OPTIONAL.get(name) ?? 0)) return null;
  const args: bigint[] = [];
  for (const [index, kind] of kinds.entries()) {
    const part = parts[index];
    const value = part === undefined ? 0n : argument(kind, part);
    if (value === null) return null;
    args.push(value);
  }
  return { name, args };
}

function argument(kind: Kind, text: string): bigint | null {
  if (kind === "number") return numberOf(text);
  if (kind === "fd") return descriptor(text);
  return setOf(kind, text);
}

const NUMBER = /^(?:0x[0-9a-fA-F]{1,16}|\d{1,19})$/;

function numberOf(text: string): bigint | null {
  if (text === "NULL" || text === "0") return 0n;
  return NUMBER.test(text) ? BigInt(text) : null;
}

const FD_BITS = 32;

/** A descriptor is an int: -1, or 0xffffffff where strace prints raw numbers. */
function descriptor(text: string): bigint | null {
  if (text === "-1") return -1n;
  const value = numberOf(text);
  return value === null ? null : BigInt.asIntN(FD_BITS, value);
}

function setOf(set: ConstantSet, text: string): bigint | null {
  let known = sets.get(set);
  if (known === undefined) sets.set(set, (known = new Map<string, bigint>()));
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  let value = 0n;
  for (const part of text.split("|")) {
    const one = set.constants.find(({ name }) => name === part)?.value ?? numberOf(part);
    if (one === null) return null;
    value = joinBits(value, one);
  }
  if (known.size < MOST_TEXTS) known.set(text, value);
  return value;
}
