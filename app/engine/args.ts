import type { ArgValue, Call, StructValue } from "./calls.ts";

/** Reading the arguments of a call. Addresses and lengths are u64 until they have been checked. */

const WORD = 64;
const PAGE = 4096n;

/** The argument as an unsigned 64-bit number; -1 is 0xffff…. A call always has all its arguments (assertion). */
export const u64Arg = (call: Call, index: number): bigint => BigInt.asUintN(WORD, intArg(call, index));

/** The argument as the signed number it was written as. */
export const intArg = (call: Call, index: number): bigint => {
  const value = call.args[index];
  if (typeof value !== "bigint") throw new Error(`${call.name}: argument ${index} is no number`);
  return value;
};

/** The argument as a C int: its low 32 bits with sign. */
export const int32Arg = (call: Call, index: number): number => Number(BigInt.asIntN(32, intArg(call, index)));

/** The argument as a structure; null for a NULL pointer (or any other number). */
export const structArg = (call: Call, index: number): StructValue | null => asStruct(call.args[index]);

const asStruct = (value: ArgValue | undefined): StructValue | null =>
  typeof value === "object" ? value : null;

/** A member as an unsigned 64-bit number; a missing one is 0, as memory would be. */
export const u64Member = (struct: StructValue, name: string): bigint => {
  const value = struct[name];
  return typeof value === "bigint" ? BigInt.asUintN(WORD, value) : 0n;
};

/** A member that is itself a structure; empty if it is missing. */
export const structMember = (struct: StructValue, name: string): StructValue => asStruct(struct[name]) ?? {};

/** Sums and roundings as the kernel makes them: in 64 bits, wrapping. */
export const wrapAdd = (a: bigint, b: bigint): bigint => BigInt.asUintN(WORD, a + b);
export const alignUp = (bytes: bigint): bigint => wrapAdd(bytes + PAGE - 1n, -((bytes + PAGE - 1n) % PAGE));
export const alignDown = (bytes: bigint): bigint => bytes - (bytes % PAGE);
export const isAligned = (bytes: bigint): boolean => bytes % PAGE === 0n;

/** Far above every user address. Up to here a double holds every byte's address, beyond only every page's. */
const EXACT = 2n ** 52n;

/** A checked address as a number; beyond every user address that of its page, which is exact. */
export const toVaddr = (value: bigint): number => Number(value > EXACT ? alignDown(value) : value);
