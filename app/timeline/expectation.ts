import type { CallResult } from "#engine/calls.ts";
import { evaluate } from "#lang/evaluate.ts";
import type { Environment } from "#lang/evaluate.ts";
import { formatExpectation } from "#lang/formatter.ts";
import type { Expectation } from "#lang/program.ts";
import type { Step } from "./timeline.ts";

/** Whether the result is what the program says behind the call; null if it says nothing. */
export function judge(
  expectation: Expectation | null,
  result: CallResult,
  names: Environment,
): Step["expectation"] {
  if (expectation === null || expectation.kind === "unknown") return null;
  return { text: formatExpectation(expectation), holds: holds(expectation, result, names) };
}

function holds(expectation: Expectation, result: CallResult, names: Environment): boolean {
  switch (expectation.kind) {
    case "errno":
      return result.kind === "failed" && result.errno === expectation.errno;
    case "signal":
      return result.kind === "signal" && result.info.signal === expectation.signal;
    case "value": {
      const wanted = evaluate(expectation.value, names);
      if (!wanted.ok) return false;
      return BigInt.asUintN(64, wanted.value) === BigInt.asUintN(64, valueOf(result));
    }
    case "unknown":
      return true;
  }
}

/** What the program gets: -1 for a call that failed. */
export const valueOf = (result: CallResult): bigint => (result.kind === "ok" ? result.value : -1n);
