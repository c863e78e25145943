/** Colouring of one source line. It only has to look right: what the text means is the language's business. */
export type TokenKind = "call" | "flag" | "number" | "string" | "comment" | "keyword" | "name" | "plain";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const PATTERN =
  /(?<comment>(?:#|\/\/).*$)|(?<string>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(?<number>\b(?:0[xX][0-9a-fA-F_]+|\d[\d_]*)\b)|(?<word>[A-Za-z_]\w*)/g;

const KEYWORDS = new Set(["thread", "expect", "kernel", "limit", "set", "maps"]);

function kindOfWord(word: string, rest: string): TokenKind {
  if (/^\s*\(/.test(rest)) return "call";
  if (/^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(word)) return "flag";
  if (KEYWORDS.has(word)) return "keyword";
  return "name";
}

function kindOf(match: RegExpExecArray, line: string): TokenKind {
  const groups = match.groups ?? {};
  if (groups["comment"] !== undefined) return "comment";
  if (groups["string"] !== undefined) return "string";
  if (groups["number"] !== undefined) return "number";
  return kindOfWord(match[0], line.slice(match.index + match[0].length));
}

/** The line cut into coloured pieces; put together they are the line. */
export function colourLine(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(PATTERN)) {
    if (match.index > end) tokens.push({ kind: "plain", text: line.slice(end, match.index) });
    tokens.push({ kind: kindOf(match, line), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < line.length) tokens.push({ kind: "plain", text: line.slice(end) });
  return tokens;
}
