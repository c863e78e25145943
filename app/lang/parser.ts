import type { Diagnostic, SourceRange } from "./diagnostics.ts";
import { parseExpr, reportBad, reportUnclosed } from "./exprParser.ts";
import { isExpectBlock, parseExpect, parseExpectBlock } from "./expectParser.ts";
import { tokenize, trimBlanks } from "./lexer.ts";
import type { CallStatement, Expectation, Expr, Line, Statement } from "./program.ts";
import { isSettingWord, parseSetting } from "./settingParser.ts";
import { TokenCursor } from "./tokenCursor.ts";

export interface Parsed {
  readonly lines: readonly Line[];
  readonly diagnostics: readonly Diagnostic[];
  /** Tokens looked at; grows with the text and no faster. */
  readonly work: number;
}

/**
 * Source to statements by grammar alone; names are not looked up. A line that is not understood becomes a
 * `bad` statement with a message, and the next line starts afresh. Never throws; work is linear in the text.
 */
export function parseLines(source: string): Parsed {
  const cursor = new TokenCursor(tokenize(source));
  const lines: Line[] = [];
  while (cursor.token.kind !== "end") {
    if (isExpectBlock(cursor)) lines.push(...parseExpectBlock(cursor, source));
    else lines.push(parseLine(cursor, source));
  }
  return { lines, diagnostics: cursor.diagnostics, work: cursor.work };
}

function parseLine(cursor: TokenCursor, source: string): Line {
  const start = cursor.token.range;
  if (cursor.endsLine()) {
    const { comment } = cursor;
    cursor.finishLine();
    return { statement: null, comment };
  }
  const before = cursor.comment;
  const statement = parseStatement(cursor, start);
  if (statement !== null && isComplete(cursor)) {
    const line = { statement: { ...statement, range: cursor.rangeFrom(start) }, comment: cursor.comment };
    cursor.finishLine();
    return line;
  }
  const range = { ...start, to: cursor.skipToLineEnd() };
  const text = trimBlanks(source.slice(range.from, range.to));
  cursor.finishLine();
  // Comments behind the first word are part of the text that is kept.
  return { statement: { kind: "bad", text, range }, comment: before };
}

/** Whether nothing follows the statement in its line; says so if something does. */
function isComplete(cursor: TokenCursor): boolean {
  if (cursor.endsLine()) return true;
  const { text, kind, range } = cursor.token;
  if (kind === "bad") reportBad(cursor);
  else {
    cursor.report("unexpected-rest", `The statement is complete before “${text}”; start a new line.`, range);
  }
  return false;
}

/** A statement without its final range; null after a message. */
function parseStatement(cursor: TokenCursor, start: SourceRange): Statement | null {
  const { token } = cursor;
  if (token.kind === "bad") return reportBad(cursor);
  if (token.text === "thread" && token.kind === "word" && !isOneOf(cursor.following.text, "(", "=")) {
    return parseThread(cursor, start);
  }
  if (isExpect(cursor)) return parseExpect(cursor, start, null);
  if (isSettingWord(token.text) && !isOneOf(cursor.following.text, "(", "=")) {
    cursor.next();
    const setting = parseSetting(cursor, token.text);
    return setting === null ? null : { kind: "setting", setting, range: start };
  }
  return parseAssignmentOrCall(cursor, start, null);
}

const isOneOf = (text: string, ...wanted: readonly string[]): boolean => wanted.includes(text);

function parseThread(cursor: TokenCursor, start: SourceRange): Statement | null {
  cursor.next();
  const name = cursor.token;
  if (name.kind !== "word") return cursor.report("bad-thread", "A thread is written: thread gc:", name.range);
  cursor.next();
  if (!cursor.accept(":")) {
    return cursor.report("bad-thread", `A “:” is missing behind thread ${name.text}.`, name.range, {
      label: "put in the colon",
      replacement: `${name.text}:`,
    });
  }
  if (cursor.endsLine()) return { kind: "thread", thread: name.text, range: start };
  if (isExpect(cursor)) return parseExpect(cursor, start, name.text);
  return parseAssignmentOrCall(cursor, start, name.text);
}

