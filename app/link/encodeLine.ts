import { signatureOf } from "#engine/signatures.ts";
import type { Param } from "#engine/signatures.ts";
import { CONSTANTS } from "#lang/names.ts";
import { printArg, printFallback } from "#lang/printCall.ts";
import type { Token } from "#lang/tokens.ts";
import { encodeTokens, tokensOf } from "./atoms.ts";
import { escapeText } from "./textEscape.ts";
import { lettersOf, setOfArgument, shortName, smallWord } from "./words.ts";

/** A line as it stands; longer, but any line can be written so. */
export const encodeVerbatim = (line: string): string => `.-V${escapeText(line)}`;

/** A canonical line in the link's short form; null if only the verbatim form can carry it. */
export const encodeLine = (line: string): string | null => {
  if (line === "") return ".";
  const tokens = tokensOf(line);
  const comment = tokens.at(-1)?.kind === "comment" ? tokens.at(-1) : undefined;
  const body = comment === undefined ? tokens : tokens.slice(0, -1);
  const tail = comment === undefined ? "" : `.${encodeComment(comment.text)}`;
  if (body.length === 0) return tail === "" ? null : tail;
  const encoded = encodeStatement(body);
  return encoded === null ? null : encoded + tail;
};

/** `// note` is `-Cnote`; the other kinds of comments keep their marks. */
const encodeComment = (comment: string): string =>
  comment.startsWith("// ") ? `-C${escapeText(comment.slice(3))}` : `-D${escapeText(comment)}`;

const texts = (tokens: readonly Token[]): readonly string[] => tokens.map(({ text }) => text);

/** `[thread NAME:] [name =] callee(args) [= expected]`, `name = value`, or the words of a setting. */
const encodeStatement = (tokens: readonly Token[]): string | null => {
  let rest = tokens;
  let head = "";
  const [word, name, colon] = texts(rest);
  if (word === "thread" && name !== undefined && colon === ":") {
    head = `${name}-t-`;
    rest = rest.slice(3);
    if (rest.length === 0) return head;
  }
  if (rest[1]?.text === "=" && rest[0]?.kind === "word") {
    head += `${rest[0].text}-`;
    rest = rest.slice(2);
  }
  if (rest[0]?.kind === "word" && rest[1]?.text === "(") return encodeCall(head, rest[0].text, rest.slice(2));
  if (head === "") return encodeMaps(tokens) ?? encodeWords(tokens);
  const value = rest.length < tokens.length && tokens[1]?.text === "=" ? encodeTokens(rest) : null;
  return value === null ? null : `${head}.${value}`;
};

/** `expect maps heap, PAGE, rw-p` and `maps …`: the mapping is one word behind the words in front of it. */
const encodeMaps = (tokens: readonly Token[]): string | null => {
  const at = tokens.findIndex(({ text }) => text === "maps");
  if (at < 0 || at > 1 || (at === 1 && tokens[0]?.text !== "expect")) return null;
  const mapping = encodeTokens(tokens.slice(at + 1));
  return mapping === null ? null : `${at === 1 ? ".expect" : ""}.maps.${mapping}`;
};

/** A setting: its words one by one, behind a point. */
const encodeWords = (tokens: readonly Token[]): string | null => {
  const words: string[] = [];
  for (const token of tokens) {
    const word = encodeTokens([token]);
    if (word === null) return null;
    words.push(word);
  }
  return `.${words.join(".")}`;
};

const OPENING = new Set(["(", "{", "["]);
const CLOSING = new Set([")", "}", "]"]);

/** Arguments up to the closing parenthesis, and what stands behind it; null if it never closes. */
const splitArguments = (
  tokens: readonly Token[],
): { readonly args: readonly (readonly Token[])[]; readonly behind: readonly Token[] } | null => {
  const args: Token[][] = [];
  let current: Token[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    const { text } = token;
    if (depth === 0 && text === ")") {
      if (current.length > 0) args.push(current);
      return { args, behind: tokens.slice(index + 1) };
    }
    if (OPENING.has(text)) depth += 1;
    if (CLOSING.has(text)) depth -= 1;
    if (depth === 0 && text === ",") {
      args.push(current);
      current = [];
    } else current.push(token);
  }
  return null;
};

