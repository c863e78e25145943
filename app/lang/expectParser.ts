import type { SourceRange } from "./diagnostics.ts";
import { reportUnclosed } from "./exprParser.ts";
import { trimBlanks } from "./lexer.ts";
import { parseClause } from "./mapsParser.ts";
import type { ExpectStatement, Line } from "./program.ts";
import type { TokenCursor } from "./tokenCursor.ts";

/** `expect maps START, LENGTH, rw-p`. Null after a message. */
export function parseExpect(
  cursor: TokenCursor,
  start: SourceRange,
  thread: string | null,
): ExpectStatement | null {
  cursor.next();
  if (!cursor.accept("maps")) {
    return cursor.report(
      "bad-expectation",
      "What the memory map should be is written: expect maps heap, 8*PAGE, rw-p.",
      cursor.token.range,
    );
  }
  const clause = parseClause(cursor);
  return clause === null ? null : { kind: "expect", thread, clause, range: start };
}

export const isExpectBlock = (cursor: TokenCursor): boolean =>
  cursor.is("expect") && cursor.ahead(1).text === "maps" && cursor.ahead(2).text === "{";

/** `expect maps { … }` with a mapping on every line: each is an expectation of its own, as if written alone. */
export function parseExpectBlock(cursor: TokenCursor, source: string): readonly Line[] {
  cursor.next();
  cursor.next();
  const open = cursor.next();
  const lines: Line[] = [];
  while (!cursor.is("}") && cursor.token.kind !== "end") {
    if (cursor.endsLine()) cursor.next();
    else lines.push(parseEntry(cursor, source));
  }
  if (!cursor.accept("}")) reportUnclosed(cursor, "{", open.range);
  const comment = cursor.takeComment();
  if (comment !== null) lines.push({ statement: null, comment });
  return [...lines, ...parseRest(cursor, source)];
}

function parseEntry(cursor: TokenCursor, source: string): Line {
  const start = cursor.token.range;
  const clause = parseClause(cursor);
  if (clause !== null) {
    cursor.accept(",");
    const statement = { kind: "expect", thread: null, clause, range: cursor.rangeFrom(start) } as const;
    return { statement, comment: cursor.takeComment() };
  }
  const range = { ...start, to: cursor.skipLineInside() };
  cursor.takeComment();
  const text = `expect maps ${trimBlanks(source.slice(range.from, range.to))}`;
  return { statement: { kind: "bad", text, range }, comment: null };
}

/** What stands behind the closing brace: nothing, or an error. */
function parseRest(cursor: TokenCursor, source: string): readonly Line[] {
  const start = cursor.token.range;
  if (cursor.endsLine()) {
    cursor.finishLine();
    return [];
  }
  cursor.report(
    "unexpected-rest",
    `The statement is complete before “${cursor.token.text}”; start a new line.`,
    start,
  );
  const range = { ...start, to: cursor.skipToLineEnd() };
  const text = trimBlanks(source.slice(range.from, range.to));
  cursor.finishLine();
  return [{ statement: { kind: "bad", text, range }, comment: null }];
}
