/** Bit arithmetic on the u64 arguments of calls, in the one place where it is allowed. */

export const hasBits = (value: bigint, bits: bigint): boolean => (value & bits) === bits;
export const hasAnyBit = (value: bigint, bits: bigint): boolean => (value & bits) !== 0n;
export const onlyBits = (value: bigint, bits: bigint): bigint => value & bits;
export const withoutBits = (value: bigint, bits: bigint): bigint => value & ~bits;
export const joinBits = (...values: readonly bigint[]): bigint =>
  values.reduce((all, bits) => all | bits, 0n);
