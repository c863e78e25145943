import type { BootVma } from "#engine/bootOptions.ts";
import type { Call, CallResult } from "#engine/calls.ts";
import { kernelById } from "#engine/kernels.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Machine } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";
import { printResult } from "#lang/printCall.ts";
import type { JsonObject } from "./json.ts";
import { bootForLog, withDescriptorMoved, withDuplicate, withOpenFile } from "./logMachine.ts";
import { duplicatedBy, LogProcesses, madeBy, openedBy } from "./logProcess.ts";
import { TraceAccount } from "./mmTraceAccount.ts";
import { TRACE_TID } from "./mmTraceBoot.ts";
import type { TraceLine } from "./mmTraceFormat.ts";
import { traceHeader } from "./mmTraceWrite.ts";
import { parseLoggedCall, splitResult } from "./straceCall.ts";
import { callsOfLog, resultOf } from "./straceLog.ts";
import type { LogCall, LoggedResult } from "./straceLog.ts";
import { sortCall } from "./syscallLists.ts";
import { agrees, missingFact, placedAt } from "./takenOver.ts";

/** One call of a log, replayed. */
export interface ReplayedLogCall {
  readonly lineNumber: number;
  /** What to print; null for a call that was passed over. */
  readonly line: TraceLine | null;
  readonly machine: Machine;
  /** Why the engine could not do a call that may change memory; null if it could or need not. */
  readonly notModelled: string | null;
  /** It works on the memory of another process than the one that is followed. */
  readonly elsewhere: boolean;
}

export interface LogReplay {
  readonly header: JsonObject;
  /** Can be walked through once. */
  readonly calls: Iterable<ReplayedLogCall>;
}

export interface LogOptions {
  readonly kernel?: KernelProfile;
  /** /proc/PID/maps after execve. Without it no address that the kernel chose can be predicted. */
  readonly maps?: readonly BootVma[];
  readonly program?: string;
}

const DEFAULT_KERNEL = "6.18";

/** Replays the first process of a log, with its threads. Other processes have memory of their own and are passed over. */
export function replayLog(text: string, options: LogOptions = {}): LogReplay {
  const kernel = options.kernel ?? kernelById(DEFAULT_KERNEL);
  if (kernel === null) throw new Error(`no kernel ${DEFAULT_KERNEL}`);
  const start = { kernel, maps: options.maps ?? null, brk: firstBreak(text) };
  const replayer = new LogReplayer(bootForLog(start), start.maps !== null);
  return { header: replayer.header(options.program ?? ""), calls: replayer.run(text) };
}

