import { hasBits } from "#engine/argFlags.ts";
import type { BootVma } from "#engine/bootOptions.ts";
import type { Call, CallResult } from "#engine/calls.ts";
import { MAP } from "#engine/constants.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Machine } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";
import type { Outcome } from "#engine/run.ts";
import {
  bootForLog,
  withDescriptorMoved,
  withDuplicate,
  withOpenFile,
  withoutDescriptor,
  withTopAt,
} from "./logMachine.ts";
import { closedBy, duplicatedBy, madeBy, openedBy } from "./logProcess.ts";
import { TRACE_TID } from "./mmTraceBoot.ts";
import { parseLoggedCall, splitResult } from "./straceCall.ts";
import { pathOfDescriptor, withoutNotes } from "./straceLine.ts";
import { resultFrom } from "./straceLog.ts";
import type { LogCall, LoggedResult } from "./straceLog.ts";
import { sortCall } from "./syscallLists.ts";
import { agrees, missingFact, placedAt } from "./takenOver.ts";

/**
 * How the log's result stands to the engine's. `agrees`: the same. `differs`: the engine had all facts and predicts
 * another. `takenOver`: another, but the log leaves out what a prediction needs. `notModelled`: the engine cannot say.
 */
export type Verdict = "agrees" | "differs" | "takenOver" | "notModelled";

/** A call that can change memory, with what the log and the engine say of it. */
export interface JudgedCall {
  readonly verdict: Verdict;
  /** Null if its arguments could not be read. */
  readonly call: Call | null;
  /** Without its result. */
  readonly text: string;
  /** The result as the log prints it; "" if there is none. */
  readonly logged: string;
  /** The engine's own result; null where it has none. */
  readonly predicted: CallResult | null;
  /** Why nothing could be predicted; null where it could. */
  readonly reason: string | null;
  /** What happened to memory if the log is right; null if nothing is known to have happened. */
  readonly outcome: Outcome | null;
}

export interface MemoryStart {
  readonly kernel: KernelProfile;
  readonly maps: readonly BootVma[] | null;
  readonly brk: number | null;
}

const MMAP_FLAGS = 3;
const MMAP_FD = 4;

/** The address space and the descriptors of one process of a log, as the log lets them be known. */
export class LogMemory {
  machine: Machine;
  /** The mappings at its start are known. */
  private mapsKnown: boolean;
  /** A mapping has been placed by the kernel, so that the top of the area for mappings is known. */
  private topKnown: boolean;
  private executed = false;

  constructor(start: MemoryStart) {
    this.machine = bootForLog(start);
    this.mapsKnown = start.maps !== null;
    this.topKnown = this.mapsKnown;
  }

  /** Memory after fork: the same, and each goes its own way. */
  copy(): LogMemory {
    const copy = new LogMemory({ kernel: this.machine.config.kernel, maps: null, brk: null });
    copy.machine = this.machine;
    copy.mapsKnown = this.mapsKnown;
    copy.topKnown = this.topKnown;
    copy.executed = this.executed;
    return copy;
  }

  /** Memory of a program that has just been started: nobody has written down its mappings. */
  static afterExec(kernel: KernelProfile): LogMemory {
    const memory = new LogMemory({ kernel, maps: null, brk: null });
    memory.executed = true;
    return memory;
  }

  /** Whether this is the execve with which the log begins: it made the mappings that are known. */
  beginsWith(): boolean {
    const first = !this.executed;
    this.executed = true;
    return first;
  }

  /** Null: the call leaves memory alone. `ownFiles` false: its descriptors are another table's. */
  take(logged: LogCall, ownFiles = true): JudgedCall | null {
    const sort = sortCall(logged.name);
    if (sort === "harmless") {
      if (ownFiles) this.followFiles(logged);
      if (logged.name !== "ioctl" || !logged.raw.includes("UFFDIO_")) return null;
    }
    const line = withoutNotes(logged.raw);
    if (sort === "unknown") {
      const why = `${logged.name} is not known, so nobody can say what it does to memory (process ${logged.pid})`;
      return refused(line, why);
    }
    if (logged.name === "close" && !this.knowsDescriptor(closedBy(line), ownFiles)) return null;
    if (madeBy(logged.name, line) !== null) return null;
    return this.replay(line, logged.raw);
  }

  private knowsDescriptor(fd: number | null, ownFiles: boolean): boolean {
    return ownFiles && fd !== null && this.machine.fds.has(fd);
  }

