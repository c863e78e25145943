/** What stands at a place in a program: found from the language's own tokens, so that it works in unfinished lines. */
import type { ConstantSet } from "#engine/constantSet.ts";
import { signatureOf } from "#engine/signatures.ts";
import type { Param, Signature } from "#engine/signatures.ts";
import type { StructMember, StructShape } from "#engine/structShapes.ts";
import { tokenize } from "#lang/lexer.ts";
import { CONSTANTS } from "#lang/names.ts";
import type { Token } from "#lang/tokens.ts";

/** An argument of a call. `tokens`: what is written of it already. */
export interface ArgumentSlot {
  readonly kind: "argument";
  readonly signature: Signature;
  readonly index: number;
  readonly param: Param;
  readonly shape: StructShape | null;
  readonly tokens: readonly Token[];
}

/** A member of a structure; `member` is null where its name may still be written. */
export interface MemberSlot {
  readonly kind: "member";
  readonly call: ArgumentSlot;
  readonly shape: StructShape;
  readonly member: StructMember | null;
  readonly used: ReadonlySet<string>;
  readonly tokens: readonly Token[];
}

export type Slot =
  | ArgumentSlot
  | MemberSlot
  /** In front of a statement, behind `name =`, or behind anything else that is no call. */
  | { readonly kind: "statement"; readonly tokens: readonly Token[] }
  | { readonly kind: "none" };

export interface Place {
  readonly slot: Slot;
  /** The word that ends at the place; "" if none does. */
  readonly word: string;
  readonly from: number;
  /** Tokens of all that stands before the word. */
  readonly tokens: readonly Token[];
  /** The same with the word. */
  readonly upTo: readonly Token[];
}

/** Behind these a line goes on inside open parentheses. */
const OPEN_ENDS = new Set([",", "(", "{", "[", "|", "+", "-", "*", "="]);
const OPENING = new Set(["(", "{", "["]);
const CLOSING = new Set([")", "}", "]"]);

/** An open parenthesis or brace, with the pieces between its commas. */
interface Frame {
  readonly open: Token;
  readonly before: Token | undefined;
  readonly parts: Token[][];
}

export function placeAt(source: string, at: number): Place {
  const all = tokenize(source.slice(0, at)).slice(0, -1);
  const last = all.at(-1);
  const inText = last !== undefined && last.range.to === at && NO_CODE.has(last.kind);
  if (inText) return { slot: { kind: "none" }, word: "", from: at, tokens: all, upTo: all };
  const isWord = last?.kind === "word" && last.range.to === at;
  const tokens = isWord ? all.slice(0, -1) : all;
  const [word, from] = isWord ? [last.text, last.range.from] : ["", at];
  return { slot: slotBehind(tokens), word, from, tokens, upTo: all };
}

/** A text without its end is a `bad` token; behind its end code goes on. */
const NO_CODE = new Set(["comment", "bad"]);

/** What may be written behind these tokens. */
export function slotBehind(tokens: readonly Token[]): Slot {
  const { frames, line } = openFrames(tokens);
  const [call, ...inner] = frames;
  if (call === undefined || call.open.text !== "(") return { kind: "statement", tokens: line };
  const signature = signatureOf(call.before?.text ?? "");
  const index = call.parts.length - 1;
  const param = signature?.params[index];
  if (signature === null || param === undefined) return { kind: "none" };
  const shape = shapeOf(param, call.parts[index - 1]);
  const slot: ArgumentSlot = {
    kind: "argument",
    signature,
    index,
    param,
    shape,
    tokens: call.parts[index] ?? [],
  };
  return inner.length === 0 ? slot : memberSlot(slot, inner, shape);
}

/** Parentheses that are open at the end, outermost first, and the tokens of the last statement. */
function openFrames(tokens: readonly Token[]): { frames: readonly Frame[]; line: readonly Token[] } {
  let frames: Frame[] = [];
  let line: Token[] = [];
  let before: Token | undefined;
  let block = false;
  for (const token of tokens) {
    if (token.kind === "comment") continue;
    if (block && token.text !== "}") {
      // Each line of the block is one that follows the two words.
      if (token.kind === "newline") line = line.slice(0, 2);
      else line.push(token);
      continue;
    }
    block = false;
    if (token.kind === "newline") {
      if (frames.length > 0 && OPEN_ENDS.has(before?.text ?? "")) continue;
      [frames, line, before] = [[], [], undefined];
      continue;
    }
    if (token.text === "{" && isExpectMaps(line)) {
      block = true;
      continue;
    }
    line.push(token);
    take(frames, token, before);
    before = token;
  }
  return { frames, line };
}

const isExpectMaps = ([first, second, ...more]: readonly Token[]): boolean =>
  first?.text === "expect" && second?.text === "maps" && more.length === 0;

function take(frames: Frame[], token: Token, before: Token | undefined): void {
  const isSign = token.kind === "punct";
  if (isSign && CLOSING.has(token.text)) {
    frames.pop();
    frames.at(-1)?.parts.at(-1)?.push(token);
  } else if (isSign && OPENING.has(token.text)) {
    frames.at(-1)?.parts.at(-1)?.push(token);
    frames.push({ open: token, before, parts: [[]] });
  } else if (isSign && token.text === ",") frames.at(-1)?.parts.push([]);
  else frames.at(-1)?.parts.at(-1)?.push(token);
}

function shapeOf({ type }: Param, before: readonly Token[] | undefined): StructShape | null {
  if (type.kind === "struct") return type.shape;
  if (type.kind !== "byRequest") return null;
  const request = CONSTANTS.get(before?.[0]?.text ?? "")?.value;
  return type.shapes.find((shape) => shape.request === request) ?? null;
}

/** Goes down into the structures that are open. A parenthesis inside an argument changes nothing. */
function memberSlot(call: ArgumentSlot, inner: readonly Frame[], outermost: StructShape | null): Slot {
  const braces = inner.filter(({ open }) => open.text === "{");
  let shape = outermost;
  let slot: MemberSlot | null = null;
  for (const { parts } of braces) {
    if (shape === null) return { kind: "none" };
    slot = memberIn(call, shape, parts);
    shape = slot.member?.type.kind === "struct" ? slot.member.type.shape : null;
  }
  return slot ?? { ...call, tokens: inner.at(-1)?.parts.at(-1) ?? [] };
}

function memberIn(call: ArgumentSlot, shape: StructShape, parts: readonly (readonly Token[])[]): MemberSlot {
  const current = parts.at(-1) ?? [];
  const named = current[0]?.kind === "word" && current[1]?.text === "=" ? current[0].text : null;
  const used = new Set(parts.slice(0, -1).map((part) => part[0]?.text ?? ""));
  const member =
    named === null
      ? current.length > 0
        ? (shape.members[parts.length - 1] ?? null)
        : null
      : (shape.members.find(({ name }) => name === named) ?? null);
  const tokens = named === null ? current : current.slice(2);
  return { kind: "member", call, shape, member, used, tokens };
}

/** The constants that a slot takes; null where it takes none of its own. */
export function setOfSlot(slot: Slot): ConstantSet | null {
  if (slot.kind === "argument") return slot.param.type.kind === "set" ? slot.param.type.set : null;
  if (slot.kind !== "member" || slot.member === null) return null;
  return slot.member.type.kind === "set" ? slot.member.type.set : null;
}