function parseAssignmentOrCall(
  cursor: TokenCursor,
  start: SourceRange,
  thread: string | null,
): Statement | null {
  const name = cursor.token;
  if (name.kind !== "word") return reportNoStatement(cursor);
  if (cursor.following.text !== "=") return parseCall(cursor, start, thread, null);
  cursor.next();
  cursor.next();
  if (startsCall(cursor)) return parseCall(cursor, start, thread, name.text);
  const value = parseExpr(cursor);
  return value === null ? null : { kind: "let", name: name.text, value, range: start };
}

const isExpect = (cursor: TokenCursor): boolean =>
  cursor.token.text === "expect" && cursor.token.kind === "word" && !isOneOf(cursor.following.text, "(", "=");

const startsCall = (cursor: TokenCursor): boolean =>
  cursor.token.kind === "word" && cursor.following.text === "(";

function reportNoStatement(cursor: TokenCursor): null {
  return cursor.report(
    "expected-call",
    "A line is a call like mremap(heap, PAGE, 2*PAGE, MREMAP_MAYMOVE), a setting like kernel 6.18, thread NAME:, or a // comment.",
    cursor.token.range,
  );
}

function parseCall(
  cursor: TokenCursor,
  start: SourceRange,
  thread: string | null,
  assigned: string | null,
): CallStatement | null {
  const callee = cursor.token;
  if (cursor.following.text !== "(") return reportNoStatement(cursor);
  cursor.next();
  const open = cursor.next();
  const args: Expr[] = [];
  while (!cursor.is(")")) {
    const arg = parseExpr(cursor);
    if (arg === null) return null;
    args.push(arg);
    if (!cursor.accept(",")) break;
  }
  if (!cursor.accept(")")) return reportUnclosed(cursor, open.text, open.range);
  const expectation = parseExpectation(cursor);
  if (expectation === null) return null;
  return {
    kind: "call",
    thread,
    assigned,
    callee: callee.text,
    calleeRange: callee.range,
    args,
    expectation: expectation === NONE ? null : expectation,
    range: start,
  };
}

const NONE = "none";

/** `= -1 EINVAL (Invalid argument)`, `= 0x7f…`, `= ?`; null after a message. */
function parseExpectation(cursor: TokenCursor): Expectation | typeof NONE | null {
  const start = cursor.token.range;
  if (!cursor.accept("=")) return NONE;
  const found = parseExpected(cursor, start);
  if (found === null) return null;
  skipRemarks(cursor);
  return { ...found, range: cursor.rangeFrom(start) };
}

function parseExpected(cursor: TokenCursor, range: SourceRange): Expectation | null {
  if (cursor.accept("?")) return { kind: "unknown", range };
  const named = parseErrorName(cursor, range);
  if (named !== null) return named;
  const value = parseExpr(cursor);
  if (value === null) return null;
  if (cursor.token.kind !== "word") return { kind: "value", value, range };
  return parseErrorName(cursor, range) ?? { kind: "value", value, range };
}

function parseErrorName(cursor: TokenCursor, range: SourceRange): Expectation | null {
  const { kind, text } = cursor.token;
  if (kind !== "word") return null;
  if (/^SIG[A-Z]+$/.test(text)) {
    cursor.next();
    return { kind: "signal", signal: text, range };
  }
  if (!/^E[A-Z0-9]+$/.test(text)) return null;
  cursor.next();
  return { kind: "errno", errno: text, range };
}

/** strace's remarks behind a result: (Invalid argument), <0.000012>. */
function skipRemarks(cursor: TokenCursor): void {
  for (const [open, close] of [
    ["(", ")"],
    ["<", ">"],
  ] as const) {
    if (!cursor.accept(open)) continue;
    while (!cursor.endsLine() && !cursor.is(close)) cursor.next();
    cursor.accept(close);
  }
}
