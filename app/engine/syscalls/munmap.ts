import { hex, PAGE_SIZE, TASK_SIZE } from "../addr.ts";
import { alignUp, isAligned, u64Arg } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { returned } from "../failure.ts";
import { doMunmap } from "../munmap.ts";
import type { Failure, Op } from "../op.ts";
import { takeUnmapNotices, uffdUnmapComplete } from "../uffdEvents.ts";

/** munmap(addr, length): removes every mapping in the range; holes are fine. */
export const sysMunmap = (op: Op, call: Call): CallResult => {
  const addr = u64Arg(call, 0);
  const length = u64Arg(call, 1);
  op.emit({ kind: "lockTaken", lock: "mmap_lock", mode: "write" });
  const failed = checkWords(op, addr, length) ?? doMunmap(op, Number(addr), Number(length));
  op.emit({ kind: "lockReleased", lock: "mmap_lock" });
  uffdUnmapComplete(op, takeUnmapNotices(op));
  return failed ?? returned(0);
};

/** The checks of do_vmi_munmap that need all 64 bits; it makes them again on what is left. */
const checkWords = (op: Op, addr: bigint, length: bigint): Failure | null => {
  if (!isAligned(addr)) {
    return op.fail("EINVAL", "address is page aligned", `${hex(addr)} is not a multiple of ${PAGE_SIZE}.`);
  }
  const end = BigInt(TASK_SIZE);
  if (addr > end || length > end - addr || alignUp(length) === 0n) {
    return op.fail(
      "EINVAL",
      "range within user space and not empty",
      `${length} bytes at ${hex(addr)} are no range of user space, which ends at ${hex(TASK_SIZE)}.`,
    );
  }
  return null;
};
