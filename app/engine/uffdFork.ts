import type { MmId, Userfaultfd } from "./machine.ts";
import type { Op } from "./op.ts";
import { installFd, lowestFreeFd } from "./pageCache.ts";
import { contextWith, uffdOf, updateUffd } from "./uffd.ts";
import { sendEvent } from "./uffdEvents.ts";
import type { UffdId, Vma } from "./vma.ts";
import { VM_UFFD_MODES, withoutFlags } from "./vmFlags.ts";

interface Fork {
  readonly from: UffdId;
  readonly to: UffdId;
}

/** Contexts that follow a process into its child (dup_userfaultfd): one new context for each old one. */
export class ForkedContexts {
  private readonly forks: Fork[] = [];

  /** The child's copy of a mapping: registered with a new context if EVENT_FORK was asked for, else with none. */
  dup(op: Op, child: Vma): Vma {
    if (child.uffd === null) return child;
    const parent = contextWith(op.system, child, "UFFD_FEATURE_EVENT_FORK");
    if (parent === null) return { ...child, uffd: null, flags: withoutFlags(child.flags, VM_UFFD_MODES) };
    return { ...child, uffd: this.contextFor(op, parent) };
  }

  private contextFor(op: Op, parent: Userfaultfd): UffdId {
    const known = this.forks.find(({ from }) => from === parent.id);
    if (known !== undefined) return known.to;
    const to = op.takeNumber("uffd");
    updateUffd(op, { ...parent, id: to, fd: lowestFreeFd(op.system), queue: [] });
    const fd = installFd(op, { kind: "uffd", uffd: to });
    updateUffd(op, { ...uffdOf(op.system, to), fd });
    this.forks.push({ from: parent.id, to });
    return to;
  }

  /** Tells the readers, each with the descriptor of the child's context (dup_userfaultfd_complete). */
  complete(op: Op, childMm: MmId): void {
    for (const { from, to } of this.forks) {
      const forked = { ...uffdOf(op.system, to), mm: childMm };
      updateUffd(op, forked);
      sendEvent(op, uffdOf(op.system, from), { event: "FORK", fields: { ufd: forked.fd } });
    }
  }
}
