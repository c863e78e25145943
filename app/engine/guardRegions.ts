import type { Vaddr } from "./addr.ts";
import { vpnOf } from "./addr.ts";
import { isAnonymous, prepareAnonVma } from "./anonVma.ts";
import { dropEntries, installMarkers } from "./entries.ts";
import type { Failure, Op } from "./op.ts";
import type { PteSlice } from "./pageTable.ts";
import { ptesIn } from "./pageTable.ts";
import type { Populated } from "./populate.ts";
import { sleepForEver } from "./sleep.ts";
import type { Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  hasAnyFlag,
  hasFlags,
  VM_HUGETLB,
  VM_LOCKED,
  VM_MAYBE_GUARD,
  VM_MAYWRITE,
  VM_SPECIAL,
  withFlags,
} from "./vmFlags.ts";
import { replaceVma } from "./vmaTree.ts";
import { zapVmaPages } from "./zap.ts";

/** Guard regions (Linux 6.13): markers in the page table whose access is a SIGSEGV, without a mapping of their own. */

/** is_valid_guard_vma. */
const refuses = (op: Op, vma: Vma, disallowed: VmFlags): Failure | null => {
  const rule = "the mapping can hold guards";
  if (hasAnyFlag(vma.flags, disallowed)) {
    const why = hasFlags(vma.flags, VM_LOCKED) ? "Locked memory" : "A special mapping";
    return op.fail("EINVAL", rule, `${why} cannot be turned into guard pages: that would drop its pages.`);
  }
  if (op.switches.guardOnFiles) return null;
  if (isAnonymous(vma) && hasFlags(vma.flags, VM_MAYWRITE)) return null;
  return op.fail("EINVAL", rule, "Before Linux 6.15 only writable anonymous memory can hold guards.");
};

/** Marks the mapping and gives it an anon_vma, as it is no longer empty. */
const prepare = (op: Op, vma: Vma): Vma => {
  if (!op.switches.guardFlagged) return prepareAnonVma(op, vma);
  const marked = { ...vma, flags: withFlags(vma.flags, VM_MAYBE_GUARD) };
  if (marked.flags !== vma.flags) {
    replaceVma(op, vma, marked);
    op.emit({ kind: "vmaChanged", before: vma, after: marked, what: "flags" });
  }
  return isAnonymous(marked) ? prepareAnonVma(op, marked) : marked;
};

const isGuard = ({ value }: PteSlice): boolean => value.kind === "marker" && value.guard;

/** What a zap leaves behind besides guards: write-protection markers of a watched file mapping. */
const leftovers = (op: Op, start: Vaddr, end: Vaddr): boolean =>
  [...ptesIn(op.mm.pageTable, vpnOf(start), vpnOf(end))].some((slice) => !isGuard(slice));

/** The kernel zaps and tries again until nothing is in the way, for ever if a zap does not clear the way. */
const neverReturns = (op: Op): Populated => {
  const why =
    "The call never returns: guards need an empty range, but dropping a write-protected page of a file leaves a marker behind, so the kernel tries over and over.";
  return sleepForEver(op, why);
};

/** MADV_GUARD_INSTALL on a part of one mapping: drops its pages and puts a guard in the place of each. */
export const installGuards = (op: Op, vma: Vma, start: Vaddr, end: Vaddr): Populated =>
  op.within("madvise_guard_install", () => {
    const refused = refuses(op, vma, VM_SPECIAL + VM_HUGETLB + VM_LOCKED);
    if (refused !== null) return refused;
    const prepared = prepare(op, vma);
    zapVmaPages(op, prepared, start, end, { evenCows: true });
    if (leftovers(op, start, end)) return neverReturns(op);
    installMarkers(op, vpnOf(start), vpnOf(end) - vpnOf(start), { guard: true });
    return null;
  });

/** MADV_GUARD_REMOVE on a part of one mapping: takes the guards away, leaves pages alone. */
export const removeGuards = (op: Op, vma: Vma, start: Vaddr, end: Vaddr): Failure | null =>
  op.within("madvise_guard_remove", () => {
    const refused = refuses(op, vma, VM_SPECIAL + VM_HUGETLB);
    if (refused !== null) return refused;
    dropEntries(op, vpnOf(start), vpnOf(end), ({ value }) => value.kind === "marker" && value.guard);
    return null;
  });
