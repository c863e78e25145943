import { ERRNO_NAMES, errnoOf } from "#engine/errno.ts";
import { signatureOf, SIGNATURES } from "#engine/signatures.ts";
import type { Param, Signature } from "#engine/signatures.ts";
import type { StructShape } from "#engine/structShapes.ts";
import { defaultStruct, mayBeLeftOut, resolveStruct } from "./checkStruct.ts";
import { constantIn, isReserved } from "./names.ts";
import { printFallback } from "./printCall.ts";
import type { CallStatement, Expectation, Expr } from "./program.ts";
import { resolveNumber } from "./scope.ts";
import type { Scope } from "./scope.ts";
import { syntheticExpr } from "./synthetic.ts";

/**
 * Checks a call against its signature and brings it into its canonical form: left-out arguments filled in, flags
 * under their full names, structures with all their members. Null after a message.
 */
export function checkCall(scope: Scope, statement: CallStatement): CallStatement | null {
  const signature = signatureOf(statement.callee);
  if (signature === null) return reportUnknownCall(scope, statement);
  const args = checkArgs(scope, signature, statement);
  const expectation = checkExpectation(scope, statement.expectation);
  if (args === null || expectation === "wrong") return null;
  if (statement.assigned !== null && !mayAssign(scope, statement, statement.assigned)) return null;
  return { ...statement, args, expectation };
}

function reportUnknownCall(scope: Scope, { callee, calleeRange }: CallStatement): null {
  const names = SIGNATURES.map((signature) => signature.name);
  const message = `There is no call “${callee}” here. The calls are ${names.slice(0, 5).join(", ")} … (see the list).`;
  return scope.report(
    "unknown-call",
    message,
    calleeRange,
    scope.suggest(callee, () => names),
  );
}

export function mayAssign(scope: Scope, at: { range: CallStatement["range"] }, name: string): boolean {
  if (!isReserved(name)) return true;
  const message = `“${name}” already has a meaning of its own; choose another name for the result.`;
  scope.report("reserved-name", message, { ...at.range, to: at.range.from + name.length });
  return false;
}

function checkArgs(scope: Scope, signature: Signature, statement: CallStatement): readonly Expr[] | null {
  const { params } = signature;
  const extra = statement.args[params.length];
  if (extra !== undefined) {
    const usage = `${signature.name}(${params.map((param) => param.name).join(", ")})`;
    return scope.report("too-many-arguments", `${usage} takes no more than ${params.length}.`, extra.range);
  }
  const args: Expr[] = [];
  for (const [index, param] of params.entries()) {
    const shape = shapeOf(param, args[index - 1]);
    const given = statement.args[index];
    const arg =
      given === undefined
        ? fallback(scope, signature, param, shape, statement)
        : checkArg(scope, param, shape, given);
    if (arg === null) return null;
    args.push(arg);
  }
  return args;
}

/** The structure that a parameter takes; for an ioctl the request in front of it decides. */
function shapeOf(param: Param, before: Expr | undefined): StructShape | null {
  if (param.type.kind === "struct") return param.type.shape;
  if (param.type.kind !== "byRequest") return null;
  const request = before === undefined ? null : requestOf(before);
  return param.type.shapes.find((shape) => shape.request === request) ?? null;
}

function requestOf(expr: Expr): bigint | null {
  if (expr.kind === "number") return expr.value;
  if (expr.kind !== "name") return null;
  const request = signatureOf("ioctl")?.params.find((param) => param.name === "request");
  return request?.type.kind === "set" ? (constantIn(request.type.set, expr.name)?.value ?? null) : null;
}

function fallback(
  scope: Scope,
  signature: Signature,
  param: Param,
  shape: StructShape | null,
  { calleeRange, range }: CallStatement,
): Expr | null {
  if (shape !== null && param.type.kind === "byRequest" && mayBeLeftOut(shape)) {
    return defaultStruct(scope, shape, calleeRange);
  }
  const text = printFallback(param);
  if (text !== null) return syntheticExpr(text, calleeRange);
  const usage = `${signature.name}(${signature.params.map(({ name }) => name).join(", ")})`;
  const message = `The argument ${param.name} is missing: ${usage}.`;
  return scope.report("missing-argument", message, range);
}

function checkArg(scope: Scope, param: Param, shape: StructShape | null, given: Expr): Expr | null {
  const { type, name } = param;
  if (type.kind === "string") {
    if (given.kind === "string") return given;
    return scope.report("expected-text", `${name} is a text in quotes, like "a".`, given.range);
  }
  if (given.kind === "struct") {
    if (shape !== null) return resolveStruct(scope, shape, given);
    return scope.report("unexpected-structure", `${name} is a number, not a structure.`, given.range);
  }
  return resolveNumber(scope, given, type.kind === "set" ? type.set : null);
}

/** An errno that no call here can give is most often a slip. */
function warnUnknownErrno(scope: Scope, { errno, range }: Extract<Expectation, { kind: "errno" }>): void {
  if (errnoOf(errno) !== null) return;
  const fix = scope.suggest(errno, () => ERRNO_NAMES);
  const message = `“${errno}” is no error of these calls; EINVAL, EFAULT and ENOMEM are.`;
  const said = fix === undefined ? fix : { ...fix, replacement: `= -1 ${fix.replacement}` };
  scope.warn("unknown-errno", message, range, said);
}

/** "wrong" after a message; null is a call without an expectation. */
function checkExpectation(scope: Scope, expectation: Expectation | null): Expectation | null | "wrong" {
  if (expectation?.kind === "errno") warnUnknownErrno(scope, expectation);
  if (expectation?.kind !== "value") return expectation;
  const value = resolveNumber(scope, expectation.value, null);
  return value === null ? "wrong" : { ...expectation, value };
}