const encodeCall = (head: string, callee: string, tokens: readonly Token[]): string | null => {
  const split = splitArguments(tokens);
  if (split === null) return null;
  const words = [head + callee];
  for (const [index, arg] of withoutFallbacks(callee, split.args).entries()) {
    const word = encodeArgument(callee, index, arg);
    if (word === null) return null;
    words.push(word);
  }
  if (split.behind.length > 0) {
    const expected = encodeExpectation(split.behind);
    if (expected === null) return null;
    words.push(expected);
  }
  return words.join(".");
};

/** What a left-out argument means, without blanks; null if it may not be left out. */
const fallbackText = (param: Param, before: string | undefined): string | null => {
  if (param.type.kind !== "byRequest") return printFallback(param);
  const request = CONSTANTS.get(before ?? "")?.value;
  const members = param.type.shapes.find((shape) => shape.request === request)?.members ?? [];
  const entries = members.flatMap(({ name, fallback }) =>
    fallback === null ? [] : [[name, fallback] as const],
  );
  if (request === undefined || members.length === 0 || entries.length < members.length) return null;
  return printArg(param.type, Object.fromEntries(entries), request).replaceAll(" ", "");
};

/** Arguments at the end that are what the language fills in anyway need not travel. */
const withoutFallbacks = (
  callee: string,
  args: readonly (readonly Token[])[],
): readonly (readonly Token[])[] => {
  const params = signatureOf(callee)?.params ?? [];
  let count = args.length;
  while (count > 0) {
    const param = params[count - 1];
    if (param === undefined) break;
    const text = texts(args[count - 1] ?? []).join("");
    if (text !== fallbackText(param, args[count - 2]?.[0]?.text)) break;
    count -= 1;
  }
  return args.slice(0, count);
};

const encodeArgument = (callee: string, index: number, tokens: readonly Token[]): string | null => {
  const set = setOfArgument(callee, index);
  if (set === null) return encodeTokens(tokens[0]?.text === "{" ? withoutZero(flatten(tokens)) : tokens);
  const names = tokens.filter((_, place) => place % 2 === 0);
  const plain = tokens.every(({ kind, text }, place) => (place % 2 === 0 ? kind === "word" : text === "|"));
  if (!plain || names.length * 2 !== tokens.length + 1) return marked(encodeTokens(tokens));
  const known = new Set(set.constants.map(({ name }) => name));
  if (!names.every(({ text }) => known.has(text))) return marked(encodeTokens(tokens));
  const letterOf = new Map([...lettersOf(set)].map(([letter, name]) => [name, letter]));
  const letters = names.map(({ text }) => letterOf.get(text) ?? "");
  if (letters.every((letter) => letter !== "")) return letters.join("");
  return names.map(({ text }) => smallWord(set, text)).join("-");
};

/** A number among flags is plain; anything else is marked, so that it is not read as a flag's name. */
const marked = (word: string | null): string | null =>
  word === null || /^(?:0x[0-9a-fA-F]+|\d+)$/.test(word) ? word : `-W${word}`;

/** A structure without member names and inner braces: the language knows them by their places. */
const flatten = (tokens: readonly Token[]): readonly Token[] => {
  const flat = tokens.filter(({ text }, index) => {
    if (text === "{" || text === "}") return index === 0;
    return text !== "=" && tokens[index + 1]?.text !== "=";
  });
  return flat.map((token) => (token.kind === "word" ? { ...token, text: shortName(token.text) } : token));
};

/** A mode or feature word of 0 at the end of a structure is what the language fills in. */
const withoutZero = (tokens: readonly Token[]): readonly Token[] =>
  tokens.at(-1)?.text === "0" && tokens.at(-2)?.text === "," ? tokens.slice(0, -2) : tokens;

/** `= -1 EINVAL` is `-IEINVAL`, `= 0x1000` is `-I0x1000`. */
const encodeExpectation = (tokens: readonly Token[]): string | null => {
  const [equals, ...rest] = tokens;
  if (equals?.text !== "=") return null;
  const last = rest.at(-1);
  const named = rest.length === 3 && texts(rest).slice(0, 2).join("") === "-1" && last !== undefined;
  const word = encodeTokens(named ? [last] : rest);
  return word === null ? null : `-I${word}`;
};
