import type { AddrRange, Vaddr } from "./addr.ts";
import { hex } from "./addr.ts";
import { isAnonymous } from "./anonVma.ts";
import { isFailure } from "./failure.ts";
import type { System, Userfaultfd } from "./machine.ts";
import { vmaModify } from "./merge.ts";
import type { Failure, Op } from "./op.ts";
import { clearVma, hasFeature, wakeUserfault } from "./uffd.ts";
import type { Vma } from "./vma.ts";
import type { VmFlags } from "./vmFlags.ts";
import {
  hasFlags,
  VM_HUGETLB,
  VM_MAYWRITE,
  VM_UFFD_MINOR,
  VM_UFFD_MISSING,
  VM_UFFD_MODES,
  VM_UFFD_WP,
  withFlags,
  withoutFlags,
} from "./vmFlags.ts";
import { findVma, vmasIn } from "./vmaTree.ts";

/** UFFDIO_REGISTER and UFFDIO_UNREGISTER on the mappings of a range: check all, then change one after the other. */

const invalid = (op: Op, rule: string, why: string): Failure => op.fail("EINVAL", rule, why);

const isShmem = (machine: System, vma: Vma): boolean => {
  const file = vma.file === null ? undefined : machine.files.get(vma.file);
  const inode = file === undefined ? undefined : machine.inodes.get(file.inode);
  return inode !== undefined && inode.kind !== "file";
};

/** Why this kind of mapping cannot be watched in these modes; null if it can (vma_can_userfault). */
const cannotUserfault = (op: Op, uffd: Userfaultfd, vma: Vma, modes: VmFlags): string | null => {
  const shared = isShmem(op.system, vma);
  const huge = hasFlags(vma.flags, VM_HUGETLB);
  if (hasFlags(modes, VM_UFFD_MINOR) && !shared && !huge) {
    return "Minor faults need an object whose pages can be there without being mapped: a memfd or shared anonymous memory.";
  }
  if (modes === VM_UFFD_WP && hasFeature(uffd, "UFFD_FEATURE_WP_ASYNC")) return null;
  if (!op.switches.uffdWpOnSharedMemory && hasFlags(modes, VM_UFFD_WP) && !isAnonymous(vma)) {
    return "Before Linux 5.19 only private anonymous memory could be write-protected.";
  }
  if (isAnonymous(vma) || shared || huge) return null;
  return "Only anonymous memory, memfds and huge pages can be watched; this mapping shows a file or belongs to the kernel.";
};

const incompatible = (op: Op, uffd: Userfaultfd, vma: Vma, modes: VmFlags): Failure | null => {
  const why = cannotUserfault(op, uffd, vma, modes);
  if (why !== null) return invalid(op, "the mapping can be watched", why);
  if (!hasFlags(vma.flags, VM_MAYWRITE)) {
    return op.fail(
      "EPERM",
      "the mapping may be made writable",
      `The mapping at ${hex(vma.start)} shows an object that was opened read-only: filling its pages would change the object.`,
    );
  }
  if (vma.uffd === null || vma.uffd === uffd.id) return null;
  return op.fail(
    "EBUSY",
    "the mapping has no other context",
    `The mapping at ${hex(vma.start)} is registered with another userfaultfd. One context a mapping.`,
  );
};

const nothingThere = (op: Op, start: Vaddr): Failure =>
  invalid(op, "something is mapped in the range", `No mapping lies in the range at ${hex(start)}.`);

const registerVma = (
  op: Op,
  uffd: Userfaultfd,
  vma: Vma,
  range: AddrRange,
  modes: VmFlags,
): Failure | null => {
  if (vma.uffd === uffd.id && hasFlags(vma.flags, modes)) return null;
  const flags = withFlags(withoutFlags(vma.flags, VM_UFFD_MODES), modes);
  const start = Math.max(vma.start, range.start);
  const changed = vmaModify(op, vma, start, Math.min(vma.end, range.end), { flags, uffd: uffd.id });
  return isFailure(changed) ? changed : null;
};

/** Runs `change` for each mapping of the range as it is by then, passing over what has been merged on the way. */
const eachVma = (op: Op, { start, end }: AddrRange, change: (vma: Vma) => Failure | null): Failure | null => {
  let at = start;
  while (at < end) {
    const vma = findVma(op.mm, at);
    if (vma === null || vma.start >= end) return null;
    at = Math.min(vma.end, end);
    const failure = change(vma);
    if (failure !== null) return failure;
  }
  return null;
};

/** userfaultfd_register: holes are fine, an unsuitable mapping refuses the whole range. */
export const registerRange = (op: Op, uffd: Userfaultfd, range: AddrRange, modes: VmFlags): Failure | null =>
  op.within("userfaultfd_register", () => {
    const vmas = vmasIn(op.mm, range.start, range.end);
    if (vmas.length === 0) return nothingThere(op, range.start);
    for (const vma of vmas) {
      const failure = incompatible(op, uffd, vma, modes);
      if (failure !== null) return failure;
    }
    op.passed("all mappings of the range can be watched");
    return op.within("userfaultfd_register_range", () =>
      eachVma(op, range, (vma) => registerVma(op, uffd, vma, range, modes)),
    );
  });

const unregisterVma = (op: Op, vma: Vma, range: AddrRange): Failure | null => {
  if (vma.uffd === null) return null;
  const part = { start: Math.max(vma.start, range.start), end: Math.min(vma.end, range.end) };
  if (hasFlags(vma.flags, VM_UFFD_MISSING)) wakeUserfault(op, vma.uffd, part);
  const cleared = clearVma(op, vma, part);
  return isFailure(cleared) ? cleared : null;
};

const cannotUnregister = (op: Op, uffd: Userfaultfd, vma: Vma): Failure | null => {
  const ownOnly = op.switches.uffdUnregisterOwnOnly;
  if (ownOnly && vma.uffd !== null && vma.uffd !== uffd.id) {
    return invalid(
      op,
      "the mapping is registered with this context",
      `The mapping at ${hex(vma.start)} belongs to another userfaultfd. Only that one can let it go (since Linux 6.17).`,
    );
  }
  const why = cannotUserfault(op, uffd, vma, onlyModes(vma));
  return why === null ? null : invalid(op, "the mapping can be watched", why);
};

const onlyModes = (vma: Vma): VmFlags => withoutFlags(vma.flags, withoutFlags(vma.flags, VM_UFFD_MODES));

/** userfaultfd_unregister: wakes who sleeps there, merges the mappings back. */
export const unregisterRange = (op: Op, uffd: Userfaultfd, range: AddrRange): Failure | null =>
  op.within("userfaultfd_unregister", () => {
    const vmas = vmasIn(op.mm, range.start, range.end);
    if (vmas.length === 0) return nothingThere(op, range.start);
    for (const vma of vmas) {
      const failure = cannotUnregister(op, uffd, vma);
      if (failure !== null) return failure;
    }
    return eachVma(op, range, (vma) => unregisterVma(op, vma, range));
  });
