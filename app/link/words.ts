import type { ConstantSet } from "#engine/constantSet.ts";
import { MAP, MREMAP, PROT } from "#engine/constants.ts";
import { signatureOf } from "#engine/signatures.ts";
import { UFFDIO } from "#engine/uffdRequests.ts";
import { ALL_SETS } from "#lang/names.ts";

/**
 * Single letters for the flags that nearly every program has. Part of version 1: a letter is never given to
 * another flag. Everything else is abbreviated by rule from the language's tables.
 */
const LETTERS: readonly (readonly [set: ConstantSet, letters: Readonly<Record<string, string>>])[] = [
  [PROT, { R: "PROT_READ", W: "PROT_WRITE", X: "PROT_EXEC", N: "PROT_NONE" }],
  [
    MAP,
    {
      P: "MAP_PRIVATE",
      S: "MAP_SHARED",
      A: "MAP_ANONYMOUS",
      F: "MAP_FIXED",
      N: "MAP_FIXED_NOREPLACE",
      R: "MAP_NORESERVE",
      G: "MAP_GROWSDOWN",
      L: "MAP_LOCKED",
      U: "MAP_POPULATE",
    },
  ],
  [MREMAP, { M: "MREMAP_MAYMOVE", F: "MREMAP_FIXED", D: "MREMAP_DONTUNMAP" }],
];

const letterTables = new Map(LETTERS.map(([set, letters]) => [set, new Map(Object.entries(letters))]));

/** Letter → full name of the constants of a set; empty where a set has no letters. */
export const lettersOf = (set: ConstantSet): ReadonlyMap<string, string> =>
  letterTables.get(set) ?? new Map();

/** The set of constants that an argument takes; null for other kinds of arguments. */
export const setOfArgument = (callee: string, index: number): ConstantSet | null => {
  const type = signatureOf(callee)?.params[index]?.type;
  return type?.kind === "set" ? type.set : null;
};

const shortNames = new Map(
  ALL_SETS.flatMap(({ prefix, constants }) =>
    constants.map(({ name }) => [name, name.slice(prefix.length)] as const),
  ),
);

/** A constant's name without its set's prefix, as the language takes it too: MREMAP_FIXED is FIXED. */
export const shortName = (name: string): string => shortNames.get(name) ?? name;

/** What the names of a set have in common and a link leaves out; the language wants it for these requests. */
const commonOf = (set: ConstantSet): string => (set === UFFDIO ? "UFFDIO_" : set.prefix);

/** A constant in small letters: MADV_DONTNEED is `dontneed`, UFFDIO_COPY is `copy`. */
export const smallWord = (set: ConstantSet, name: string): string =>
  name.slice(commonOf(set).length).toLowerCase();

/** The constant's name again, in a form that the language takes. */
export const nameOfSmallWord = (set: ConstantSet, word: string): string =>
  set === UFFDIO ? commonOf(set) + word.toUpperCase() : word.toUpperCase();
