import { parseExpr } from "./exprParser.ts";
import type { MapsClause } from "./program.ts";
import type { TokenCursor } from "./tokenCursor.ts";
import { unquote } from "./tokens.ts";

/** `START, LENGTH, rw-p` and perhaps a name in quotes: a line of /proc/PID/maps. Null after a message. */
export function parseClause(cursor: TokenCursor): MapsClause | null {
  const start = parseExpr(cursor);
  if (start === null || !expectComma(cursor)) return null;
  const len = parseExpr(cursor);
  if (len === null || !expectComma(cursor)) return null;
  const perms = parsePerms(cursor);
  return perms === null ? null : { start, len, perms, name: parseName(cursor) };
}

function expectComma(cursor: TokenCursor): boolean {
  if (cursor.accept(",")) return true;
  cursor.report(
    "bad-maps",
    "A mapping is written: its start, its length, its permissions: heap, 8*PAGE, rw-p.",
    cursor.token.range,
  );
  return false;
}

/** The permissions column of /proc/PID/maps is no word of the language: its pieces stand side by side. */
function parsePerms(cursor: TokenCursor): string | null {
  const { range } = cursor.token;
  let text = "";
  let to = range.from;
  while (cursor.token.range.from === to && (cursor.token.kind === "word" || cursor.is("-"))) {
    const taken = cursor.next();
    text += taken.text;
    ({ to } = taken.range);
  }
  if (/^(?:[r-][w-][x-][ps]|none)$/.test(text)) return text;
  const meant = permsMeant(text);
  const message =
    "Permissions are written as in /proc/PID/maps: rw-p, r-xs, ---p; none if nothing is mapped.";
  return cursor.report("bad-permissions", message, text === "" ? range : { ...range, to }, {
    label: `did you mean ${meant}?`,
    replacement: text === "" ? `${meant} ` : meant,
  });
}

const permsMeant = (text: string): string => {
  const has = (letter: string): string => (text.includes(letter) ? letter : "-");
  return /[rwx]/.test(text) ? `${has("r")}${has("w")}${has("x")}${text.endsWith("s") ? "s" : "p"}` : "rw-p";
};

/** A comma behind which no name follows ends nothing but the line. */
function parseName(cursor: TokenCursor): string | null {
  if (!cursor.accept(",") || cursor.token.kind !== "string") return null;
  return unquote(cursor.next().text);
}
