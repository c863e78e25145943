import type { SourceRange } from "./diagnostics.ts";

/**
 * `word`: a name or keyword. `version`: digits with dots, as in a kernel release. `bad`: nothing that the
 * language knows, or a string, character or comment without its end.
 */
export type TokenKind =
  | "word"
  | "number"
  | "version"
  | "string"
  | "char"
  | "punct"
  | "comment"
  | "newline"
  | "bad"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the source. */
  readonly text: string;
  readonly range: SourceRange;
}

/** A string without its quotes and escapes. */
export function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|.)/gs, (whole, code: string) => {
    const named = ESCAPES.get(code);
    if (named !== undefined) return named;
    if (/^x..$/.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (/^[0-7]+$/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return whole.slice(1);
  });
}

const ESCAPES = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["0", "\0"],
]);

/** A string with quotes and escapes: unquote(quote(s)) is s. */
export const quote = (value: string): string =>
  `"${value.replace(/[\\"\n\t\r\0]/g, (char) => QUOTED.get(char) ?? `\\${char}`)}"`;

const QUOTED = new Map([
  ["\n", "\\n"],
  ["\t", "\\t"],
  ["\r", "\\r"],
  ["\0", "\\x00"],
]);
