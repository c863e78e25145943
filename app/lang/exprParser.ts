import type { SourceRange } from "./diagnostics.ts";
import type { BinaryOp, Expr, Member, Unit } from "./program.ts";
import type { TokenCursor } from "./tokenCursor.ts";
import { unquote } from "./tokens.ts";

/** Parentheses and structures inside each other; a person needs three. */
const MAX_DEPTH = 32;
/** Operators of one strength in a row. */
const MAX_OPERATORS = 64;

/** How tightly an operator binds, as in C. */
const STRENGTH: ReadonlyMap<string, number> = new Map([
  ["|", 1],
  ["<<", 2],
  ["+", 3],
  ["-", 3],
  ["*", 4],
]);

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ["KiB", "KiB"],
  ["MiB", "MiB"],
  ["GiB", "GiB"],
  ["TiB", "TiB"],
]);

/** A value, or null after a message about what stands there instead. */
export function parseExpr(cursor: TokenCursor, weakest = 1, depth = 0): Expr | null {
  let left = parseOperand(cursor, depth);
  for (let operators = 0; left !== null; operators += 1) {
    const { token } = cursor;
    const strength = token.kind === "punct" ? STRENGTH.get(token.text) : undefined;
    if (strength === undefined || strength < weakest) return left;
    if (operators === MAX_OPERATORS) {
      return cursor.report("too-long", "This sum is too long; give a part of it a name.", token.range);
    }
    cursor.next();
    const right: Expr | null = parseExpr(cursor, strength + 1, depth + 1);
    if (right === null) return null;
    // The table above has no other keys.
    const op = token.text as BinaryOp;
    left = { kind: "binary", op, left, right, range: span(left.range, right.range) };
  }
  return null;
}

const span = (from: SourceRange, to: SourceRange): SourceRange => ({ ...from, to: to.to });

function parseOperand(cursor: TokenCursor, depth: number): Expr | null {
  const { token } = cursor;
  if (depth > MAX_DEPTH) {
    return cursor.report("too-deep", "Too many levels of parentheses; give parts a name.", token.range);
  }
  if (token.kind === "punct" && (token.text === "-" || token.text === "~")) {
    const op = token.text;
    cursor.next();
    const of = parseOperand(cursor, depth + 1);
    return of === null ? null : { kind: "unary", op, of, range: span(token.range, of.range) };
  }
  const atom = parseAtom(cursor, depth);
  const unit = atom === null || cursor.token.kind !== "word" ? undefined : UNITS.get(cursor.token.text);
  if (atom === null || unit === undefined) return atom;
  return { kind: "size", of: atom, unit, range: span(atom.range, cursor.next().range) };
}

function parseAtom(cursor: TokenCursor, depth: number): Expr | null {
  const { token } = cursor;
  const { text, range } = token;
  if (token.kind === "number") {
    cursor.next();
    return { kind: "number", value: numberOf(text), text: text.toLowerCase(), range };
  }
  if (token.kind === "char") {
    cursor.next();
    return { kind: "char", value: BigInt(unquote(text).codePointAt(0) ?? 0), text, range };
  }
  if (token.kind === "string") {
    cursor.next();
    cursor.accept("..."); // strace cuts long strings
    return { kind: "string", value: unquote(text), range };
  }
  if (token.kind === "word") {
    cursor.next();
    return { kind: "name", name: text, range };
  }
  if (cursor.is("(")) return parseInside(cursor, depth, ")");
  if (cursor.is("[")) return parseInside(cursor, depth, "]");
  if (cursor.is("{")) return parseStruct(cursor, depth);
  return reportMissing(cursor);
}

/** Far more digits than 64 bits need are not worth reading: the checker refuses the number. */
const MAX_DIGITS = 64;
const TOO_BIG = 2n ** 64n;
const numberOf = (text: string): bigint => (text.length > MAX_DIGITS ? TOO_BIG : BigInt(text));

/** (value), or [value]: strace writes what a pointer leads to in brackets. */
function parseInside(cursor: TokenCursor, depth: number, close: ")" | "]"): Expr | null {
  const open = cursor.next();
  const inside = parseExpr(cursor, 1, depth + 1);
  if (inside === null) return null;
  const end = cursor.token;
  if (!cursor.accept(close)) return reportUnclosed(cursor, open.text, open.range);
  return { ...inside, range: span(open.range, end.range) };
}

function parseStruct(cursor: TokenCursor, depth: number): Expr | null {
  const open = cursor.next();
  const members: Member[] = [];
  while (!cursor.is("}") && !cursor.is("=>") && !cursor.is("...")) {
    const member = parseMember(cursor, depth);
    if (member === null) return null;
    members.push(member);
    if (!cursor.accept(",")) break;
  }
  if (cursor.is("=>") || cursor.is("...")) skipWritten(cursor);
  const end = cursor.token;
  if (!cursor.accept("}")) return reportUnclosed(cursor, "{", open.range);
  return { kind: "struct", members, range: span(open.range, end.range) };
}

function parseMember(cursor: TokenCursor, depth: number): Member | null {
  let name: string | null = null;
  if (cursor.token.kind === "word" && cursor.following.text === "=") {
    name = cursor.next().text;
    cursor.next();
  }
  const value = parseExpr(cursor, 1, depth + 1);
  return value === null ? null : { name, value };
}

/** What the kernel wrote into the structure: strace shows it behind =>. It is no input. */
function skipWritten(cursor: TokenCursor): void {
  let open = 0;
  while (!cursor.endsLine() && !(open === 0 && cursor.is("}"))) {
    if (cursor.is("{")) open += 1;
    if (cursor.is("}")) open -= 1;
    cursor.next();
  }
}

function reportMissing(cursor: TokenCursor): null {
  const { token } = cursor;
  if (token.kind === "bad") return reportBad(cursor);
  const found = cursor.endsLine() ? "the line ends" : `there is “${token.text}”`;
  return cursor.report(
    "expected-value",
    `A value is missing: ${found}. Write a number, a name or a constant here.`,
    token.range,
  );
}

export function reportBad(cursor: TokenCursor): null {
  const { text, range } = cursor.token;
  if (text.startsWith('"')) {
    return cursor.report("unclosed-string", 'This text has no closing quote: put a " behind it.', range, {
      label: "close the text",
      replacement: `${text}"`,
    });
  }
  if (text.startsWith("'")) {
    return cursor.report("bad-character", "One character between two quotes is meant, like 'A'.", range);
  }
  if (text.startsWith("/*")) {
    return cursor.report("unclosed-comment", "This comment has no end: put a */ behind it.", range, {
      label: "close the comment",
      replacement: `${text} */`,
    });
  }
  return cursor.report("unexpected-character", `“${text}” means nothing here; take it out.`, range, {
    label: `take out “${text}”`,
    replacement: "",
  });
}

export function reportUnclosed(cursor: TokenCursor, open: string, range: SourceRange): null {
  const close = open === "(" ? ")" : open === "[" ? "]" : "}";
  if (cursor.token.kind === "bad") return reportBad(cursor);
  if (cursor.endsLine()) {
    const place = { ...range, to: range.from + 1 };
    return cursor.report("unclosed-parenthesis", `This “${open}” is never closed: add a “${close}”.`, place);
  }
  const { text, range: where } = cursor.token;
  return cursor.report("expected-comma", `A “,” or “${close}” is missing before “${text}”.`, where);
}
