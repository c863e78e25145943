import type {
  BinaryOp,
  CallStatement,
  Expectation,
  Expr,
  Line,
  MapsClause,
  Program,
  Setting,
  Statement,
} from "./program.ts";
import { quote } from "./tokens.ts";

/** The canonical text of a program: parsing it gives the same program, and formatting it again the same text. */
export function formatScenario(program: Program): string {
  const lines = program.lines.map(formatLine);
  const kept = lines.filter((line, index) => line !== "" || (index > 0 && lines[index - 1] !== ""));
  // No more than blanks and ends of lines: other space at the end is an error that stays (trimBlanks).
  return `${kept.join("\n").replace(/[ \n]+$/, "")}\n`;
}

function formatLine({ statement, comment }: Line): string {
  if (statement === null) return comment ?? "";
  const text = formatStatement(statement);
  return comment === null ? text : `${text} ${comment}`;
}

function formatStatement(statement: Statement): string {
  switch (statement.kind) {
    case "call": {
      const thread = statement.thread === null ? "" : `thread ${statement.thread}: `;
      const assigned = statement.assigned === null ? "" : `${statement.assigned} = `;
      const expected = statement.expectation === null ? "" : ` = ${formatExpectation(statement.expectation)}`;
      return `${thread}${assigned}${formatCall(statement)}${expected}`;
    }
    case "expect": {
      const thread = statement.thread === null ? "" : `thread ${statement.thread}: `;
      return `${thread}expect maps ${formatClause(statement.clause)}`;
    }
    case "let":
      return `${statement.name} = ${formatExpr(statement.value)}`;
    case "setting":
      return formatSetting(statement.setting);
    case "thread":
      return `thread ${statement.thread}:`;
    case "bad":
      return statement.text;
  }
}

/** The call alone, as written but in canonical form: names stay names. */
export const formatCall = (statement: CallStatement): string =>
  `${statement.callee}(${statement.args.map((arg) => formatExpr(arg)).join(", ")})`;

export function formatExpectation(expectation: Expectation): string {
  switch (expectation.kind) {
    case "value":
      return formatExpr(expectation.value);
    case "errno":
      return `-1 ${expectation.errno}`;
    case "signal":
      return `-1 ${expectation.signal}`;
    case "unknown":
      return "?";
  }
}

/** `heap, 8*PAGE, rw-p, "[heap]"`. */
export function formatClause({ start, len, perms, name }: MapsClause): string {
  const named = name === null ? "" : `, ${quote(name)}`;
  return `${formatExpr(start)}, ${formatExpr(len)}, ${perms}${named}`;
}

function formatSetting(setting: Setting): string {
  switch (setting.name) {
    case "title":
      return `title ${quote(setting.text)}`;
    case "kernel":
      return `kernel ${setting.release}`;
    case "limit": {
      const hard = setting.hard === null ? "" : ` ${formatExpr(setting.hard)}`;
      return `limit ${setting.resource} ${formatExpr(setting.soft)}${hard}`;
    }
    case "thp":
    case "overcommit":
      return `${setting.name} ${setting.mode}`;
    case "max_map_count":
      return `max_map_count ${formatExpr(setting.count)}`;
    case "mmap_min_addr":
      return `mmap_min_addr ${formatExpr(setting.addr)}`;
    case "memory":
      return `memory ${formatExpr(setting.bytes)}`;
    case "capabilities":
      return `capabilities ${setting.names.join(" ")}`;
    case "maps":
      return `maps ${formatClause(setting.clause)}`;
  }
}

/** Operators with the strength of their binding and how they are written. */
const OPERATORS: Readonly<Record<BinaryOp, readonly [strength: number, text: string]>> = {
  "|": [1, "|"],
  "<<": [2, "<<"],
  "+": [3, " + "],
  "-": [3, " - "],
  "*": [4, "*"],
};
const UNARY_STRENGTH = 5;
const SIZE_STRENGTH = 6;

/** A value as text; in parentheses where it binds more weakly than its place needs. */
function formatExpr(expr: Expr, needed = 0): string {
  switch (expr.kind) {
    case "number":
    case "char":
      return expr.text;
    case "string":
      return quote(expr.value);
    case "name":
      return expr.name;
    case "size":
      return wrap(`${formatExpr(expr.of, SIZE_STRENGTH + 1)} ${expr.unit}`, SIZE_STRENGTH < needed);
    case "unary":
      return wrap(`${expr.op}${formatExpr(expr.of, UNARY_STRENGTH)}`, UNARY_STRENGTH < needed);
    case "binary": {
      const [strength, text] = OPERATORS[expr.op];
      const both = `${formatExpr(expr.left, strength)}${text}${formatExpr(expr.right, strength + 1)}`;
      return wrap(both, strength < needed);
    }
    case "struct": {
      const members = expr.members.map(({ name, value }) =>
        name === null ? formatExpr(value) : `${name}=${formatExpr(value)}`,
      );
      return `{${members.join(", ")}}`;
    }
  }
}

const wrap = (text: string, parentheses: boolean): string => (parentheses ? `(${text})` : text);
