import type { AddrRange } from "./addr.ts";
import { hex, TASK_SIZE } from "./addr.ts";
import { isAligned } from "./args.ts";
import type { Failure, Op } from "./op.ts";

const invalid = (op: Op, rule: string, why: string): Failure => op.fail("EINVAL", rule, why);

const USER_END = BigInt(TASK_SIZE);

/** validate_unaligned_range: the length is whole pages, not 0, and the range lies in user space. */
export const checkUnalignedRange = (op: Op, start: bigint, length: bigint): Failure | null => {
  if (!isAligned(length)) return invalid(op, "length in whole pages", `${length} bytes are not whole pages.`);
  if (length === 0n) return invalid(op, "length not 0", "The range is empty.");
  if (start < BigInt(op.config.mmapMinAddr)) {
    return invalid(op, "range above mmap_min_addr", `${hex(start)} lies below vm.mmap_min_addr.`);
  }
  if (start >= USER_END || length > USER_END - start) {
    return invalid(
      op,
      "range in user space",
      `The range of ${length} bytes at ${hex(start)} leaves user space.`,
    );
  }
  return null;
};

/** validate_range: the same, and the start is page aligned. */
export const checkRange = (op: Op, start: bigint, length: bigint): AddrRange | Failure => {
  if (!isAligned(start))
    return invalid(op, "address page aligned", `${hex(start)} is not at the start of a page.`);
  const failure = checkUnalignedRange(op, start, length);
  return failure ?? { start: Number(start), end: Number(start + length) };
};
