import { TASK_SIZE } from "#engine/addr.ts";
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
  withHeapAt,
  withOpenFile,
  withoutDescriptor,
  withTopAt,
} from "./logMachine.ts";
import { closedBy, closedRangeOf, duplicatedBy, madeBy, openedBy } from "./logProcess.ts";
import type { LogFile } from "./logProcess.ts";
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
/** Which argument is the descriptor of a file that the call works on. */
const FILE_ARGUMENT: ReadonlyMap<string, number> = new Map([
  ["mmap", 4],
  ["ftruncate", 0],
  ["fallocate", 0],
]);

/** What is known of an address space beside the machine. */
interface Known {
  /** The mappings at its start. */
  readonly maps: boolean;
  /** The top of the area for mappings: the kernel has been seen to place one. */
  readonly top: boolean;
  /** Where the heap begins. */
  readonly heap: boolean;
  /** An execve has been seen. */
  readonly executed: boolean;
}

/** The address space and the descriptors of one process of a log, as the log lets them be known. */
export class LogMemory {
  machine: Machine;
  private known: Known;
  /** Files that were opened and that no call on memory has needed yet. */
  private readonly files: Map<number, LogFile>;

  private constructor(machine: Machine, known: Known, files: ReadonlyMap<number, LogFile>) {
    this.machine = machine;
    this.known = known;
    this.files = new Map(files);
  }

  static atStart(start: MemoryStart): LogMemory {
    const maps = start.maps !== null;
    return new LogMemory(
      bootForLog(start),
      { maps, top: maps, heap: start.brk !== null, executed: false },
      new Map(),
    );
  }

  /** Memory after fork: the same, and each goes its own way. */
  copy(): LogMemory {
    return new LogMemory(this.machine, this.known, this.files);
  }

  /** Memory of a program that has just been started: nobody has written down its mappings. */
  static afterExec(kernel: KernelProfile): LogMemory {
    const machine = bootForLog({ kernel, maps: null, brk: null });
    return new LogMemory(machine, { maps: false, top: false, heap: false, executed: true }, new Map());
  }

  /** Whether this is the execve with which the log begins: it made the mappings that are known. */
  beginsWith(): boolean {
    const first = !this.known.executed;
    this.known = { ...this.known, executed: true };
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
    if (madeBy(logged.name, line) !== null) return null;
    if (logged.name === "close_range") {
      if (ownFiles) this.closeRange(line);
      return null;
    }
    const closed = closedBy(line);
    if (closed !== null && (!ownFiles || !this.machine.fds.has(closed))) {
      return ownFiles ? this.close(closed, line) : null;
    }
    return this.replay(line, logged.raw);
  }

  /** Closes what the machine has not needed yet: null if the log has not shown what it was. */
  private close(fd: number, line: string): JudgedCall | null {
    const { text, result: logged } = splitResult(line);
    if (!this.files.delete(fd) || logged !== "0") return null;
    const { machine } = this;
    const result: CallResult = { kind: "ok", value: 0n };
    const outcome = { machine, result, events: [], delivered: [], resumed: [] };
    const call = { name: "close", args: [BigInt(fd)] };
    return { verdict: "agrees", call, text, logged, predicted: result, reason: null, outcome };
  }

  private closeRange(line: string): void {
    const range = closedRangeOf(line);
    if (range === null) return;
    const within = (fd: number): boolean => fd >= range.first && fd <= range.last;
    for (const fd of [...this.files.keys()].filter((one) => within(one))) this.files.delete(fd);
    for (const fd of [...this.machine.fds.keys()].filter((one) => within(one))) {
      this.machine = runCall(this.machine, TRACE_TID, { name: "close", args: [BigInt(fd)] }).machine;
    }
  }

  /** Descriptors as the log shows them. */
  private followFiles({ name, raw }: LogCall): void {
    if (!FILE_CALLS.has(name)) return;
    const line = withoutNotes(raw);
    const result = resultFrom(splitResult(line).result);
    if (result.kind !== "value" || result.value < 0n) return;
    const number = Number(result.value);
    const from = duplicatedBy(line);
    const file = openedBy(line) ?? (from === null ? undefined : this.files.get(from));
    if (from !== null && file === undefined) this.machine = withDuplicate(this.machine, from, number);
    // Asking for a flag gives a number that is no descriptor.
    else if (from !== null || name !== "fcntl") this.machine = withoutDescriptor(this.machine, number);
    if (file !== undefined) this.files.set(number, file);
    else if (name !== "fcntl" || from !== null) this.files.delete(number);
  }

  private replay(line: string, raw: string): JudgedCall {
    const parsed = parseLoggedCall(line);
    if (!parsed.ok) return refused(line, parsed.error.message);
    const { call, text, result: printed } = parsed.value;
    // strace prints what was written there ([0x7f…]), not where.
    if (call.name === "io_setup") return refused(line, "A log does not show what io_setup was given.", call);
    const result = resultFrom(printed);
    this.openFor(call, result, raw);
    this.learnHeap(call, result);
    const outcome = runCall(this.machine, TRACE_TID, call);
    const predicted = outcome.result;
    const judged = { call, text, logged: printed, predicted };
    if (predicted.kind === "notModelled") return refused(line, predicted.why, call);
    if (agrees(result, predicted)) {
      const machine = this.withLoggedDescriptor(outcome.machine, call, predicted, result);
      this.machine = machine;
      return { ...judged, verdict: "agrees", reason: null, outcome: { ...outcome, machine } };
    }
    const reason = missingFact(call, result, predicted, this.known);
    const followed = this.followLog(call, outcome, result);
    this.machine = followed.machine;
    return { ...judged, verdict: reason === null ? "differs" : "takenOver", reason, outcome: followed };
  }

  /** Gives the machine the file that a call works on; one that the log has not shown must have been there all the same. */
  private openFor(call: Call, result: LoggedResult, raw: string): void {
    const index = FILE_ARGUMENT.get(call.name);
    const flags = call.name === "mmap" ? call.args[MMAP_FLAGS] : 0n;
    const fd = index === undefined ? undefined : call.args[index];
    if (typeof flags !== "bigint" || typeof fd !== "bigint" || fd < 0n) return;
    const number = Number(fd);
    if (hasBits(flags, MAP.values.MAP_ANONYMOUS) || this.machine.fds.has(number)) return;
    const opened = this.files.get(number);
    if (opened === undefined && result.kind !== "value") return;
    const path = opened?.path ?? pathOfDescriptor(raw, number) ?? `descriptor ${number}`;
    this.machine = withOpenFile(this.machine, number, opened ?? { path, readable: true, writable: true });
    this.files.delete(number);
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
    if (this.known.top || call.name !== "mmap" || call.args[0] !== 0n) return machine;
    this.known = { ...this.known, top: true };
    return withTopAt(machine, address);
  }

  /** The first brk(NULL) of a program says where its heap begins. */
  private learnHeap(call: Call, result: LoggedResult): void {
    if (this.known.heap || call.name !== "brk" || call.args[0] !== 0n || result.kind !== "value") return;
    // No kernel answers with what is no address: the log is damaged there.
    if (result.value < 0n || result.value >= BigInt(TASK_SIZE)) return;
    this.known = { ...this.known, heap: true };
    this.machine = withHeapAt(this.machine, Number(result.value));
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
