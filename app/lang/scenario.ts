import { kernelNamed, nearestKernel } from "./kernelName.ts";
import { checkCall, mayAssign } from "./checkCall.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { tokenize } from "./lexer.ts";
import { parseLines } from "./parser.ts";
import type { BadStatement, Line, MapsClause, Program, SettingStatement, Statement } from "./program.ts";
import { resolveNumber, Scope } from "./scope.ts";

export interface ParsedScenario {
  readonly program: Program;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Longer texts are not scenarios; recordings and logs have readers of their own. */
const MAX_LENGTH = 2_000_000;

/**
 * Text to program. Never throws, and its work is bounded by the length of the text. A line with an error is kept
 * as a `bad` statement, so that everything before it can still run.
 */
export function parseScenario(text: string): ParsedScenario {
  const source = text.slice(0, MAX_LENGTH);
  const parsed = parseLines(source);
  const scope = new Scope();
  let calls = 0;
  const lines = parsed.lines.map(({ statement, comment }): Line => {
    if (statement === null) return { statement, comment };
    if (statement.kind === "call") calls += 1;
    const checked = checkStatement(scope, statement, calls > 0);
    if (checked !== null) return { statement: checked, comment };
    const bad = asBad(statement, source);
    return { statement: bad, comment: outside(comment, bad.text) };
  });
  const diagnostics = [...parsed.diagnostics, ...scope.diagnostics];
  if (text.length > MAX_LENGTH) diagnostics.push(tooLong(source));
  return { program: { lines }, diagnostics: diagnostics.toSorted((a, b) => a.range.from - b.range.from) };
}

/** The comments of a line without those that stand within the text of its statement, which is kept as it is. */
function outside(comment: string | null, text: string): string | null {
  const within = tokenize(text)
    .filter(({ kind }) => kind === "comment")
    .map((token) => token.text)
    .join(" ");
  if (comment === null || within === "") return comment;
  const at = comment.indexOf(within);
  const parts = [comment.slice(0, at).trimEnd(), comment.slice(at + within.length).trimStart()];
  return parts.filter((part) => part !== "").join(" ") || null;
}

const asBad = ({ range }: Statement, source: string): BadStatement => ({
  kind: "bad",
  text: source.slice(range.from, range.to),
  range,
});

function tooLong(source: string): Diagnostic {
  const range = { line: 1, column: 1, from: source.length, to: source.length };
  const message = "The text is longer than two million characters; what follows is left out.";
  return { severity: "error", code: "text-too-long", message, range };
}

function checkStatement(scope: Scope, statement: Statement, running: boolean): Statement | null {
  switch (statement.kind) {
    case "call": {
      const checked = checkCall(scope, statement);
      if (statement.assigned !== null) scope.variables.add(statement.assigned);
      return checked;
    }
    case "expect": {
      const clause = checkClause(scope, statement.clause);
      return clause === null ? null : { ...statement, clause };
    }
    case "let": {
      const value = resolveNumber(scope, statement.value, null);
      const fine = mayAssign(scope, statement, statement.name);
      scope.variables.add(statement.name);
      return value === null || !fine ? null : { ...statement, value };
    }
    case "setting":
      if (!running) return checkSetting(scope, statement);
      return scope.report(
        "late-setting",
        "Settings of the machine come before the first call; move this line up.",
        statement.range,
      );
    case "bad": {
      // What the line would have named is no further error below.
      const name = /^(?:thread\s+\w+\s*:)?\s*([A-Za-z_]\w*)\s*=/.exec(statement.text)?.[1];
      if (name !== undefined) scope.variables.add(name);
      return statement;
    }
    case "thread":
      return statement;
  }
}

function checkClause(scope: Scope, clause: MapsClause): MapsClause | null {
  const start = resolveNumber(scope, clause.start, null);
  const len = resolveNumber(scope, clause.len, null);
  return start === null || len === null ? null : { ...clause, start, len };
}

function checkSetting(scope: Scope, statement: SettingStatement): Statement | null {
  const { setting } = statement;
  switch (setting.name) {
    case "limit": {
      const soft = resolveNumber(scope, setting.soft, null);
      const hard = setting.hard === null ? null : resolveNumber(scope, setting.hard, null);
      if (soft === null || (hard === null && setting.hard !== null)) return null;
      return { ...statement, setting: { ...setting, soft, hard } };
    }
    case "max_map_count":
      return resolveNumber(scope, setting.count, null) === null ? null : statement;
    case "maps": {
      const clause = checkClause(scope, setting.clause);
      return clause === null ? null : { ...statement, setting: { ...setting, clause } };
    }
    case "mmap_min_addr":
      return resolveNumber(scope, setting.addr, null) === null ? null : statement;
    case "memory":
      return resolveNumber(scope, setting.bytes, null) === null ? null : statement;
    case "kernel":
      return kernelNamed(setting.release) === null
        ? reportKernel(scope, statement, setting.release)
        : statement;
    case "title":
    case "thp":
    case "overcommit":
    case "capabilities":
      return statement;
  }
}

function reportKernel(scope: Scope, { range }: SettingStatement, name: string): null {
  const meant = nearestKernel(name);
  const message = `“${name}” is no kernel of this explorer; write a release like 6.18, or v3 for the patch of 2020.`;
  if (meant === null) return scope.report("unknown-kernel", message, range);
  const fix = { label: `did you mean ${meant}?`, replacement: `kernel ${meant}` };
  return scope.report("unknown-kernel", message, range, fix);
}
