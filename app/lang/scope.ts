import type { ConstantSet } from "#engine/constantSet.ts";
import type { Diagnostic, SourceRange } from "./diagnostics.ts";
import { constantIn, CONSTANTS } from "./names.ts";
import type { Expr } from "./program.ts";
import { didYouMean } from "./suggest.ts";

/** How many messages one source can give: behind that they help nobody. */
export const MAX_DIAGNOSTICS = 100;

/** What a line may speak of, and where messages about it go. */
export class Scope {
  readonly variables = new Set<string>();
  readonly diagnostics: Diagnostic[] = [];

  report(code: string, message: string, range: SourceRange, fix?: Diagnostic["fix"]): null {
    this.add("error", code, message, range, fix);
    return null;
  }

  warn(code: string, message: string, range: SourceRange, fix?: Diagnostic["fix"]): void {
    this.add("warning", code, message, range, fix);
  }

  /** A fix that puts the nearest candidate in place of the word. Candidates are asked for only if somebody reads it. */
  suggest(word: string, candidates: () => Iterable<string>): Diagnostic["fix"] {
    return this.isFull ? undefined : didYouMean(word, candidates());
  }

  private get isFull(): boolean {
    return this.diagnostics.length >= MAX_DIAGNOSTICS;
  }

  private add(
    severity: Diagnostic["severity"],
    code: string,
    message: string,
    range: SourceRange,
    fix: Diagnostic["fix"],
  ): void {
    if (this.isFull) return;
    const diagnostic = { severity, code, message, range };
    this.diagnostics.push(fix === undefined ? diagnostic : { ...diagnostic, fix });
  }
}

/**
 * Looks up every name of a number and gives the number back with constants under their full names; null after a
 * message. `set`: the constants that the place expects, which may be written without their prefix.
 */
export function resolveNumber(scope: Scope, expr: Expr, set: ConstantSet | null): Expr | null {
  switch (expr.kind) {
    case "number":
      return expr.value < 2n ** 64n ? expr : reportTooBig(scope, expr.range);
    case "char":
      return expr;
    case "name":
      return resolveName(scope, expr, set);
    case "size": {
      const of = resolveNumber(scope, expr.of, null);
      return of === null ? null : { ...expr, of };
    }
    case "unary": {
      const of = resolveNumber(scope, expr.of, set);
      return of === null ? null : { ...expr, of };
    }
    case "binary": {
      const left = resolveNumber(scope, expr.left, set);
      const right = resolveNumber(scope, expr.right, set);
      return left === null || right === null ? null : { ...expr, left, right };
    }
    case "string":
      return scope.report("expected-number", "A number is meant here, not a text.", expr.range);
    case "struct":
      return scope.report("expected-number", "A number is meant here, not a structure.", expr.range);
  }
}

const reportTooBig = (scope: Scope, range: SourceRange): null =>
  scope.report("out-of-range", "This number needs more than 64 bits; no argument can hold it.", range);

function resolveName(
  scope: Scope,
  expr: Extract<Expr, { kind: "name" }>,
  set: ConstantSet | null,
): Expr | null {
  const { name, range } = expr;
  const constant = set === null ? null : constantIn(set, name);
  if (constant !== null) return { ...expr, name: constant.name };
  if (scope.variables.has(name)) return expr;
  if (CONSTANTS.has(name)) {
    if (set !== null && set.prefix !== "" && !isPlainNumber(name)) warnForeign(scope, name, set, range);
    return expr;
  }
  return reportUnknown(scope, name, set, range);
}

const isPlainNumber = (name: string): boolean => name === "NULL" || name === "PAGE";

function warnForeign(scope: Scope, name: string, set: ConstantSet, range: SourceRange): void {
  const message = `${name} belongs to another argument; here the names begin with ${set.prefix}.`;
  scope.warn(
    "foreign-constant",
    message,
    range,
    scope.suggest(name, () => set.constants.map((constant) => constant.name)),
  );
}

function reportUnknown(scope: Scope, name: string, set: ConstantSet | null, range: SourceRange): null {
  const what = set === null ? "No line above gives a value to it" : "It is no flag of this argument";
  const message = `“${name}” is not known. ${what}; check the spelling or assign it first: ${name} = mmap(…).`;
  return scope.report(
    "unknown-name",
    message,
    range,
    fullName(
      scope.suggest(name, () => candidatesFor(scope, set)),
      set,
    ),
  );
}

function candidatesFor(scope: Scope, set: ConstantSet | null): Iterable<string> {
  const candidates = new Set(scope.variables);
  for (const constant of set?.constants ?? []) {
    candidates.add(constant.name);
    candidates.add(constant.name.slice(set?.prefix.length ?? 0));
  }
  if (set === null) for (const constant of CONSTANTS.keys()) candidates.add(constant);
  return candidates;
}

/** A suggestion of a short name becomes one of the full name. */
function fullName(fix: Diagnostic["fix"], set: ConstantSet | null): Diagnostic["fix"] {
  const constant = fix === undefined || set === null ? null : constantIn(set, fix.replacement);
  if (constant === null) return fix;
  return { label: `did you mean ${constant.name}?`, replacement: constant.name };
}
