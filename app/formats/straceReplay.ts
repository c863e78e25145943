import type { BootVma } from "#engine/bootOptions.ts";
import { kernelById } from "#engine/kernels.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Machine } from "#engine/machine.ts";
import { printResult } from "#lang/printCall.ts";
import type { JsonObject } from "./json.ts";
import { bootForLog } from "./logMachine.ts";
import { TraceAccount } from "./mmTraceAccount.ts";
import type { TraceLine } from "./mmTraceFormat.ts";
import { traceHeader } from "./mmTraceWrite.ts";
import { itemsOfLog, LogJoiner } from "./straceLog.ts";
import type { LogCall } from "./straceLog.ts";
import type { JudgedCall } from "./straceMemory.ts";
import { LogProcesses } from "./straceProcesses.ts";

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

/** The kernel that a log is replayed on if nobody chooses one. */
const DEFAULT_LOG_KERNEL = "6.18";

/** Replays the first process of a log, with its threads. Other processes have memory of their own and are passed over. */
export function replayLog(text: string, options: LogOptions = {}): LogReplay {
  const kernel = options.kernel ?? kernelById(DEFAULT_LOG_KERNEL);
  if (kernel === null) throw new Error(`no kernel ${DEFAULT_LOG_KERNEL}`);
  const start = { kernel, maps: options.maps ?? null, brk: firstBreak(text) };
  const machine = bootForLog(start);
  const account = new TraceAccount(machine);
  const header = traceHeader(machine, account.state, options.program ?? "");
  return { header, calls: replayFirst(text, new LogProcesses(start), account) };
}

/** Where the heap begins: the result of the log's first brk(NULL). Null if there is none. */
export function firstBreak(text: string): number | null {
  const found = /\bbrk\((?:NULL|0)\)\s*= (0x[0-9a-f]{1,12})\b/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

function* replayFirst(
  text: string,
  processes: LogProcesses,
  account: TraceAccount,
): IterableIterator<ReplayedLogCall> {
  const joiner = new LogJoiner();
  for (const item of itemsOfLog(text, joiner)) {
    if (item.kind === "exit") processes.exit(item.pid);
    if (item.kind !== "call") continue;
    const { call } = item;
    const judged = processes.take(call, joiner.pending);
    const memory = processes.memoryOf(call.pid, joiner.pending);
    const first = processes.firstPid ?? call.pid;
    const followed = processes.memoryOf(first, joiner.pending);
    const elsewhere = memory !== followed && call.pid !== first;
    const told = judged === null || elsewhere ? PASSED_OVER : tell(judged, call, account);
    yield { lineNumber: call.lineNumber, machine: followed.machine, elsewhere, ...told };
  }
}

type Told = Pick<ReplayedLogCall, "line" | "notModelled">;
const PASSED_OVER: Told = { line: null, notModelled: null };

function tell(judged: JudgedCall, { name }: LogCall, account: TraceAccount): Told {
  const { verdict, call, text, logged, predicted, outcome } = judged;
  if (call === null || predicted === null || outcome === null) {
    const why = name === "execve" ? `another execve: ${judged.reason}` : (judged.reason ?? "");
    const line = { call: `${text} = ${logged === "" ? "?" : logged}`, takenOver: `not modelled: ${why}` };
    return { line, notModelled: why };
  }
  const own = printResult(call.name, predicted);
  if (verdict === "takenOver") {
    const line = account.line(`${text} = ${logged}`, outcome);
    return { line: { ...line, takenOver: judged.reason ?? "" }, notModelled: null };
  }
  const line = account.line(`${text} = ${own}`, outcome);
  return { line: verdict === "agrees" ? line : { ...line, logged }, notModelled: null };
}
