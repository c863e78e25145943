import { decodeAtoms } from "./atoms.ts";
import { unescapeText, withoutTricks } from "./textEscape.ts";
import { lettersOf, nameOfSmallWord, setOfArgument } from "./words.ts";

/** A line of a link as text of the language, short forms included; null if it cannot be read. */
export const decodeLine = (encoded: string): string | null => {
  if (encoded === ".") return "";
  if (encoded.startsWith(".-V")) return textBehind(encoded, 3);
  const commentAt = /\.-[CD]/.exec(encoded)?.index;
  if (commentAt === undefined) return decodeBody(encoded);
  const comment = textBehind(encoded, commentAt + 3);
  const body = commentAt === 0 ? "" : decodeBody(encoded.slice(0, commentAt));
  if (comment === null || body === null) return null;
  return `${body} ${encoded[commentAt + 2] === "C" ? "// " : ""}${comment}`.trim();
};

/** One line of text, whatever the link says: a line end in it would be a line that is not counted. */
const textBehind = (encoded: string, at: number): string | null => {
  const text = unescapeText(encoded.slice(at));
  return text === null ? null : withoutTricks(text).replaceAll(/[\r\n\u2028\u2029]+/g, " ");
};

const decodeBody = (encoded: string): string | null => {
  const [head = "", ...words] = encoded.split(".");
  return head === "" ? decodeWords(words) : decodeCall(head, words);
};

const decodeWords = (words: readonly string[]): string | null => {
  const decoded = words.map(decodeAtoms);
  return decoded.some((word) => word === null) ? null : decoded.join(" ");
};

const NAME = "[A-Za-z_][A-Za-z0-9_]*";
const LET_HEAD = new RegExp(`^(${NAME})-$`);
const HEAD = new RegExp(`^(?:(${NAME})-t-)?(?:(?:(${NAME})-)?(${NAME}))?$`);

/** `name = value`: the name with a `-` behind it, and one word. */
const decodeLet = (name: string, words: readonly string[]): string | null => {
  const value = words.length === 1 ? decodeAtoms(words[0] ?? "") : null;
  return value === null || value === "" ? null : `${name} = ${value}`;
};

const decodeCall = (head: string, words: readonly string[]): string | null => {
  const name = LET_HEAD.exec(head)?.[1];
  if (name !== undefined) return decodeLet(name, words);
  const match = HEAD.exec(head);
  if (match === null) return null;
  const [, thread, assigned, callee] = match;
  const prefix = thread === undefined ? "" : `thread ${thread}:`;
  if (callee === undefined) return prefix !== "" && words.length === 0 ? prefix : null;
  const expected = words.at(-1)?.startsWith("-I") === true ? words.at(-1)?.slice(2) : undefined;
  const args = (expected === undefined ? words : words.slice(0, -1)).map((word, index) =>
    decodeArgument(callee, index, word),
  );
  if (args.some((arg) => arg === null)) return null;
  const result = expected === undefined ? "" : decodeAtoms(expected);
  if (result === null) return null;
  const call = `${assigned === undefined ? "" : `${assigned} = `}${callee}(${args.join(", ")})`;
  return `${prefix === "" ? "" : `${prefix} `}${call}${result === "" ? "" : ` = ${result}`}`;
};

const decodeArgument = (callee: string, index: number, word: string): string | null => {
  if (word.startsWith("-W")) return decodeAtoms(word.slice(2));
  const set = setOfArgument(callee, index);
  if (set === null || !/^[A-Za-z]/.test(word)) return decodeAtoms(word);
  if (/^[A-Z]+$/.test(word)) {
    const letters = lettersOf(set);
    const names = Array.from(word, (letter) => letters.get(letter));
    return names.some((name) => name === undefined) ? null : names.join("|");
  }
  if (!/^[a-z0-9_]+(?:-[a-z0-9_]+)*$/.test(word)) return null;
  return word
    .split("-")
    .map((small) => nameOfSmallWord(set, small))
    .join("|");
};
