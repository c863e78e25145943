import type { CallResult } from "./calls.ts";
import type { MmEvent, MmEventBody } from "./events.ts";
import type { Machine, Mm, MmId, Tid, UffdDelivery } from "./machine.ts";
import type { UffdId } from "./vma.ts";

export type Failure = Extract<CallResult, { kind: "failed" }>;

/** A range that goes away while a userfaultfd context wants to know (struct userfaultfd_unmap_ctx). */
export interface UnmapNotice {
  readonly uffd: UffdId;
  readonly start: number;
  readonly end: number;
}

/**
 * One call in progress: the machine as it is by now, and what happened so far. The only mutable thing of the
 * engine, and it lives no longer than the call. With `log` null nobody watches and no event is built.
 */
export class Op {
  machine: Machine;
  readonly tid: Tid;
  mmId: MmId;
  readonly log: MmEvent[] | null;
  /** Collected under the lock by userfaultfd_unmap_prep, sent by userfaultfd_unmap_complete. */
  unmapNotices: UnmapNotice[] = [];
  /** The context that is to hear of a finished move (vm_userfaultfd_ctx). */
  remapNotice: UffdId | null = null;
  /** userfaultfd messages that a monitor read during the call, with its answers; kept even when nobody watches. */
  readonly delivered: UffdDelivery[] = [];
  /** A context whose queue holds a message this call must see read before it returns. */
  awaitsReader: UffdId | null = null;
  /** Kernel functions entered and not yet left, outermost first. */
  private readonly stack: string[] = [];

  constructor(machine: Machine, tid: Tid, watched: boolean) {
    const task = machine.tasks.get(tid);
    if (task === undefined) throw new Error(`no task ${tid}`);
    this.machine = machine;
    this.tid = tid;
    this.mmId = task.mm;
    this.log = watched ? [] : null;
  }

  get mm(): Mm {
    const mm = this.machine.mms.get(this.mmId);
    if (mm === undefined) throw new Error(`no mm ${this.mmId}`);
    return mm;
  }

  /** The kernel function that runs now. */
  get where(): string {
    return this.stack.at(-1) ?? "syscall";
  }

  update(patch: Partial<Machine>): void {
    this.machine = { ...this.machine, ...patch };
  }

  updateMm(patch: Partial<Mm>): void {
    const mms = new Map(this.machine.mms);
    mms.set(this.mmId, { ...this.mm, ...patch });
    this.update({ mms });
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

  /** A check that did not hold: gives the errno with its reason, made where it is detected. */
  fail(errno: string, rule: string, why: string): Failure {
    this.emit({ kind: "checkFailed", rule, errno });
    return { kind: "failed", errno, why, where: this.where };
  }

  passed(rule: string): void {
    this.emit({ kind: "checkPassed", rule });
  }
}