function firstBreak(text: string): number | null {
  const found = /\bbrk\((?:NULL|0)\)\s*= (0x[0-9a-f]{1,12})\b/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

class LogReplayer {
  private machine: Machine;
  private readonly account: TraceAccount;
  private readonly processes = new LogProcesses();
  private mapsKnown: boolean;
  private executed = false;

  constructor(machine: Machine, mapsKnown: boolean) {
    this.machine = machine;
    this.mapsKnown = mapsKnown;
    this.account = new TraceAccount(machine);
  }

  header(program: string): JsonObject {
    return traceHeader(this.machine, this.account.state, program);
  }

  *run(text: string): IterableIterator<ReplayedLogCall> {
    for (const logged of callsOfLog(text)) {
      const follows = this.processes.follows(logged.pid);
      const { line, notModelled } = follows ? this.take(logged) : PASSED_OVER;
      yield { lineNumber: logged.lineNumber, line, machine: this.machine, notModelled, elsewhere: !follows };
    }
  }

  private take(logged: LogCall): Taken {
    const { name, line, pid } = logged;
    const result = resultOf(line);
    this.follow(name, line, result);
    if (name === "execve") return this.execute(logged, result);
    // A child has memory of its own; its parent's mappings stay as they are.
    if (madeBy(name, line) === "copy") return PASSED_OVER;
    switch (sortCall(name)) {
      case "harmless":
        return name === "ioctl" && line.includes("UFFDIO_") ? this.replay(logged, result) : PASSED_OVER;
      case "unknown":
        return this.refuse(
          line,
          `${name} is not known, so nobody can say what it does to memory (process ${pid})`,
        );
      case "memory":
        return madeBy(name, line) === null ? this.replay(logged, result) : PASSED_OVER;
    }
  }

  /** Descriptors and new threads, as the log shows them. */
  private follow(name: string, line: string, result: LoggedResult): void {
    if (result.kind !== "value" || result.value < 0n) return;
    const number = Number(result.value);
    const made = madeBy(name, line);
    if (made === "thread" || made === "sharing") this.processes.add(number);
    const opened = openedBy(line);
    if (opened !== null) this.machine = withOpenFile(this.machine, number, opened);
    const from = duplicatedBy(line);
    if (from !== null) this.machine = withDuplicate(this.machine, from, number);
  }

  /** The first execve made the mappings that a replay starts with; a later one makes others, which nobody knows. */
  private execute({ pid, line }: LogCall, result: LoggedResult): Taken {
    if (result.kind !== "value") return PASSED_OVER;
    if (!this.processes.isFirst(pid)) {
      this.processes.leave(pid);
      return PASSED_OVER;
    }
    if (!this.executed) {
      this.executed = true;
      return PASSED_OVER;
    }
    this.machine = bootForLog({ kernel: this.machine.config.kernel, maps: null, brk: null });
    this.mapsKnown = false;
    return this.refuse(line, "another execve: the new program's mappings are not in the log");
  }

  private replay(logged: LogCall, result: LoggedResult): Taken {
    const parsed = parseLoggedCall(logged.line);
    if (!parsed.ok) return this.refuse(logged.line, parsed.error.message);
    const { call, text } = parsed.value;
    const outcome = runCall(this.machine, TRACE_TID, call);
    if (outcome.result.kind === "notModelled") return this.refuse(logged.line, outcome.result.why);
    if (agrees(result, outcome.result)) {
      this.machine = this.withLoggedDescriptor(outcome.machine, call, outcome.result, result);
      return this.told(`${text} = ${printResult(call.name, outcome.result)}`, outcome);
    }
    const reason = missingFact(call, result, outcome.result, { maps: this.mapsKnown });
    const followed = this.followLog(call, outcome, result);
    this.machine = followed.machine;
    if (reason === null) {
      const line = this.account.line(`${text} = ${printResult(call.name, outcome.result)}`, followed);
      return { line: { ...line, logged: splitResult(logged.line).result }, notModelled: null };
    }
    const line = this.account.line(`${text} = ${splitResult(logged.line).result}`, followed);
    return { line: { ...line, takenOver: reason }, notModelled: null };
  }

  /** What the call did if the log is right. */
  private followLog(call: Call, outcome: ReturnType<typeof runCall>, logged: LoggedResult): typeof outcome {
    const unchanged = { ...outcome, machine: this.machine };
    if (logged.kind !== "value") return logged.kind === "none" ? outcome : unchanged;
    const placed = placedAt(call, BigInt.asUintN(64, logged.value));
    if (placed !== null) {
      const again = runCall(this.machine, TRACE_TID, placed);
      return again.result.kind === "ok" ? again : unchanged;
    }
    if (outcome.result.kind !== "ok") return unchanged;
    return { ...outcome, machine: this.withLoggedDescriptor(outcome.machine, call, outcome.result, logged) };
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

  private told(call: string, outcome: ReturnType<typeof runCall>): Taken {
    return { line: this.account.line(call, { ...outcome, machine: this.machine }), notModelled: null };
  }

  /** The engine cannot do it: the log's result stands, and memory stays as it was. */
  private refuse(logged: string, why: string): Taken {
    const { text, result } = splitResult(logged);
    const line = { call: `${text} = ${result === "" ? "?" : result}`, takenOver: `not modelled: ${why}` };
    return { line, notModelled: why };
  }
}

type Taken = Pick<ReplayedLogCall, "line" | "notModelled">;
const PASSED_OVER: Taken = { line: null, notModelled: null };
