import type { Call } from "#engine/calls.ts";
import { defaultKernel } from "#engine/kernels.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Program } from "#lang/program.ts";
import { printCall } from "#lang/printCall.ts";
import { faultOf, resultOf } from "./compare.ts";
import { writtenByKernel, type Written } from "./ioctlOut.ts";
import type { Observation, ObservedState, Oracle, Returned } from "./oracle.ts";
import { withoutOwnPages } from "./ownPages.ts";
import { runAsRecorded, runAsShown, threadsOf } from "./scenarioRun.ts";

/** A call that slept and came back. */
export interface ResumedLine {
  readonly thread: number;
  readonly call: string;
  readonly fault?: { readonly code: string; readonly addr: string };
}

/** One call as a line of a recording; state that is as after the line before is left out. */
export interface RecordedLine extends ResumedLine, Partial<ObservedState> {
  readonly out?: Written;
  readonly resumed?: readonly ResumedLine[];
  /** Processes that it has forked. */
  readonly children?: readonly ObservedState[];
}

/** Starts a subject with settings of the recorder. */
export type Start = (
  settings: readonly string[],
) => Promise<{ readonly oracle: Oracle; readonly header: string }>;

/** What of a program is still to be known while it is recorded. */
class Recording {
  readonly lines: RecordedLine[] = [];
  /** What each sleeping worker has called. */
  readonly #asleep = new Map<number, Call>();
  #before: string[] = [];

  add(worker: number, call: Call, seen: Observation): void {
    if (seen.asleep === true) this.#asleep.set(worker, call);
    const resumed = (seen.resumed ?? []).map((back) => this.#comeBack(back));
    const out = writtenByKernel(call, seen);
    const wrote = seen.asleep !== true && Object.keys(out).length > 0;
    this.lines.push({
      ...told(worker, call, seen.asleep === true ? null : seen),
      ...(wrote ? { out } : {}),
      ...(resumed.length === 0 ? {} : { resumed }),
      ...this.#changed(seen),
    });
  }

  #comeBack(back: Returned & { readonly worker: number }): ResumedLine {
    const call = this.#asleep.get(back.worker);
    if (call === undefined) throw new Error(`worker ${back.worker} was not asleep`);
    this.#asleep.delete(back.worker);
    return told(back.worker, call, back);
  }

  #changed({ vmas, pages, mm, children = [] }: Observation): Partial<RecordedLine> {
    const parts = { vmas, pages, mm, children: children.map(withoutOwnPages) };
    const now = Object.entries(parts).map(([key, part]) => [key, JSON.stringify(part)] as const);
    const before = this.#before;
    this.#before = now.map(([, text]) => text);
    const keys = new Set(
      now.filter(([, text], index) => text !== (before[index] ?? "[]")).map(([key]) => key),
    );
    return Object.fromEntries(Object.entries(parts).filter(([key]) => keys.has(key)));
  }
}

/** @param returned null: the thread sleeps */
function told(worker: number, call: Call, returned: Returned | null): ResumedLine {
  const thread = worker + 1;
  if (returned === null) return { thread, call: `${printCall(call)} = ?` };
  const fault = faultOf(returned);
  // A process is told by its number in the recording.
  const result = call.name === "fork" && returned.result > 0 ? String(returned.result) : null;
  const line = { thread, call: `${printCall(call)} = ${result ?? resultOf(call, returned)}` };
  return fault === null ? line : { ...line, fault };
}

/**
 * Performs a program on the kernel at hand: the calls that the engine, booted as the header says, makes of it.
 * @returns header and lines
 */
export async function recordProgram(
  start: Start,
  settings: readonly string[],
  program: Program,
  kernelOf: (header: string) => KernelProfile,
): Promise<{ readonly header: string; readonly lines: readonly RecordedLine[] }> {
  const threads = threadsOf(runAsShown(program, defaultKernel()));
  const { oracle, header } = await start([...settings, "monitor=0", `threads=${threads}`]);
  try {
    const run = runAsRecorded(program, header, kernelOf(header));
    if (run.stopped !== null && !run.calls.some(({ result }) => result.kind === "blocked")) {
      throw new Error(run.stopped);
    }
    const recording = new Recording();
    let workers = threads + 1;
    for (const { tid, call } of run.calls) {
      const seen = await oracle.run(call, tid - 1, workers);
      if (call.name === "fork") workers += 1;
      recording.add(tid - 1, call, call.name === "fork" ? { ...seen, result: workers } : seen);
    }
    return { header, lines: recording.lines };
  } finally {
    await oracle.stop();
  }
}
