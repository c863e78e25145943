import type { SourceRange } from "./diagnostics.ts";
import { parseExpr } from "./exprParser.ts";
import { tokenize } from "./lexer.ts";
import type { Expr } from "./program.ts";
import { TokenCursor } from "./tokenCursor.ts";

/** A value that the reader did not write, as if it stood at `range`. The text comes from our own tables. */
export function syntheticExpr(text: string, range: SourceRange): Expr {
  const expr = parseExpr(new TokenCursor(tokenize(text)));
  if (expr === null) throw new Error(`no value: ${text}`);
  return at(expr, range);
}

function at(expr: Expr, range: SourceRange): Expr {
  switch (expr.kind) {
    case "unary":
    case "size":
      return { ...expr, range, of: at(expr.of, range) };
    case "binary":
      return { ...expr, range, left: at(expr.left, range), right: at(expr.right, range) };
    case "struct":
      return {
        ...expr,
        range,
        members: expr.members.map((member) => ({ ...member, value: at(member.value, range) })),
      };
    case "number":
    case "char":
    case "string":
    case "name":
      return { ...expr, range };
  }
}
