import { err, ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import type { Call } from "#engine/calls.ts";
import { checkCall } from "#lang/checkCall.ts";
import type { Diagnostic } from "#lang/diagnostics.ts";
import { lowerStatement } from "#lang/lower.ts";
import { parseLines } from "#lang/parser.ts";
import { Scope } from "#lang/scope.ts";

/** One call of a log: what was asked, and the texts of call and result as they stood there. */
export interface LoggedCall {
  readonly call: Call;
  /** The call without its result: `mremap(0x7f…, 8192, 8192, MREMAP_MAYMOVE)`. */
  readonly text: string;
  /** The result as printed: "0x7f…", "-1 EINVAL (Invalid argument)"; "" if there is none. */
  readonly result: string;
}

const NOWHERE = { line: 1, column: 1, from: 0, to: 0 };

/** Parses one line "call(arguments) = result"; a call that the engine has no signature for is an error. */
export function parseLoggedCall(line: string): Result<LoggedCall, Diagnostic> {
  const { text, result } = splitResult(line);
  const { lines, diagnostics } = parseLines(text);
  const [problem] = diagnostics;
  if (problem !== undefined) return err(problem);
  const statement = lines[0]?.statement;
  if (statement?.kind !== "call" || lines.length > 1) {
    return err({ severity: "error", code: "expected-call", message: "This is no call.", range: NOWHERE });
  }
  const scope = new Scope();
  const checked = checkCall(scope, statement);
  const call = checked === null ? null : lowerStatement(checked, new Map());
  if (call === null)
    return err(
      scope.diagnostics[0] ?? {
        severity: "error",
        code: "bad-call",
        message: "This call cannot be read.",
        range: NOWHERE,
      },
    );
  return call.ok ? ok({ call: call.value, text, result }) : call;
}

/** Splits at the last " = " that has no closing parenthesis of the call behind it. */
export function splitResult(line: string): { readonly text: string; readonly result: string } {
  const match = /\)\s+= ((?:-?\d|0x|\?)[^=]*)$/.exec(line);
  if (match?.[1] === undefined) return { text: line.trim(), result: "" };
  return { text: line.slice(0, match.index + 1).trim(), result: match[1].trim() };
}
