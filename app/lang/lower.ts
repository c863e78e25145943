import { err, ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import type { ArgValue, Call, StructValue } from "#engine/calls.ts";
import { signatureOf } from "#engine/signatures.ts";
import type { ParamKind } from "#engine/signatures.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { evaluate, problem } from "./evaluate.ts";
import type { Environment } from "./evaluate.ts";
import type { CallStatement, Expr } from "./program.ts";

/**
 * A checked statement with its numbers worked out. Addresses, lengths and flags are u64; descriptors are the int
 * that the kernel cuts out of the register; other plain numbers are signed.
 */
export function lowerStatement(statement: CallStatement, env: Environment): Result<Call, Diagnostic> {
  const signature = signatureOf(statement.callee);
  if (signature === null) {
    return err(
      problem("unknown-call", `There is no call “${statement.callee}” here.`, statement.calleeRange),
    );
  }
  const args: ArgValue[] = [];
  for (const [index, param] of signature.params.entries()) {
    const expr = statement.args[index];
    if (expr === undefined) {
      return err(
        problem("missing-argument", `The argument ${param.name} is missing.`, statement.calleeRange),
      );
    }
    const arg = lowerArg(param.type, expr, env);
    if (!arg.ok) return arg;
    args.push(arg.value);
  }
  return ok({ name: signature.name, args });
}

function lowerArg(type: ParamKind, expr: Expr, env: Environment): Result<ArgValue, Diagnostic> {
  if (expr.kind === "string" && type.kind === "string") return ok(expr.value);
  if (expr.kind === "struct") return lowerStruct(expr, env);
  const number = evaluate(expr, env);
  return number.ok ? ok(narrow(type, number.value)) : number;
}

function narrow(type: ParamKind, value: bigint): bigint {
  if (type.kind === "fd") return BigInt.asIntN(32, value);
  if (type.kind === "int") return BigInt.asIntN(64, value);
  return BigInt.asUintN(64, value);
}

function lowerStruct(
  struct: Extract<Expr, { kind: "struct" }>,
  env: Environment,
): Result<StructValue, Diagnostic> {
  const members = new Map<string, bigint | StructValue>();
  for (const { name, value } of struct.members) {
    const lowered = value.kind === "struct" ? lowerStruct(value, env) : mapU64(evaluate(value, env));
    if (!lowered.ok) return lowered;
    // A name that is no member of any structure (and may be __proto__) never gets here: the checker names them.
    if (name !== null) members.set(name, lowered.value);
  }
  return ok(Object.fromEntries(members));
}

const mapU64 = (number: Result<bigint, Diagnostic>): Result<bigint, Diagnostic> =>
  number.ok ? ok(BigInt.asUintN(64, number.value)) : number;
