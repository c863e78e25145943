/**
 * Free text in the link's alphabet: letters and digits stand for themselves, `_` for a blank, `-` and two
 * hexadecimal digits for any character below 256, `-u` and four for a larger one, `-v` and six beyond 65535.
 */
export const escapeText = (text: string): string =>
  Array.from(toWellFormed(text), (character) => {
    if (/^[A-Za-z0-9]$/.test(character)) return character;
    if (character === " ") return "_";
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    if (code < 0x100) return `-${digits.padStart(2, "0")}`;
    return code < 0x1_0000 ? `-u${digits.padStart(4, "0")}` : `-v${digits.padStart(6, "0")}`;
  }).join("");

const ESCAPED = /[A-Za-z0-9]+|_|-[0-9a-f]{2}|-u[0-9a-f]{4}|-v[0-9a-f]{6}/y;

/** The text again; null if it is not made of the above. Half surrogates become U+FFFD. */
export const unescapeText = (escaped: string): string | null => {
  let text = "";
  let at = 0;
  while (at < escaped.length) {
    ESCAPED.lastIndex = at;
    const piece = ESCAPED.exec(escaped)?.[0];
    if (piece === undefined) return null;
    const character = characterOf(piece);
    if (character === null) return null;
    text += character;
    at += piece.length;
  }
  return toWellFormed(text);
};

const characterOf = (piece: string): string | null => {
  if (piece === "_") return " ";
  if (!piece.startsWith("-")) return piece;
  const code = Number.parseInt(piece.replace(/^-[uv]?/, ""), 16);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : null;
};

/** Half of a surrogate pair is no character; U+FFFD stands for it. */
const toWellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

/**
 * Text without what could make it look like something else: controls, and marks that turn the direction of
 * writing round. Line ends and tabs stay.
 */
export const withoutTricks = (text: string): string =>
  text.replace(/(?![\t\r\n])[\p{Cc}\p{Bidi_Control}\ufeff]/gu, "");