  /** Descriptors as the log shows them. */
  private followFiles({ name, raw }: LogCall): void {
    if (!FILE_CALLS.has(name)) return;
    const line = withoutNotes(raw);
    const result = resultFrom(splitResult(line).result);
    if (result.kind !== "value" || result.value < 0n) return;
    const number = Number(result.value);
    const opened = openedBy(line);
    if (opened !== null) this.machine = withOpenFile(this.machine, number, opened);
    const from = duplicatedBy(line);
    if (from !== null) this.machine = withDuplicate(this.machine, from, number);
    if (opened === null && from === null) this.machine = withoutDescriptor(this.machine, number);
  }

  private replay(line: string, raw: string): JudgedCall {
    const parsed = parseLoggedCall(line);
    if (!parsed.ok) return refused(line, parsed.error.message);
    const { call, text, result: printed } = parsed.value;
    const result = resultFrom(printed);
    this.openUnknown(call, result, raw);
    const outcome = runCall(this.machine, TRACE_TID, call);
    const predicted = outcome.result;
    const judged = { call, text, logged: printed, predicted };
    if (predicted.kind === "notModelled") return refused(line, predicted.why, call);
    if (agrees(result, predicted)) {
      const machine = this.withLoggedDescriptor(outcome.machine, call, predicted, result);
      this.machine = machine;
      return { ...judged, verdict: "agrees", reason: null, outcome: { ...outcome, machine } };
    }
    const reason = missingFact(call, result, predicted, { maps: this.mapsKnown });
    const followed = this.followLog(call, outcome, result);
    this.machine = followed.machine;
    return { ...judged, verdict: reason === null ? "differs" : "takenOver", reason, outcome: followed };
  }

  /** A mapping of a descriptor that the log has not shown before, but that must have been one. */
  private openUnknown(call: Call, result: LoggedResult, raw: string): void {
    if (call.name !== "mmap" || result.kind !== "value") return;
    const [flags, fd] = [call.args[MMAP_FLAGS], call.args[MMAP_FD]];
    if (typeof flags !== "bigint" || typeof fd !== "bigint" || fd < 0n) return;
    if (hasBits(flags, MAP.values.MAP_ANONYMOUS) || this.machine.fds.has(Number(fd))) return;
    const path = pathOfDescriptor(raw, Number(fd)) ?? `descriptor ${fd}`;
    this.machine = withOpenFile(this.machine, Number(fd), { path, readable: true, writable: true });
  }

  /** What the call did if the log is right. */
  private followLog(call: Call, outcome: Outcome, logged: LoggedResult): Outcome {
    const unchanged = { ...outcome, machine: this.machine };
    if (logged.kind !== "value") return logged.kind === "none" ? outcome : unchanged;
    const address = BigInt.asUintN(64, logged.value);
    const placed = placedAt(call, address);
    if (placed !== null) {
      const again = runCall(this.machine, TRACE_TID, placed);
      if (again.result.kind !== "ok") return unchanged;
      return { ...again, machine: this.learnTop(again.machine, call, Number(address)) };
    }
    if (outcome.result.kind !== "ok") return unchanged;
    return { ...outcome, machine: this.withLoggedDescriptor(outcome.machine, call, outcome.result, logged) };
  }

  /** The first place that the kernel chose lies under all that execve has mapped: later ones can be foretold. */
  private learnTop(machine: Machine, call: Call, address: number): Machine {
    if (this.topKnown || call.name !== "mmap" || call.args[0] !== 0n) return machine;
    this.topKnown = true;
    return withTopAt(machine, address);
  }

  private withLoggedDescriptor(
    machine: Machine,
    call: Call,
    result: CallResult,
    logged: LoggedResult,
  ): Machine {
    const makes = call.name === "memfd_create" || call.name === "userfaultfd";
    if (!makes || result.kind !== "ok" || logged.kind !== "value") return machine;
    return withDescriptorMoved(machine, Number(result.value), Number(logged.value));
  }
}

/** Harmless calls that give or take descriptors, which later mappings may need. */
const FILE_CALLS: ReadonlySet<string> = new Set([
  ..."open openat openat2 creat dup dup2 dup3 fcntl".split(" "),
  ..."socket accept accept4 eventfd eventfd2 epoll_create epoll_create1 timerfd_create signalfd4".split(" "),
  ..."inotify_init inotify_init1 pidfd_open pidfd_getfd fanotify_init".split(" "),
]);

/** The engine cannot do it: the log's result stands, and memory stays as it was. */
function refused(line: string, why: string, call: Call | null = null): JudgedCall {
  const { text, result } = splitResult(line);
  return { verdict: "notModelled", call, text, logged: result, predicted: null, reason: why, outcome: null };
}
