import type { Constant, ConstantSet } from "#engine/constantSet.ts";
import { signatureOf, SIGNATURES } from "#engine/signatures.ts";
import type { Signature } from "#engine/signatures.ts";
import { nameIn, sinceText } from "#lang/describe.ts";
import { CONSTANTS } from "#lang/names.ts";
import type { Variable } from "./variables.ts";

/** Something that can be put in at the caret. */
export interface Offer {
  /** What the list shows, and what is compared with what was typed. */
  readonly label: string;
  /** What is put in. */
  readonly apply: string;
  readonly kind: "call" | "constant" | "variable" | "keyword" | "value" | "member" | "sign";
  /** Beside the label, in a few characters. */
  readonly detail: string;
  /** What it means, in a sentence or two. */
  readonly info: string;
}

const offer = (kind: Offer["kind"], label: string, info = "", detail = "", apply: string = label): Offer => ({
  kind,
  label,
  apply,
  detail,
  info,
});

export const sign = (label: string, apply: string, info: string): Offer =>
  offer("sign", label, info, "", apply);
export const value = (label: string, info = ""): Offer => offer("value", label, info);
export const keyword = (label: string, apply: string, info: string): Offer =>
  offer("keyword", label, info, "", apply);
export const memberOffer = (label: string, apply: string, info: string): Offer =>
  offer("member", label, info, "", apply);

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");

export const constantOffer = ({ name, meaning, since }: Constant, before = ""): Offer =>
  offer(
    "constant",
    `${before}${name}`,
    sentences(meaning, sinceText(since)),
    since === null ? "" : `${since}+`,
  );

export const variableOffer = ({ name, from }: Variable): Offer =>
  offer(
    "variable",
    name,
    from === null ? "A number that a line above names." : `What ${from.name} gave back in a line above.`,
    from === null ? "" : from.name,
  );

/** Names that a call's result gets when nobody has chosen one. */
const RESULT_NAMES: Readonly<Record<string, readonly string[]>> = {
  mmap: ["heap", "map"],
  mremap: ["to"],
  brk: ["end"],
  memfd_create: ["fd"],
  userfaultfd: ["uffd"],
  fork: ["child"],
};

function freshName(call: string, taken: ReadonlySet<string>): string | null {
  const names = RESULT_NAMES[call];
  if (names === undefined) return null;
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  let n = 2;
  while (taken.has(`${names.at(-1)}${n}`)) n += 1;
  return `${names.at(-1)}${n}`;
}

/** A call with its open parenthesis; at the start of a line with a name for what it gives. */
function callOffer(signature: Signature, name: string | null): Offer {
  const { meaning, params, since } = signature;
  const detail = `(${params.map((param) => nameIn(param)).join(", ")})`;
  const close = params.length === 0 ? ")" : "";
  const apply = `${name === null ? "" : `${name} = `}${signature.name}(${close}`;
  return offer("call", signature.name, sentences(meaning, sinceText(since)), detail, apply);
}

/** Calls in the order in which a program of this project needs them. */
const FIRST = ["mmap", "store", "load", "mremap", "munmap", "mprotect", "madvise"];
const ORDERED = [
  ...FIRST.flatMap((name) => signatureOf(name) ?? []),
  ...SIGNATURES.filter(({ name }) => !FIRST.includes(name)),
];

export function callOffers(variables: readonly Variable[], naming: boolean): readonly Offer[] {
  const taken = new Set(variables.map(({ name }) => name));
  return ORDERED.map((signature) => callOffer(signature, naming ? freshName(signature.name, taken) : null));
}

/** Sets of flags that belong together, the frequent ones first. */
const TOGETHER: readonly (readonly string[])[] = [
  ["PROT_READ", "PROT_WRITE"],
  ["MAP_PRIVATE", "MAP_ANONYMOUS"],
  ["MAP_SHARED", "MAP_ANONYMOUS"],
  ["MAP_PRIVATE", "MAP_ANONYMOUS", "MAP_FIXED"],
  ["MREMAP_MAYMOVE", "MREMAP_DONTUNMAP"],
  ["MREMAP_MAYMOVE", "MREMAP_FIXED"],
  ["MREMAP_MAYMOVE", "MREMAP_FIXED", "MREMAP_DONTUNMAP"],
];

export function setOffers(set: ConstantSet): readonly Offer[] {
  const own = new Set(set.constants.map(({ name }) => name));
  const joined = TOGETHER.filter((names) => names.every((name) => own.has(name))).map((names) =>
    value(names.join("|"), names.map((name) => CONSTANTS.get(name)?.meaning ?? "").join(" ")),
  );
  const none = set.kind === "flags" ? [value("0", "None of them.")] : [];
  return [...joined, ...set.constants.map((constant) => constantOffer(constant)), ...none];
}
