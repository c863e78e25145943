import { addLocked, enoughMemory, expandLimit, mlockFutureOk, statAccount } from "./accounting.ts";
import type { Vaddr } from "./addr.ts";
import { hex, PAGE_SIZE, pageAlignDown } from "./addr.ts";
import { prepareAnonVma } from "./anonVma.ts";
import type { Failure, Op } from "./op.ts";
import { hintMinimum, STACK_GUARD_GAP } from "./unmappedArea.ts";
import type { Vma } from "./vma.ts";
import { hasAnyFlag, hasFlags, VM_ACCESS_FLAGS, VM_GROWSDOWN, VM_LOCKED } from "./vmFlags.ts";
import { findVma, replaceVma, vmaBefore } from "./vmaTree.ts";

/**
 * A fault below a mapping that grows downwards: lowers its start to the page of `addr` if rules and limits allow
 * (expand_stack, expand_downwards). Gives the grown mapping, null if nothing above grows; a failure is a SIGSEGV.
 */
export const expandStack = (op: Op, addr: Vaddr): Vma | Failure | null => {
  const vma = findVma(op.mm, addr);
  if (vma === null || !hasFlags(vma.flags, VM_GROWSDOWN)) return null;
  if (vma.start <= addr) return vma;
  return op.within("expand_downwards", () => expandDownwards(op, vma, pageAlignDown(addr)));
};

const expandDownwards = (op: Op, vma: Vma, start: Vaddr): Vma | Failure => {
  const refused = checkPlace(op, vma, start);
  if (refused !== null) return refused;
  const prepared = prepareAnonVma(op, vma);
  const pages = (vma.start - start) / PAGE_SIZE;
  const limit = checkGrowth(op, prepared, start, pages);
  if (limit !== null) return limit;
  const grown: Vma = {
    ...prepared,
    start,
    pgoff: prepared.pgoff - pages,
    anonPgoff: prepared.anonPgoff - pages,
  };
  if (hasFlags(vma.flags, VM_LOCKED)) addLocked(op, pages);
  statAccount(op, vma.flags, pages);
  replaceVma(op, prepared, grown);
  if (op.log !== null) op.emit({ kind: "vmaChanged", before: prepared, after: grown, what: "bounds" });
  return grown;
};

const checkPlace = (op: Op, vma: Vma, start: Vaddr): Failure | null => {
  const minimum = hintMinimum(op.config.mmapMinAddr);
  if (start < minimum) {
    return op.fail("EPERM", "stack above mmap_min_addr", `A stack may not reach below ${hex(minimum)}.`);
  }
  const prev = vmaBefore(op.mm, vma.start);
  if (prev === null || hasFlags(prev.flags, VM_GROWSDOWN) || !hasAnyFlag(prev.flags, VM_ACCESS_FLAGS))
    return null;
  if (start - prev.end >= STACK_GUARD_GAP) return null;
  return op.fail(
    "ENOMEM",
    "guard gap below the stack",
    `The stack would come within ${STACK_GUARD_GAP / PAGE_SIZE} pages of the mapping that ends at ${hex(prev.end)}.`,
  );
};

/** The limits a growing stack meets, in order (acct_stack_growth). */
const checkGrowth = (op: Op, vma: Vma, start: Vaddr, pages: number): Failure | null => {
  if (pages > vma.pgoff)
    return op.fail("ENOMEM", "offset does not wrap", "The stack's page offset would fall below 0.");
  const limit = expandLimit(op.system, op.mm, vma.flags, pages);
  if (limit !== null)
    return op.fail("ENOMEM", "stack within limits", `${limit} does not allow ${pages} more pages.`);
  const { stack, memlock } = op.system.rlimits;
  if (vma.end - start > stack.soft) {
    return op.fail(
      "ENOMEM",
      "stack within RLIMIT_STACK",
      `The stack may have ${stack.soft} bytes (RLIMIT_STACK).`,
    );
  }
  if (!mlockFutureOk(op.system, op.mm, vma.flags, pages * PAGE_SIZE)) {
    return op.fail(
      "ENOMEM",
      "locked stack within RLIMIT_MEMLOCK",
      `Only ${memlock.soft} bytes may be locked.`,
    );
  }
  return enoughMemory(op, pages);
};
