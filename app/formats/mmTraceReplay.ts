import { ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import { profileForRelease } from "#engine/kernels.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import { runCall } from "#engine/run.ts";
import { printResult } from "#lang/printCall.ts";
import { parseJsonObject, stringAt } from "./json.ts";
import { TraceAccount } from "./mmTraceAccount.ts";
import type { TraceState } from "./mmTraceAccount.ts";
import { bootFromHeader, TRACE_TID } from "./mmTraceBoot.ts";
import type { TraceLine } from "./mmTraceFormat.ts";
import { parseTraceHeader } from "./mmTraceHeader.ts";
import type { TraceHeader } from "./mmTraceHeader.ts";
import { parseLoggedCall, splitResult } from "./straceCall.ts";

/** One call replayed. */
export interface ReplayedCall {
  /** 1-based line of the recording. */
  readonly lineNumber: number;
  readonly line: TraceLine;
  readonly state: TraceState;
  /** Why the engine could not do it; null if it could. */
  readonly notModelled: string | null;
}

export interface TraceReplay {
  readonly header: TraceHeader;
  readonly kernel: KernelProfile;
  /** The state before the first call, as the engine has it. */
  readonly initial: TraceState;
  /** Runs the calls one after the other; can be walked through once. */
  readonly calls: Iterable<ReplayedCall>;
}

/**
 * Replays a recording: the header gives machine and process, the calls are executed, and the results that stand
 * in it are ignored. `kernel` overrides the header's release.
 */
export function replayTrace(text: string, kernel: KernelProfile | null = null): Result<TraceReplay, string> {
  const lines = text.split("\n");
  const header = parseTraceHeader(lines[0] ?? "");
  if (!header.ok) return header;
  const profile = kernel ?? profileForRelease(header.value.release).profile;
  const machine = bootFromHeader(header.value, profile);
  const account = new TraceAccount(machine);
  return ok({
    header: header.value,
    kernel: profile,
    initial: account.state,
    calls: callsOf(lines, machine, account),
  });
}

function* callsOf(
  lines: readonly string[],
  start: ReturnType<typeof bootFromHeader>,
  account: TraceAccount,
): IterableIterator<ReplayedCall> {
  let machine = start;
  for (const [index, source] of lines.entries()) {
    if (index === 0 || source.trim() === "") continue;
    const recorded = stringAt(parseJsonObject(source) ?? {}, "call", "");
    const lineNumber = index + 1;
    const parsed = parseLoggedCall(recorded);
    if (!parsed.ok) {
      const { text } = splitResult(recorded);
      const line = { call: `${text} = ?` };
      yield { lineNumber, line, state: account.state, notModelled: parsed.error.message };
      continue;
    }
    const { call, text } = parsed.value;
    const outcome = runCall(machine, TRACE_TID, call);
    machine = outcome.machine;
    const line = account.line(`${text} = ${printResult(call.name, outcome.result)}`, outcome);
    const notModelled = outcome.result.kind === "notModelled" ? outcome.result.why : null;
    yield { lineNumber, line, state: account.state, notModelled };
  }
}
