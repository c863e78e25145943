import { joinBits } from "#engine/argFlags.ts";
import { err, ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import type { Diagnostic, SourceRange } from "./diagnostics.ts";
import { CONSTANTS } from "./names.ts";
import type { BinaryOp, Expr, Unit } from "./program.ts";

/** What names stand for while a program runs. Values are u64. */
export type Environment = ReadonlyMap<string, bigint>;

const UNIT_SIZES: Readonly<Record<Unit, bigint>> = {
  KiB: 2n ** 10n,
  MiB: 2n ** 20n,
  GiB: 2n ** 30n,
  TiB: 2n ** 40n,
};

const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 64n - 1n;

export const problem = (code: string, message: string, range: SourceRange): Diagnostic => ({
  severity: "error",
  code,
  message,
  range,
});

/**
 * The number that an expression stands for, between -2^63 and 2^64-1. A variable from 2^63 on counts as negative in
 * sums, as in C: a failed call's -1 plus 4096 is 4095.
 */
export function evaluate(expr: Expr, env: Environment): Result<bigint, Diagnostic> {
  switch (expr.kind) {
    case "number":
    case "char":
      return ok(expr.value);
    case "name": {
      const value = CONSTANTS.get(expr.name)?.value ?? env.get(expr.name);
      if (value !== undefined) return ok(value);
      return err(
        problem("undefined-variable", `“${expr.name}” has no value yet when this line runs.`, expr.range),
      );
    }
    case "size": {
      const of = evaluate(expr.of, env);
      return of.ok ? inRange(of.value * UNIT_SIZES[expr.unit], expr.range) : of;
    }
    case "unary": {
      const of = evaluate(expr.of, env);
      if (!of.ok) return of;
      return inRange(expr.op === "-" ? -of.value : BigInt.asUintN(64, -1n - of.value), expr.range);
    }
    case "binary": {
      const left = evaluate(expr.left, env);
      if (!left.ok) return left;
      const right = evaluate(expr.right, env);
      return right.ok ? combine(expr.op, left.value, right.value, expr.range) : right;
    }
    case "string":
    case "struct":
      return err(problem("expected-number", "A number is meant here.", expr.range));
  }
}

const inRange = (value: bigint, range: SourceRange): Result<bigint, Diagnostic> =>
  value >= LOWEST && value <= HIGHEST
    ? ok(value)
    : err(problem("out-of-range", "The result of this sum does not fit into 64 bits.", range));

function combine(op: BinaryOp, left: bigint, right: bigint, range: SourceRange): Result<bigint, Diagnostic> {
  if (op === "|") return ok(union(left, right));
  if (op === "<<") {
    return right >= 0n && right < 64n
      ? ok(BigInt.asUintN(64, left * 2n ** right))
      : err(problem("out-of-range", "A shift is by 0 to 63 bits.", range));
  }
  const [a, b] = [signed(left), signed(right)];
  if (op === "*") return inRange(a * b, range);
  return inRange(op === "+" ? a + b : a - b, range);
}

const signed = (value: bigint): bigint => BigInt.asIntN(64, value);

/** Both numbers' bits as u64. */
const union = (left: bigint, right: bigint): bigint =>
  joinBits(BigInt.asUintN(64, left), BigInt.asUintN(64, right));
