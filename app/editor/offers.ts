/** What can stand at the caret: calls, flags, variables, members, and the signs between them. */
import type { Param } from "#engine/signatures.ts";
import type { StructMember, StructShape } from "#engine/structShapes.ts";
import { CONSTANTS } from "#lang/names.ts";
import { meaningOfMember, meaningOfParam } from "#lang/meanings.ts";
import { printFallback } from "#lang/printCall.ts";
import type { Token } from "#lang/tokens.ts";
import { constantOffer, memberOffer, setOffers, sign, value, variableOffer } from "./offer.ts";
import type { Offer } from "./offer.ts";
import { placeAt, setOfSlot, slotBehind } from "./place.ts";
import type { ArgumentSlot, MemberSlot, Slot } from "./place.ts";
import { statementOffers } from "./statementOffers.ts";
import { variablesOf } from "./variables.ts";
import type { Variable } from "./variables.ts";

export interface Offers {
  /** Where what is put in begins; it ends at the caret. */
  readonly from: number;
  readonly offers: readonly Offer[];
}

/**
 * The offers at a place.
 * @param asked the reader asked for them; otherwise they come only where something is clearly being written
 */
export function offersAt(source: string, at: number, asked: boolean): Offers | null {
  const { slot, word, from, tokens, upTo } = placeAt(source, at);
  const variables = variablesOf(tokens);
  const whole = word !== "" && (CONSTANTS.has(word) || variables.some(({ name }) => name === word));
  if (whole || (word === "" && isOperand(tokensOf(slot).at(-1)))) {
    return asked ? some(at, signOffers(whole ? slotBehind(upTo) : slot)) : null;
  }
  if (word === "" && !asked && !/[(,|{=] ?$/.test(source.slice(Math.max(0, at - 2), at))) return null;
  return some(from, operandOffers(slot, variables, tokens));
}

const some = (from: number, offers: readonly Offer[]): Offers | null =>
  offers.length === 0 ? null : { from, offers };

const tokensOf = (slot: Slot): readonly Token[] =>
  slot.kind === "argument" || slot.kind === "member" ? slot.tokens : [];

/** Whether a value ends with this token, so that a sign must follow. */
const isOperand = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === "punct" ? /^[)}\]]$/.test(token.text) : token.kind !== "bad");

function operandOffers(
  slot: Slot,
  variables: readonly Variable[],
  tokens: readonly Token[],
): readonly Offer[] {
  switch (slot.kind) {
    case "none":
      return [];
    case "statement":
      return statementOffers(slot.tokens, variables, tokens);
    case "argument":
      return argumentOffers(slot, variables);
    case "member":
      return memberOffers(slot, variables);
  }
}

const LENGTHS = ["PAGE", "2*PAGE", "4*PAGE", "8*PAGE", "2 MiB"].map((text) => value(text));
const CHARACTERS = ["'A'", "'B'", "'C'"].map((text) => value(text));

function argumentOffers(slot: ArgumentSlot, variables: readonly Variable[]): readonly Offer[] {
  const { param, shape, signature } = slot;
  const left = flagsLeft(slot);
  if (left !== null) return left;
  switch (param.type.kind) {
    case "addr":
      return [...addresses(variables), ...startsFor(signature.name, param)];
    case "len":
    case "offset":
      return param.fallback === 0n ? [value("0"), ...LENGTHS] : LENGTHS;
    case "int":
      return param.fallback === null ? LENGTHS : [value(printFallback(param) ?? "0")];
    case "fd":
      return [...descriptors(variables), ...(param.fallback === null ? [] : [value("-1", "No file.")])];
    case "value":
      return CHARACTERS;
    case "string":
      return [value('"a"', "A text in quotes.")];
    case "struct":
    case "byRequest":
      return shape === null ? [] : [structOffer(shape)];
    case "set":
      return [];
  }
}

/** Behind a | only flags that are not there yet; null where the slot takes no constants. */
function flagsLeft(slot: ArgumentSlot | MemberSlot): readonly Offer[] | null {
  const set = setOfSlot(slot);
  if (set === null) return null;
  if (slot.tokens.length === 0) return setOffers(set);
  const there = new Set(slot.tokens.map(({ text }) => text));
  return set.constants.filter(({ name }) => !there.has(name)).map((constant) => constantOffer(constant));
}

const gives = (result: "address" | "fd", variables: readonly Variable[]): readonly Offer[] =>
  variables.filter(({ from }) => from?.result === result).map(variableOffer);

/** Names that hold addresses, then names of plain numbers, which may be addresses too. */
const addresses = (variables: readonly Variable[]): readonly Offer[] => [
  ...gives("address", variables),
  ...variables.filter(({ from }) => from === null).map(variableOffer),
];
const descriptors = (variables: readonly Variable[]): readonly Offer[] => gives("fd", variables);

const startsFor = (call: string, { fallback }: Param): readonly Offer[] => {
  if (call === "mmap") {
    return [
      value("NULL", "The kernel chooses the place."),
      value("0x10000000", "A round address that is free."),
    ];
  }
  return fallback === 0n ? [value("0"), value("0x50000000", "A round address that is free.")] : [];
};

/** The structure up to its first plain member: `{range={start=`. */
function structOffer(shape: StructShape): Offer {
  const [first] = shape.members;
  return memberOffer(`{…} struct ${shape.name}`, `{${first === undefined ? "" : opening(first)}`, "");
}

function opening({ name, type }: StructMember): string {
  const [first] = type.kind === "struct" ? type.shape.members : [];
  return first === undefined ? `${name}=` : `${name}={${opening(first)}`;
}

function memberOffers(slot: MemberSlot, variables: readonly Variable[]): readonly Offer[] {
  const { member } = slot;
  if (member === null) return membersLeft(slot, "");
  const left = flagsLeft(slot);
  if (left !== null) return left;
  switch (member.type.kind) {
    case "hex":
      return [...addresses(variables), ...LENGTHS];
    case "limit":
      return [...LENGTHS, value("RLIM64_INFINITY", "No limit.")];
    case "struct":
      return [structOffer(member.type.shape)];
    case "set":
      return [];
  }
}

const membersLeft = ({ shape, used, member: here }: MemberSlot, before: string): readonly Offer[] =>
  shape.members
    .filter((member) => !used.has(member.name) && member.name !== here?.name)
    .map((member) =>
      memberOffer(`${before}${member.name}`, `${before}${opening(member)}`, meaningOfMember(shape, member)),
    );

/** What can follow a value: another flag, the next argument or member, the end. */
function signOffers(slot: Slot): readonly Offer[] {
  if (slot.kind !== "argument" && slot.kind !== "member") return [];
  const set = setOfSlot(slot);
  const there = new Set(slot.tokens.map(({ text }) => text));
  const more =
    set === null || set.kind !== "flags"
      ? []
      : set.constants.filter(({ name }) => !there.has(name)).map((one) => constantOffer(one, "|"));
  const pages =
    slot.tokens.at(-1)?.kind === "number" && set === null ? [value("*PAGE", "So many pages.")] : [];
  if (slot.kind === "member")
    return [...membersLeft(slot, ", "), sign("}", "}", "Ends the structure."), ...more, ...pages];
  const { params } = slot.signature;
  const next = params[slot.index + 1];
  const close = sign(")", ")", "Ends the call; what is left out takes its usual value.");
  if (next === undefined) return [close, ...more, ...pages];
  const comma = sign(`, ${next.name}`, ", ", meaningOfParam(slot.signature, next));
  return next.fallback === null ? [comma, ...more, ...pages, close] : [close, comma, ...more, ...pages];
}
