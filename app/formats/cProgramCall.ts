import { TASK_SIZE } from "#engine/addr.ts";
import type { Vaddr } from "#engine/addr.ts";
import type { ArgValue, Call, StructValue } from "#engine/calls.ts";
import { signatureOf } from "#engine/signatures.ts";
import type { ParamKind } from "#engine/signatures.ts";
import { namesOf } from "#lang/names.ts";
import { placeOf } from "./cProgramPlaces.ts";
import type { Place } from "./cProgramPlaces.ts";

/** What the writer knows when a call is written. */
export interface CNames {
  readonly places: readonly Place[];
  /** Descriptor of the run → C variable. */
  readonly fds: ReadonlyMap<bigint, string>;
  /** Constants that were used, with their numbers: older headers may not have them. */
  readonly constants: Map<string, bigint>;
}

/** A whole number of pages is written in hexadecimal, with what C needs behind it. */
export const cHex = (value: bigint | number): string => `0x${value.toString(16)}UL`;

/** An address of the run in the C program: relative to the variable where the kernel chose it. */
export function cAddress(names: CNames, addr: Vaddr): string {
  const place = placeOf(names.places, addr);
  if (place === null) return cHex(addr);
  const offset = addr - place.base;
  if (offset === 0) return place.variable;
  return `${place.variable} ${offset < 0 ? "-" : "+"} 0x${Math.abs(offset).toString(16)}`;
}

const isAddress = (value: bigint): boolean => value > 0n && value < BigInt(TASK_SIZE);

const cNumber = (value: bigint): string => {
  if (value < 0n) return `${value}L`;
  return value < 0x8000_0000n ? value.toString() : cHex(value);
};

function cSet(names: CNames, type: Extract<ParamKind, { kind: "set" }>, value: bigint): string {
  const words = namesOf(type.set, value);
  for (const word of words) {
    const known = type.set.constants.find(({ name }) => name === word);
    if (known !== undefined) names.constants.set(word, known.value);
  }
  return words.map((word) => (/^-?\d/.test(word) ? cNumber(BigInt(word)) : word)).join(" | ");
}

/** The words of a structure in memory; every member of those used here has 64 bits. */
function cWords(names: CNames, value: StructValue): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    if (typeof member !== "bigint") return cWords(names, member);
    const points = ["start", "dst", "src", "iov_base"].includes(name) && isAddress(member);
    return [points ? cAddress(names, Number(member)) : cNumber(member)];
  });
}

function cArg(names: CNames, type: ParamKind, value: ArgValue): string {
  if (typeof value === "string") return cString(value);
  if (typeof value !== "bigint") {
    // Two words more: the kernel writes its answer behind ours.
    return `(uint64_t[]){ ${[...cWords(names, value), "0", "0"].join(", ")} }`;
  }
  if (type.kind === "addr") return isAddress(value) ? cAddress(names, Number(value)) : cNumber(value);
  if (type.kind === "fd") return names.fds.get(value) ?? cNumber(value);
  return type.kind === "set" ? cSet(names, type, value) : cNumber(value);
}

const PLAIN = /^[ !#->@-[\]-~]$/;
const HALF_A_PAIR = /^[\ud800-\udfff]$/;

/** The bytes of a character in UTF-8; half a surrogate pair becomes the replacement character. */
const utf8 = (character: string): readonly number[] => {
  const encoded = encodeURIComponent(HALF_A_PAIR.test(character) ? "\ufffd" : character);
  if (!encoded.startsWith("%")) return [encoded.charCodeAt(0)];
  return encoded
    .slice(1)
    .split("%")
    .map((byte) => Number.parseInt(byte, 16));
};

/** A text as a C literal; what is not plain ASCII is written byte by byte in octal. */
export const cString = (text: string): string => {
  const parts = Array.from(text, (character) =>
    PLAIN.test(character)
      ? character
      : utf8(character)
          .map((byte) => `\\${byte.toString(8).padStart(3, "0")}`)
          .join(""),
  );
  return `"${parts.join("")}"`;
};

const OWN_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ["store", "store"],
  ["load", "load"],
  ["memset", "fill"],
  ["memcpy", "copy"],
]);

/** Numbers of the calls for x86-64: the C library's headers may be older than a call. */
const NEW_CALLS: ReadonlyMap<string, bigint> = new Map([
  ["mseal", 462n],
  ["userfaultfd", 323n],
  ["memfd_create", 319n],
  ["mlock2", 325n],
]);

/** The call as a C expression. */
export function cCall(names: CNames, call: Call): string {
  const signature = signatureOf(call.name);
  const args = call.args.map((value, index) =>
    cArg(names, signature?.params[index]?.type ?? { kind: "int" }, value),
  );
  const own = OWN_FUNCTIONS.get(call.name);
  if (own !== undefined) return `${own}(${args.join(", ")})`;
  const newer = NEW_CALLS.get(call.name);
  if (newer !== undefined) names.constants.set(`SYS_${call.name}`, newer);
  // The kernel takes registers of 64 bits; the C library passes on what it is given.
  return `syscall(${[`SYS_${call.name}`, ...args.map((arg) => (arg.startsWith("(") || arg.startsWith('"') ? arg : `(long)(${arg})`))].join(", ")})`;
}
