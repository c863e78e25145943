import { err, ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import type { Call } from "#engine/calls.ts";
import { checkCall } from "#lang/checkCall.ts";
import type { Diagnostic } from "#lang/diagnostics.ts";
import { lowerStatement } from "#lang/lower.ts";
import { parseLines } from "#lang/parser.ts";
import { Scope } from "#lang/scope.ts";
import { parseFrequentCall } from "./straceFastCall.ts";

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
  const frequent = parseFrequentCall(text.slice(0, text.indexOf("(")), text);
  if (frequent !== null) return ok({ call: frequent, text, result });
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

const RESULT = /^(?:-?\d|0x|\?)[^=]*$/;

/** Splits at the last " = " that has no closing parenthesis of the call behind it. */
export function splitResult(line: string): { readonly text: string; readonly result: string } {
  const at = line.lastIndexOf(" = ");
  if (at === -1) return { text: line.trim(), result: "" };
  const [text, result] = [line.slice(0, at).trim(), line.slice(at + 3)];
  if (!text.endsWith(")") || !RESULT.test(result)) return { text: line.trim(), result: "" };
  return { text, result: result.trim() };
}
