/** Colours by the language's own tokens: which class each piece of a program has. */
import { signatureOf } from "#engine/signatures.ts";
import { tokenize } from "#lang/lexer.ts";
import { ALL_SETS, CONSTANTS } from "#lang/names.ts";
import { settingNamed } from "#lang/settings.ts";
import type { Token } from "#lang/tokens.ts";

export type Paint = "call" | "flag" | "number" | "string" | "comment" | "keyword" | "bad";

export interface Painted {
  readonly from: number;
  readonly to: number;
  readonly paint: Paint;
}

const SHORT_NAMES = new Set(
  ALL_SETS.flatMap(({ prefix, constants }) => constants.map(({ name }) => name.slice(prefix.length))),
);
const KEYWORDS = new Set(["thread", "expect"]);
const UNITS = new Set(["KiB", "MiB", "GiB", "TiB"]);

/** The coloured pieces of a program, ascending; plain text and names are left out. */
export function paintOf(source: string): readonly Painted[] {
  const tokens = tokenize(source);
  return tokens.flatMap((token, at) => {
    const paint = paintOfToken(token, tokens[at - 1], tokens[at + 1]);
    return paint === null ? [] : [{ from: token.range.from, to: token.range.to, paint }];
  });
}

function paintOfToken(token: Token, before: Token | undefined, after: Token | undefined): Paint | null {
  switch (token.kind) {
    case "word":
      return paintOfWord(token.text, before, after);
    case "number":
    case "version":
      return "number";
    case "string":
    case "char":
      return "string";
    case "comment":
      return "comment";
    case "bad":
      return "bad";
    case "punct":
    case "newline":
    case "end":
      return null;
  }
}

function paintOfWord(text: string, before: Token | undefined, after: Token | undefined): Paint | null {
  if (after?.text === "(") return signatureOf(text) === null ? null : "call";
  const starts = before === undefined || before.kind === "newline";
  if (starts && (KEYWORDS.has(text) || settingNamed(text) !== null) && after?.text !== "=") return "keyword";
  if (text === "maps" && before?.text === "expect") return "keyword";
  if (UNITS.has(text)) return "number";
  return CONSTANTS.has(text) || (SHORT_NAMES.has(text) && after?.text !== "=") ? "flag" : null;
}
