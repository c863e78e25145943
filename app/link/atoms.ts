import { tokenize } from "#lang/lexer.ts";
import type { Token } from "#lang/tokens.ts";
import { quote, unquote } from "#lang/tokens.ts";
import { escapeText, unescapeText } from "./textEscape.ts";

/** Signs of the language with the capital that stands for each behind `-`. Part of version 1. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ["+", "A"],
  ["-", "M"],
  ["*", "X"],
  ["|", "O"],
  ["<<", "L"],
  ["~", "N"],
  ["(", "B"],
  [")", "E"],
  ["{", "R"],
  ["}", "Y"],
  [",", "K"],
  ["=", "I"],
  ["[", "H"],
  ["]", "J"],
  [":", "D"],
  ["?", "U"],
]);
const SIGN_OF = new Map([...SIGNS].map(([sign, letter]) => [letter, sign]));

/** Tokens of a line; the closing end token left out. */
export const tokensOf = (text: string): readonly Token[] =>
  tokenize(text).filter(({ kind }) => kind !== "end" && kind !== "newline");

/** One token; null for what has no place in a link but verbatim. */
const atomOf = ({ kind, text }: Token): string | null => {
  switch (kind) {
    case "word":
    case "number":
      return text;
    case "version":
      return /^[\d.]+$/.test(text) ? text.replaceAll(".", "_") : null;
    case "char":
      return `-Q${escapeText(text.slice(1, -1))}-Z`;
    case "string":
      return `-S${escapeText(unquote(text))}-Z`;
    case "punct": {
      const letter = SIGNS.get(text);
      return letter === undefined ? null : `-${letter}`;
    }
    case "comment":
    case "newline":
    case "bad":
    case "end":
      return null;
  }
};

/** Kinds of tokens that would run together if they stood side by side. */
const WORDLIKE: ReadonlySet<string> = new Set(["word", "number", "version"]);

/** Whether two tokens can stand side by side in a link: signs always, a number only with its unit (64 KiB). */
const mayTouch = (before: Token | undefined, after: Token): boolean => {
  if (before === undefined || !WORDLIKE.has(before.kind) || !WORDLIKE.has(after.kind)) return true;
  return /^\d+$/.test(before.text) && /^[KMGT]iB$/.test(after.text);
};

/** `- 1` is `-1`, a plain character needs no end: the frequent things are short. */
const shorten = (atoms: string): string =>
  atoms.replace(/^-M(?=\d+(?![A-Za-z0-9_]))/, "-").replaceAll(/-Q([A-Za-z0-9])-Z/g, "-q$1");

const isPages = ([number, times, page]: readonly Token[]): boolean =>
  number?.kind === "number" && times?.text === "*" && page?.text === "PAGE";

/** `8*PAGE` is one piece of a link, `8P`. */
const PAGES = "P";

/** Tokens of an expression as one word of a link; null if a token has no atom. */
export const encodeTokens = (tokens: readonly Token[]): string | null => {
  let atoms = "";
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const atom = token !== undefined && mayTouch(tokens[index - 1], token) ? atomOf(token) : null;
    if (atom === null) return null;
    atoms += atom;
    if (isPages(tokens.slice(index, index + 3))) {
      atoms += PAGES;
      index += 2;
    }
  }
  return shorten(atoms);
};

/** What an expression is made of, in the order in which they are tried. */
const PIECES: readonly (readonly [rule: RegExp, text: (groups: readonly string[]) => string | null])[] = [
  [/-q([A-Za-z0-9])/y, ([character]) => `'${character}'`],
  [/-Q((?:[^-]|-(?!Z))*)-Z/y, ([escaped = ""]) => wrapText(unescapeText(escaped), (text) => `'${text}'`)],
  [/-S((?:[^-]|-(?!Z))*)-Z/y, ([escaped = ""]) => wrapText(unescapeText(escaped), quote)],
  [/-(\d+)(?![A-Za-z0-9_])/y, ([digits]) => `-${digits}`],
  [/-([A-Z])/y, ([letter = ""]) => SIGN_OF.get(letter) ?? null],
  [/(0x[0-9a-fA-F]+|\d+)P(?![A-Za-z0-9_])/y, ([number]) => `${number}*PAGE`],
  [/(\d+)([KMGT]iB)/y, ([number, unit]) => `${number} ${unit}`],
  [/(\d+(?:_\d+)+)/y, ([digits = ""]) => digits.replaceAll("_", ".")],
  [/(0x[0-9a-fA-F]+|\d+)(?![A-Za-z0-9_])/y, ([number = ""]) => number],
  [/([A-Za-z_][A-Za-z0-9_]*)/y, ([word = ""]) => word],
];

const wrapText = (text: string | null, wrap: (text: string) => string): string | null =>
  text === null ? null : wrap(text);

const nextPiece = (atoms: string, at: number): { readonly text: string; readonly end: number } | null => {
  for (const [rule, textOf] of PIECES) {
    rule.lastIndex = at;
    const match = rule.exec(atoms);
    if (match === null) continue;
    const text = textOf(match.slice(1));
    return text === null ? null : { text, end: rule.lastIndex };
  }
  return null;
};

/** A word of a link as text of the language; open braces are closed at its end. Null if it is none. */
export const decodeAtoms = (atoms: string): string | null => {
  let text = "";
  let at = 0;
  let braces = 0;
  while (at < atoms.length) {
    const piece = nextPiece(atoms, at);
    if (piece === null) return null;
    if (piece.text === "{") braces += 1;
    if (piece.text === "}") braces -= 1;
    text += piece.text;
    at = piece.end;
  }
  return text + "}".repeat(Math.max(0, braces));
};
