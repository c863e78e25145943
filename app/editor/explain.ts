/** What hover and signature help say about a place. */
import { describeConstant, describeWord } from "#lang/describe.ts";
import type { Description } from "#lang/describe.ts";
import { constantIn } from "#lang/names.ts";
import { meaningOfMember, meaningOfParam } from "#lang/meanings.ts";
import { tokenize } from "#lang/lexer.ts";
import { placeAt, setOfSlot, slotBehind } from "./place.ts";
import { variablesOf } from "./variables.ts";

/** What stands under a pointer: the word's range, and what it means. */
export interface Explained extends Description {
  readonly from: number;
  readonly to: number;
}

/** The meaning of the word around a place; null if it has none. */
export function explainAt(source: string, at: number): Explained | null {
  const tokens = tokenize(source);
  const index = tokens.findIndex(({ range }) => range.from <= at && at < range.to);
  const token = tokens[index];
  if (token?.kind !== "word") return null;
  const { from, to } = token.range;
  const before = tokens.slice(0, index);
  const slot = slotBehind(before);
  const set = setOfSlot(slot);
  const constant = set === null ? null : constantIn(set, token.text);
  if (constant !== null) return { from, to, ...describeConstant(constant) };
  if (slot.kind === "member" && tokens[index + 1]?.text === "=") {
    const member = slot.shape.members.find(({ name }) => name === token.text);
    if (member === undefined) return null;
    return { from, to, title: token.text, text: meaningOfMember(slot.shape, member), since: null };
  }
  const variable = variablesOf(tokens.slice(0, index + 4)).find(({ name }) => name === token.text);
  if (variable === undefined) {
    const described = describeWord(token.text);
    return described === null ? null : { from, to, ...described };
  }
  const text = variable.from === null ? "A name for a number." : `What ${variable.from.name} gives back.`;
  return { from, to, title: token.text, text, since: null };
}

/** A call while its arguments are written. */
export interface Help {
  /** Where its parenthesis opens. */
  readonly open: number;
  readonly name: string;
  readonly params: readonly { readonly name: string; readonly current: boolean }[];
  /** What the current argument or member is for. */
  readonly meaning: string;
}

/** Help for the call around a place; null outside of calls. */
export function helpAt(source: string, at: number): Help | null {
  const { slot, tokens } = placeAt(source, at);
  const argument = slot.kind === "member" ? slot.call : slot.kind === "argument" ? slot : null;
  if (argument === null) return null;
  const { signature, index, param } = argument;
  const callee = tokens.findLastIndex(({ text, kind }) => kind === "word" && text === signature.name);
  const open = tokens[callee + 1]?.range.from;
  if (open === undefined) return null;
  const member = slot.kind === "member" ? slot.member : null;
  const meaning =
    member === null || slot.kind !== "member"
      ? `${param.name}: ${meaningOfParam(signature, param)}`
      : `${member.name}: ${meaningOfMember(slot.shape, member)}`;
  const params = signature.params.map(({ name, fallback }, at_) => ({
    name: fallback === null ? name : `[${name}]`,
    current: at_ === index,
  }));
  return { open, name: signature.name, params, meaning };
}
