import { madeBy } from "./logProcess.ts";
import { withoutNotes } from "./straceLine.ts";
import { resultOf } from "./straceLog.ts";
import type { BegunCall, LogCall } from "./straceLog.ts";
import { LogMemory } from "./straceMemory.ts";
import type { JudgedCall, MemoryStart } from "./straceMemory.ts";

/** A thread of a log. */
interface LogTask {
  readonly memory: LogMemory;
  /** Its descriptors are those of the process that its memory is from. */
  readonly ownFiles: boolean;
}

const MAKERS: ReadonlySet<string> = new Set(["clone", "clone3", "fork", "vfork"]);
const NEW_PROGRAM = "the new program’s mappings are not in the log";

/** All processes of a log, each with its memory; threads share theirs. */
export class LogProcesses {
  private readonly start: MemoryStart;
  private readonly tasks = new Map<number, LogTask>();
  /** Calls that are still making a thread which has already been seen. */
  private readonly adopted = new Set<BegunCall>();
  private first: number | null = null;
  /** The log begins with the start of a program; else it was attached to a running one. */
  private fromStart = false;

  constructor(start: MemoryStart) {
    this.start = start;
  }

  /** The same, for going on from here twice. */
  copy(): LogProcesses {
    const other = new LogProcesses(this.start);
    const copies = new Map<LogMemory, LogMemory>();
    for (const [pid, { memory, ownFiles }] of this.tasks) {
      const copied = copies.get(memory) ?? memory.copy();
      copies.set(memory, copied);
      other.tasks.set(pid, { memory: copied, ownFiles });
    }
    for (const call of this.adopted) other.adopted.add(call);
    other.first = this.first;
    other.fromStart = this.fromStart;
    return other;
  }

  /** The thread that the log begins with. */
  get firstPid(): number | null {
    return this.first;
  }

  /** The memory that a thread works on. `pending`: calls that have begun, one of which may be making the thread. */
  memoryOf(pid: number, pending: ReadonlyMap<number, BegunCall>): LogMemory {
    return this.taskOf(pid, pending).memory;
  }

  /** Null: the call leaves memory alone. */
  take(call: LogCall, pending: ReadonlyMap<number, BegunCall>): JudgedCall | null {
    const task = this.taskOf(call.pid, pending);
    if (MAKERS.has(call.name)) this.make(call, task);
    if (call.name === "execve" || call.name === "execveat") return this.execute(call, task);
    return task.memory.take(call, task.ownFiles);
  }

  /** A thread's number may come back for another one. */
  exit(pid: number): void {
    if (pid !== this.first) this.tasks.delete(pid);
  }

  private taskOf(pid: number, pending: ReadonlyMap<number, BegunCall>): LogTask {
    return this.tasks.get(pid) ?? this.arrive(pid, pending);
  }

  /** A thread that has not been seen before. */
  private arrive(pid: number, pending: ReadonlyMap<number, BegunCall>): LogTask {
    if (this.first === null) {
      this.first = pid;
      return this.add(pid, { memory: LogMemory.atStart(this.start), ownFiles: true });
    }
    for (const [maker, call] of pending) {
      const task = this.tasks.get(maker);
      if (task === undefined || this.adopted.has(call) || !MAKERS.has(call.name)) continue;
      this.adopted.add(call);
      return this.add(pid, child(task, madeBy(call.name, call.text) ?? "copy"));
    }
    const main = this.tasks.get(this.first);
    // strace -p shows the threads of a running process without their beginning.
    if (main !== undefined && !this.fromStart) return this.add(pid, main);
    return this.add(pid, { memory: LogMemory.afterExec(this.start.kernel), ownFiles: true });
  }

  private add(pid: number, task: LogTask): LogTask {
    this.tasks.set(pid, task);
    return task;
  }

  private make(call: LogCall, task: LogTask): void {
    const line = withoutNotes(call.raw);
    const result = resultOf(line);
    const made = madeBy(call.name, line);
    if (made === null || result.kind !== "value" || result.value <= 0n) return;
    // clone(…) = 9 /* 5 in strace's PID NS */
    const seen = /\/\* (\d+) in strace's PID NS \*\//.exec(call.raw)?.[1];
    const pid = Number(seen ?? result.value);
    for (const begun of this.adopted) {
      if (begun.lineNumber !== call.begun) continue;
      this.adopted.delete(begun);
      return;
    }
    if (!this.tasks.has(pid)) this.tasks.set(pid, child(task, made));
  }

  /** The first execve made the mappings that a replay starts with; a later one makes others, which nobody knows. */
  private execute(call: LogCall, task: LogTask): JudgedCall | null {
    const line = withoutNotes(call.raw);
    const result = resultOf(line);
    if (result.kind !== "value" || result.value !== 0n) return null;
    if (call.pid === this.first && task.memory.beginsWith()) {
      this.fromStart = true;
      return null;
    }
    this.tasks.set(call.pid, { memory: LogMemory.afterExec(this.start.kernel), ownFiles: true });
    return {
      verdict: "takenOver",
      call: null,
      text: line.slice(0, line.lastIndexOf(" = ")).trim(),
      logged: "0",
      predicted: null,
      reason: NEW_PROGRAM,
      outcome: null,
    };
  }
}

/** A new thread's memory: its maker's, or a copy of it. */
function child({ memory, ownFiles }: LogTask, made: "thread" | "sharing" | "copy"): LogTask {
  if (made === "copy") return { memory: memory.copy(), ownFiles: true };
  return { memory, ownFiles: made === "thread" && ownFiles };
}
