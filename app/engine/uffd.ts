import type { AddrRange } from "./addr.ts";
import { hasBits } from "./argFlags.ts";
import { isAnonymous } from "./anonVma.ts";
import { changeUffdProtection } from "./changeProtection.ts";
import { isFailure } from "./failure.ts";
import type { System, Task, Tid, Userfaultfd } from "./machine.ts";
import { vmaModify } from "./merge.ts";
import type { Failure, Op } from "./op.ts";
import { UFFD_FEATURE } from "./uffdConstants.ts";
import type { UffdId, Vma } from "./vma.ts";
import { hasFlags, VM_UFFD_MODES, VM_UFFD_WP, withoutFlags } from "./vmFlags.ts";
import { nextVma } from "./vmaTree.ts";

/** A userfaultfd context: what it was asked to tell, who sleeps in it, and what it watches. */

export type UffdFeature = keyof typeof UFFD_FEATURE.values;

/** The context; every id that a VMA or a descriptor holds has one (assertion). */
export const uffdOf = (machine: System, id: UffdId): Userfaultfd => {
  const uffd = machine.uffds.get(id);
  if (uffd === undefined) throw new Error(`no userfaultfd ${id}`);
  return uffd;
};

/** The context behind a descriptor; null if it is something else or closed. */
export const uffdByFd = (machine: System, fd: number): Userfaultfd | null => {
  const entry = machine.fds.get(fd);
  return entry?.kind === "uffd" ? uffdOf(machine, entry.uffd) : null;
};

export const updateUffd = (op: Op, uffd: Userfaultfd): void => {
  op.update({ uffds: new Map(op.system.uffds).set(uffd.id, uffd) });
};

/** Runs `body` on the address space that the context belongs to: a descriptor inherited by a child still means the parent. */
export const inMmOf = <T>(op: Op, uffd: Userfaultfd, body: () => T): T => {
  const caller = op.mmId;
  op.mmId = uffd.mm;
  try {
    return body();
  } finally {
    op.mmId = caller;
  }
};

export const hasFeature = (uffd: Userfaultfd, feature: UffdFeature): boolean =>
  hasBits(uffd.features, UFFD_FEATURE.values[feature]);

/** The context a VMA is registered with, if it asked for this feature; else null. */
export const contextWith = (machine: System, vma: Vma, feature: UffdFeature): Userfaultfd | null => {
  if (vma.uffd === null) return null;
  const uffd = uffdOf(machine, vma.uffd);
  return hasFeature(uffd, feature) ? uffd : null;
};

/** Empty pages of this VMA can be write-protected too (userfaultfd_wp_use_markers). */
export const wpUsesMarkers = (machine: System, vma: Vma): boolean =>
  !isAnonymous(vma) || contextWith(machine, vma, "UFFD_FEATURE_WP_UNPOPULATED") !== null;

export const updateTask = (op: Op, task: Task): void => {
  op.update({ tasks: new Map(op.system.tasks).set(task.tid, task) });
};

const sleepsIn = (task: Task, uffd: UffdId, range: AddrRange | null): boolean => {
  const { sleep } = task;
  if (sleep === undefined || sleep.woken || sleep.uffd !== uffd) return false;
  if (range === null) return true;
  return sleep.addr !== null && sleep.addr >= range.start && sleep.addr < range.end;
};

const dropMessageOf = (op: Op, id: UffdId, tid: Tid): void => {
  const uffd = uffdOf(op.system, id);
  const queue = uffd.queue.filter((message) => message.tid !== tid);
  if (queue.length !== uffd.queue.length) updateUffd(op, { ...uffd, queue });
};

/**
 * Lets the threads that sleep on an address of the range go on (wake_userfault); null wakes all of the context.
 * They try their access again after this call; a message that nobody has read is withdrawn.
 */
export const wakeUserfault = (op: Op, id: UffdId, range: AddrRange | null): void => {
  for (const task of op.system.tasks.values()) {
    if (task.sleep === undefined || !sleepsIn(task, id, range)) continue;
    updateTask(op, { ...task, sleep: { ...task.sleep, woken: true } });
    dropMessageOf(op, id, task.tid);
    op.emit({ kind: "threadWoken", why: `${task.name} tries again.` });
  }
};

/** Takes [start, end) of a VMA out of its context and merges it back (userfaultfd_clear_vma); the VMA as it is then. */
export const clearVma = (op: Op, vma: Vma, range: AddrRange): Vma | Failure =>
  op.within("userfaultfd_clear_vma", () => {
    const lifts = op.switches.uffdUnregisterLiftsWp;
    if (lifts && hasFlags(vma.flags, VM_UFFD_WP)) {
      changeUffdProtection(op, vma, range.start, range.end, { protect: false, unpopulated: false });
    }
    const flags = withoutFlags(vma.flags, VM_UFFD_MODES);
    return vmaModify(op, vma, range.start, range.end, { flags, uffd: null });
  });

const clearAll = (op: Op, id: UffdId): void => {
  let vma = op.mm.vmas.firstEndingAfter(0)?.value ?? null;
  while (vma !== null) {
    const cleared: Vma | Failure = vma.uffd === id ? clearVma(op, vma, vma) : vma;
    vma = nextVma(op.mm, isFailure(cleared) ? vma : cleared);
  }
};

/** The descriptor is gone (userfaultfd_release): everything it watched is ordinary memory again, all sleepers wake. */
export const releaseUffd = (op: Op, id: UffdId): void =>
  op.within("userfaultfd_release", () => {
    inMmOf(op, uffdOf(op.system, id), () => clearAll(op, id));
    wakeUserfault(op, id, null);
    const uffds = new Map(op.system.uffds);
    uffds.delete(id);
    op.update({ uffds });
  });
