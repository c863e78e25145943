import { hex, type Vaddr } from "../addr.ts";
import { alignUp, isAligned, toVaddr, u64Arg, wrapAdd } from "../args.ts";
import type { Call, CallResult } from "../calls.ts";
import { vmaModify } from "../merge.ts";
import type { Failure, Op } from "../op.ts";
import { isFailure } from "../failure.ts";
import { hasFlags, VM_SEALED, withFlags } from "../vmFlags.ts";
import { vmaAt } from "../vmaTree.ts";

/** The first address of [start, end) that nothing maps; null if all of it is mapped (range_contains_unmapped). */
const firstHole = (op: Op, start: Vaddr, end: Vaddr): Vaddr | null => {
  let at = start;
  while (at < end) {
    const vma = vmaAt(op.mm, at);
    if (vma === null) return at;
    at = vma.end;
  }
  return null;
};

const msealApply = (op: Op, start: Vaddr, end: Vaddr): Failure | null =>
  op.within("mseal_apply", () => {
    let at = start;
    while (at < end) {
      const vma = vmaAt(op.mm, at);
      if (vma === null) return null;
      const stop = Math.min(vma.end, end);
      at = stop;
      if (hasFlags(vma.flags, VM_SEALED)) continue;
      const sealed = vmaModify(op, vma, Math.max(vma.start, start), stop, {
        flags: withFlags(vma.flags, VM_SEALED),
      });
      if (isFailure(sealed)) return sealed;
    }
    return null;
  });

const invalid = (op: Op, rule: string, why: string): Failure => op.fail("EINVAL", rule, why);

/** mseal: EINVAL for the arguments, ENOMEM for any hole (and nothing is sealed), then mapping by mapping. */
export const sysMseal = (op: Op, call: Call): CallResult => {
  if (!op.switches.msealKnown) {
    return op.fail("ENOSYS", "the kernel has the call", "mseal came with Linux 6.10.");
  }
  return op.within("do_mseal", (): CallResult => {
    const [addr, length, flags] = [u64Arg(call, 0), u64Arg(call, 1), u64Arg(call, 2)];
    if (flags !== 0n) return invalid(op, "flags are 0", "mseal knows no flags yet: they must be 0.");
    if (!isAligned(addr))
      return invalid(op, "address page aligned", `${hex(addr)} is not at the start of a page.`);
    const bytes = alignUp(length);
    const wraps = (length !== 0n && bytes === 0n) || wrapAdd(addr, bytes) < addr;
    if (wraps) return invalid(op, "range does not wrap", "The range runs past the end of the address space.");
    const start = toVaddr(addr);
    const end = toVaddr(addr + bytes);
    const hole = firstHole(op, start, end);
    if (hole !== null) {
      return op.fail(
        "ENOMEM",
        "the whole range is mapped",
        `Nothing is mapped at ${hex(hole)}. Sealing is all or nothing here: no mapping was sealed.`,
      );
    }
    return msealApply(op, start, end) ?? { kind: "ok", value: 0n };
  });
};
