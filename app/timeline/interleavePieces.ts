import { CONSTANTS } from "#lang/names.ts";
import { MAIN_THREAD, statementsOf } from "#lang/program.ts";
import type { Expr, Program, Statement } from "#lang/program.ts";

/** A statement with its thread and its lines of the text, the comments above it included. */
export interface Piece {
  readonly statement: Exclude<Statement, { kind: "thread" }>;
  readonly thread: string;
  /** Whole lines. A call that stood below `thread NAME:` has the name in front of it. */
  readonly text: string;
  readonly needs: readonly string[];
  readonly gives: readonly string[];
}

/** The statements of a text, and what follows the last. Lines `thread NAME:` are gone: calls name their thread. */
export function piecesOf(text: string, program: Program): { pieces: readonly Piece[]; tail: string } {
  const children = forkedIn(program);
  const pieces: Piece[] = [];
  let current = MAIN_THREAD;
  let from = 0;
  let kept = "";
  for (const statement of statementsOf(program)) {
    const end = lineEnd(text, statement.range.to);
    if (statement.kind === "thread") {
      current = statement.thread;
      kept += text.slice(from, lineStart(text, statement.range.from));
      from = end;
      continue;
    }
    const thread = ("thread" in statement ? statement.thread : null) ?? current;
    pieces.push({
      statement,
      thread,
      text: kept + linesOf(text, from, end, statement, thread),
      needs: [...namesNeeded(statement), ...(children.has(thread) ? [thread] : [])],
      gives: nameGiven(statement),
    });
    kept = "";
    from = end;
  }
  return { pieces, tail: kept + text.slice(from) };
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
};

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

function linesOf(text: string, from: number, end: number, statement: Statement, thread: string): string {
  const { from: start } = statement.range;
  const named = "thread" in statement && statement.thread !== null;
  const wants = statement.kind === "call" || text.startsWith("expect", start);
  const prefix = wants && !named && thread !== MAIN_THREAD ? `thread ${thread}: ` : "";
  const lines = text.slice(from, start) + prefix + text.slice(start, end);
  return lines.endsWith("\n") ? lines : `${lines}\n`;
}

const forkedIn = (program: Program): ReadonlySet<string> =>
  new Set(
    statementsOf(program).flatMap((statement) =>
      statement.kind === "call" && statement.callee === "fork" && statement.assigned !== null
        ? [statement.assigned]
        : [],
    ),
  );

function nameGiven(statement: Statement): readonly string[] {
  if (statement.kind === "let") return [statement.name];
  return statement.kind === "call" && statement.assigned !== null ? [statement.assigned] : [];
}

function namesNeeded(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case "let":
      return namesIn(statement.value);
    case "call": {
      const { args, expectation } = statement;
      const expected = expectation?.kind === "value" ? namesIn(expectation.value) : [];
      return [...args.flatMap((arg) => namesIn(arg)), ...expected];
    }
    case "bad":
    case "expect":
    case "setting":
    case "thread":
      return [];
  }
}

/** Variables of an expression. */
function namesIn(expr: Expr): readonly string[] {
  switch (expr.kind) {
    case "name":
      return CONSTANTS.has(expr.name) ? [] : [expr.name];
    case "size":
    case "unary":
      return namesIn(expr.of);
    case "binary":
      return [...namesIn(expr.left), ...namesIn(expr.right)];
    case "struct":
      return expr.members.flatMap(({ value }) => namesIn(value));
    case "number":
    case "char":
    case "string":
      return [];
  }
}
