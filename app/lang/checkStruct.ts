import type { StructMember, StructShape } from "#engine/structShapes.ts";
import type { SourceRange } from "./diagnostics.ts";
import type { Expr, Member } from "./program.ts";
import { resolveNumber } from "./scope.ts";
import type { Scope } from "./scope.ts";
import { syntheticExpr } from "./synthetic.ts";
import { namesOf } from "./names.ts";

type Struct = Extract<Expr, { kind: "struct" }>;

/** Values by the name of the plain member that they fill, however deep it sits. */
type Filled = Map<string, Expr>;

/** The plain members of a shape in order, those of inner structures in their place. */
const leavesOf = (shape: StructShape): readonly StructMember[] =>
  shape.members.flatMap((member) => (member.type.kind === "struct" ? leavesOf(member.type.shape) : [member]));

/** Whether the whole structure may be left out. */
export const mayBeLeftOut = (shape: StructShape): boolean =>
  leavesOf(shape).every((leaf) => leaf.fallback !== null);

/**
 * Brings a structure into its full form: every member named, inner structures written out, left-out members filled
 * in. Short forms give the members in order: {heap, 8*PAGE, MISSING}. Null after a message.
 */
export function resolveStruct(scope: Scope, shape: StructShape, struct: Struct): Struct | null {
  const filled: Filled = new Map();
  if (!fill(scope, shape, shape, struct.members, filled)) return null;
  return build(scope, shape, filled, struct.range);
}

/** A structure that was left out altogether. */
export const defaultStruct = (scope: Scope, shape: StructShape, range: SourceRange): Struct | null =>
  build(scope, shape, new Map(), range);

function fill(
  scope: Scope,
  whole: StructShape,
  shape: StructShape,
  members: readonly Member[],
  filled: Filled,
): boolean {
  return members.every(({ name, value }) => {
    if (name !== null && whole.written.includes(name)) return true;
    const target = name === null ? nextFree(shape, value, filled) : memberNamed(shape, name);
    if (target === null) return reportMember(scope, shape, name, value.range);
    if (target.type.kind !== "struct") {
      filled.set(target.name, value);
      return true;
    }
    if (value.kind === "struct") {
      return fill(scope, whole, target.type.shape, value.members, filled);
    }
    scope.report("expected-structure", `${target.name} is a structure: {start=…, len=…}.`, value.range);
    return false;
  });
}

/** Where a value without a name belongs: an inner structure for a structure, else the next plain member. */
function nextFree(shape: StructShape, value: Expr, filled: Filled): StructMember | null {
  if (value.kind === "struct") return shape.members.find(({ type }) => type.kind === "struct") ?? null;
  return leavesOf(shape).find(({ name }) => !filled.has(name)) ?? null;
}

const memberNamed = (shape: StructShape, name: string): StructMember | null =>
  [...shape.members, ...leavesOf(shape)].find((member) => member.name === name) ?? null;

function reportMember(scope: Scope, shape: StructShape, name: string | null, range: SourceRange): false {
  const names = leavesOf(shape).map((leaf) => leaf.name);
  const has = `struct ${shape.name} has ${names.join(", ")}`;
  if (name === null) scope.report("too-many-members", `${has}, and no more.`, range);
  else
    scope.report(
      "unknown-member",
      `There is no member “${name}”: ${has}.`,
      range,
      scope.suggest(name, () => names),
    );
  return false;
}

function build(scope: Scope, shape: StructShape, filled: Filled, range: SourceRange): Struct | null {
  const members: Member[] = [];
  for (const member of shape.members) {
    const value =
      member.type.kind === "struct"
        ? build(scope, member.type.shape, filled, range)
        : leafValue(scope, shape, member, filled, range);
    if (value === null) return null;
    members.push({ name: member.name, value });
  }
  return { kind: "struct", members, range };
}

function leafValue(
  scope: Scope,
  shape: StructShape,
  member: StructMember,
  filled: Filled,
  range: SourceRange,
): Expr | null {
  const { name, type, fallback } = member;
  const set = type.kind === "set" ? type.set : null;
  const given = filled.get(name);
  if (given !== undefined) return resolveNumber(scope, given, set);
  if (fallback === null) {
    return scope.report("missing-member", `The structure ${shape.name} needs a value for ${name}.`, range);
  }
  const text = set === null ? `0x${fallback.toString(16)}` : namesOf(set, fallback).join("|");
  return syntheticExpr(text, range);
}
