import type { Token, TokenKind } from "./tokens.ts";

/** One rule a token; the first that matches at the place wins. All are anchored there and none can backtrack far. */
const RULES: readonly (readonly [kind: TokenKind, rule: RegExp])[] = [
  ["newline", /\n/y],
  ["comment", /(?:\/\/|#)[^\r\n]*/y],
  ["comment", /\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//y],
  ["word", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["version", /\d+(?:\.\d+)+[A-Za-z0-9_+.-]*/y],
  ["number", /0[xX][0-9a-fA-F]+|\d+/y],
  ["string", /"(?:[^"\\\r\n]|\\[^\r\n])*"/y],
  ["char", /'(?:[^'\\\r\n]|\\[^\r\n])'/y],
  ["punct", /=>|<<|\.\.\.|[(){}[\],=+\-*|~:?<>.&!@]/y],
];
/** The end of a line is \n alone; a \r before it, or anywhere, is one blank more. */
const BLANKS = /[ \t\f\v\r\u00a0]+/y;
const OUTER_BLANKS = /^[ \t\f\v\r\u00a0]+|[ \t\f\v\r\u00a0]+$/g;

/** Without the blanks around it. Other space, U+2028 say, is an error of the line: without it the line would be another. */
export const trimBlanks = (text: string): string => text.replace(OUTER_BLANKS, "");

/** Splits a source into tokens, comments included; never fails: what it does not know becomes a `bad` token. */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let lineStart = 0;
  const push = (kind: TokenKind, to: number): void => {
    const range = { line, column: at - lineStart + 1, from: at, to };
    tokens.push({ kind, text: source.slice(at, to), range });
    at = to;
  };
  // Behind the last */ no comment can close; without this every /* there would search the rest of the text.
  const lastClose = source.lastIndexOf("*/");
  while (at < source.length) {
    BLANKS.lastIndex = at;
    if (BLANKS.test(source)) {
      at = BLANKS.lastIndex;
      continue;
    }
    const from = at;
    const [kind, to] = match(source, at, lastClose);
    push(kind, to);
    if (kind !== "newline" && kind !== "comment") continue;
    for (let end = source.indexOf("\n", from); end !== -1 && end < to; end = source.indexOf("\n", end + 1)) {
      line += 1;
      lineStart = end + 1;
    }
  }
  push("end", at);
  return tokens;
}

function match(source: string, at: number, lastClose: number): readonly [TokenKind, number] {
  if (source.startsWith("/*", at) && lastClose < at + 2) return ["bad", badEnd(source, at)];
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    if (rule.test(source)) return [kind, rule.lastIndex];
  }
  return ["bad", badEnd(source, at)];
}

/** A string, character or comment without an end takes the rest of its line; any other oddity one character. */
function badEnd(source: string, at: number): number {
  const unclosed = source[at] === '"' || source[at] === "'" || source.startsWith("/*", at);
  if (!unclosed) return at + ((source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  let to = at + 1;
  while (to < source.length && source[to] !== "\n" && source[to] !== "\r") to += 1;
  return to;
}
