import type { AddrRange } from "./addr.ts";
import type { CallResult } from "./calls.ts";
import { changedMachine, changedMm, changedNext } from "./changed.ts";
import type { MmEvent, MmEventBody } from "./events.ts";
import type { KernelSwitches } from "./kernels.ts";
import type { Config, Machine, Mm, MmId, System, Tid, UffdDelivery } from "./machine.ts";
import { Rounds } from "./rounds.ts";
import type { UffdId } from "./vma.ts";

export type Failure = Extract<CallResult, { kind: "failed" }>;

/** A range that goes away while a userfaultfd context wants to know (struct userfaultfd_unmap_ctx). */
export interface UnmapNotice {
  readonly uffd: UffdId;
  readonly start: number;
  readonly end: number;
}

const mmOf = (machine: Machine, id: MmId): Mm => {
  const mm = machine.mms.get(id);
  if (mm === undefined) throw new Error(`no mm ${id}`);
  return mm;
};

/**
 * One call in progress: the machine as it is by now, and what happened so far. The only mutable thing of the
 * engine, and it lives no longer than the call. With `log` null nobody watches and no event is built.
 */
export class Op {
  readonly tid: Tid;
  readonly log: MmEvent[] | null;
  /** Collected under the lock by userfaultfd_unmap_prep, sent by userfaultfd_unmap_complete. */
  unmapNotices: UnmapNotice[] = [];
  /** The context that is to hear of a finished move (vm_userfaultfd_ctx). */
  remapNotice: UffdId | null = null;
  /** userfaultfd messages that a monitor read during the call, with its answers; kept even when nobody watches. */
  readonly delivered: UffdDelivery[] = [];
  /** A context whose queue holds a message this call must see read before it returns. */
  awaitsReader: UffdId | null = null;
  /** The machine without the changes that `current` holds while `mmChanged`. */
  private known: Machine;
  private current: Mm;
  private mmChanged = false;
  /** Ranges that the call has locked; pages that are there already are marked as locked when it populates them. */
  readonly newlyLocked: AddrRange[] = [];
  /** Kernel functions entered and not yet left, outermost first. */
  private readonly stack: string[] = [];

  constructor(machine: Machine, tid: Tid, watched: boolean) {
    const task = machine.tasks.get(tid);
    if (task === undefined) throw new Error(`no task ${tid}`);
    this.known = machine;
    this.tid = tid;
    this.current = mmOf(machine, task.mm);
    this.log = watched ? [] : null;
  }

  /** The machine as it is now. */
  get machine(): Machine {
    if (this.mmChanged) {
      const mms = new Map(this.known.mms).set(this.current.id, this.current);
      this.known = changedMachine(this.known, { mms });
      this.mmChanged = false;
    }
    return this.known;
  }

  set machine(machine: Machine) {
    this.known = machine;
    this.current = mmOf(machine, this.current.id);
    this.mmChanged = false;
  }

  /** What all processes have in common. Cheaper to read than `machine`, which has to be put together. */
  get system(): System {
    return this.known;
  }

  get config(): Config {
    return this.known.config;
  }

  get switches(): KernelSwitches {
    return this.known.config.kernel.switches;
  }

  /** The address space that the call works on. */
  get mm(): Mm {
    return this.current;
  }

  get mmId(): MmId {
    return this.current.id;
  }

  set mmId(id: MmId) {
    this.current = mmOf(this.machine, id);
  }

  /** The kernel function that runs now. */
  get where(): string {
    return this.stack.at(-1) ?? "syscall";
  }

  /** Changes what all processes have in common. */
  update(change: Partial<System>): void {
    this.known = changedMachine(this.known, change);
  }

  /** Changes the address space that the call works on. */
  updateMm(change: Partial<Mm>): void {
    this.current = changedMm(this.current, change);
    this.mmChanged = true;
  }

  /** Takes the next of the numbers that name things, or the first of several in a row. */
  takeNumber(kind: keyof Machine["next"], count = 1): number {
    const first = this.known.next[kind];
    this.update({ next: changedNext(this.known.next, { [kind]: first + count }) });
    return first;
  }

  /** A new address space beside those that there are. */
  addMm(mm: Mm): void {
    this.known = changedMachine(this.known, { mms: new Map(this.machine.mms).set(mm.id, mm) });
  }

  emit(body: MmEventBody): void {
    if (this.log === null) return;
    const depth = Math.max(0, this.stack.length - 1);
    this.log.push({ ...body, where: this.where, depth, mm: this.mmId, machine: this.machine });
  }

  /** Runs `body` as the kernel function `name`, so that events know where they happened. */
  within<T>(name: string, body: () => T): T {
    this.stack.push(name);
    this.emit({ kind: "entered" });
    try {
      return body();
    } finally {
      this.emit({ kind: "left" });
      this.stack.pop();
    }
  }

  /** Goes through many alike things; a long row of them is not told one by one (rounds.ts). */
  *rounds<T>(things: Iterable<T>): Generator<T> {
    const rounds = this.log === null ? null : new Rounds(this.log);
    for (const thing of things) {
      rounds?.next();
      yield thing;
    }
    rounds?.end();
  }

  /** A check that did not hold: gives the errno with its reason, made where it is detected. */
  fail(errno: string, rule: string, why: string): Failure {
    this.emit({ kind: "checkFailed", rule, errno });
    return { kind: "failed", errno, why, where: this.where };
  }

  passed(rule: string): void {
    this.emit({ kind: "checkPassed", rule });
  }
}
