import type { ArgValue, Call, CallResult, StructValue } from "#engine/calls.ts";
import { errnoOf } from "#engine/errno.ts";
import { signatureOf } from "#engine/signatures.ts";
import type { Param, ParamKind, Signature } from "#engine/signatures.ts";
import type { MemberKind, StructShape } from "#engine/structShapes.ts";
import { namesOf } from "./names.ts";
import { quote } from "./tokens.ts";

const RLIM_INFINITY = 0xffff_ffff_ffff_ffffn;
/** Lengths from here on are no lengths but tricks; in hexadecimal one sees which. */
const HUGE_LENGTH = 0x8000_0000_0000n;

/** A call with its numbers as strace prints it: `mremap(0x7f…, 8192, 8192, MREMAP_MAYMOVE, 0)`. */
export function printCall(call: Call): string {
  const signature = signatureOf(call.name);
  const args = call.args.map((value, index) => {
    const param = signature?.params[index];
    return param === undefined ? printPlain(value) : printArg(param.type, value, call.args[index - 1]);
  });
  return `${call.name}(${args.join(", ")})`;
}

/** A call's result as strace prints it: hexadecimal for addresses, decimal otherwise, errors by name. */
export function printResult(name: string, result: CallResult): string {
  switch (result.kind) {
    case "ok":
      return printValue(signatureOf(name), result.value);
    case "failed": {
      const text = errnoOf(result.errno)?.text;
      return text === undefined ? `-1 ${result.errno}` : `-1 ${result.errno} (${text})`;
    }
    case "signal":
      return `-1 ${result.info.signal}`;
    case "blocked":
    case "notModelled":
      return "?";
  }
}

const printValue = (signature: Signature | null, value: bigint): string =>
  signature?.result === "address" ? hex(value) : BigInt.asIntN(64, value).toString();

const hex = (value: bigint): string => `0x${BigInt.asUintN(64, value).toString(16)}`;

const printPlain = (value: ArgValue): string =>
  typeof value === "bigint" ? hex(value) : typeof value === "string" ? quote(value) : "{…}";

/** One argument; `before` is the argument in front of it, which decides the structure of an ioctl. */
export function printArg(type: ParamKind, value: ArgValue, before?: ArgValue): string {
  if (typeof value === "string") return quote(value);
  if (typeof value !== "bigint") {
    const shape = shapeFor(type, before);
    return shape === null ? "{…}" : printStruct(shape, value);
  }
  switch (type.kind) {
    case "addr":
      return value === 0n ? (type.plainZero ? "0" : "NULL") : hex(value);
    case "offset":
      return value === 0n ? "0" : hex(value);
    case "value":
      return hex(value);
    case "len":
      return value < HUGE_LENGTH ? value.toString() : hex(value);
    case "fd":
    case "int":
      return value.toString();
    case "set":
      return namesOf(type.set, value).join("|");
    case "string":
    case "struct":
    case "byRequest":
      return value === 0n ? "NULL" : hex(value);
  }
}

/** The structure an argument leads to; null if it is none. */
function shapeFor(type: ParamKind, before: ArgValue | undefined): StructShape | null {
  if (type.kind === "struct") return type.shape;
  if (type.kind !== "byRequest") return null;
  return type.shapes.find((shape) => shape.request === before) ?? null;
}

function printStruct(shape: StructShape, value: StructValue): string {
  const members = shape.members.map(({ name, type }) => {
    const member = value[name];
    return member === undefined ? "" : `${name}=${printMember(type, member)}`;
  });
  const text = `{${members.filter((member) => member !== "").join(", ")}}`;
  return shape.inArray ? `[${text}]` : text;
}

function printMember(type: MemberKind, value: bigint | StructValue): string {
  if (typeof value !== "bigint") return type.kind === "struct" ? printStruct(type.shape, value) : "{…}";
  switch (type.kind) {
    case "hex":
      return hex(value);
    case "limit":
      return value === RLIM_INFINITY ? "RLIM64_INFINITY" : value.toString();
    case "set":
      return namesOf(type.set, value).join("|");
    case "struct":
      return hex(value);
  }
}

/** What a left-out argument is written as. */
export const printFallback = (param: Param, before?: ArgValue): string | null =>
  param.fallback === null ? null : printArg(param.type, param.fallback, before);
