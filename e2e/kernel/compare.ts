import type { Call } from "#engine/calls.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Machine } from "#engine/machine.ts";
import { runCall, type Outcome } from "#engine/run.ts";
import { TraceAccount } from "#formats/mmTraceAccount.ts";
import { bootFromHeader, TRACE_TID } from "#formats/mmTraceBoot.ts";
import { parseTraceHeader } from "#formats/mmTraceHeader.ts";
import { printCall, printResult } from "#lang/printCall.ts";
import { FrameMatch } from "./frameMatch.ts";
import { writtenByEngine, writtenByKernel } from "./ioctlOut.ts";
import { errnoName } from "./errnoNames.ts";
import type { Observation, Returned } from "./oracle.ts";

/** One thing in which engine and kernel differ after a call. */
export interface Difference {
  readonly what: "result" | "fault" | "out" | "events" | "vmas" | "pages" | "mm";
  readonly kernel: string;
  readonly engine: string;
}

/** The engine beside the oracle: performs the same calls and compares what can be seen. */
export class Companion {
  machine: Machine;
  readonly #account: TraceAccount;
  readonly #frames = new FrameMatch();

  constructor(header: string, kernel: KernelProfile) {
    const parsed = parseTraceHeader(header);
    if (!parsed.ok) throw new Error(parsed.error);
    this.machine = bootFromHeader(parsed.value, kernel);
    this.#account = new TraceAccount(this.machine);
  }

  /** Whether the engine answers this call; what it does not model is not compared. */
  models(call: Call): boolean {
    return runCall(this.machine, TRACE_TID, call).result.kind !== "notModelled";
  }

  /** Performs the call; says in what the kernel's observation differs, nothing if in nothing. */
  step(call: Call, seen: Observation): readonly Difference[] {
    const outcome = runCall(this.machine, TRACE_TID, call);
    const line = this.#account.line("", outcome);
    this.machine = outcome.machine;
    const { vmas, pages, mm } = this.#account.state;
    return [
      difference("result", resultOf(call, seen), printResult(call.name, outcome.result)),
      difference("fault", faultOf(seen), line.fault),
      difference("out", writtenByKernel(call, seen), writtenByEngine(call, outcome.result)),
      difference("events", seen.events, line.events ?? []),
      difference("vmas", seen.vmas, vmas),
      this.#frames.agrees(
        seen.pages,
        pages.map((page) => ({ ...page })),
      )
        ? null
        : difference("pages", seen.pages, pages),
      difference("mm", seen.mm, mm),
    ].filter((found) => found !== null);
  }
}

function difference(what: Difference["what"], kernel: unknown, engine: unknown): Difference | null {
  const [theirs, ours] = [JSON.stringify(kernel ?? null), JSON.stringify(engine ?? null)];
  return theirs === ours ? null : { what, kernel: theirs, engine: ours };
}

/** The kernel's result, printed by the same rules as the engine's. */
export function resultOf(call: Call, seen: Returned): string {
  return printResult(call.name, kernelResult(seen));
}

/** What the kernel answered, as the engine would say it. */
function kernelResult(seen: Returned): Outcome["result"] {
  const nowhere = { why: "", where: "" };
  if (seen.signal !== undefined) {
    const signal = seen.signal === 7 ? "SIGBUS" : "SIGSEGV";
    return { kind: "signal", info: { signal, code: "SEGV_MAPERR", addr: 0 }, ...nowhere };
  }
  if (seen.result >= 0) return { kind: "ok", value: BigInt(seen.result) };
  return { kind: "failed", errno: errnoName(-seen.result), ...nowhere };
}

export function faultOf(seen: Returned): { readonly code: string; readonly addr: string } | null {
  if (seen.signal === undefined || seen.code === undefined || seen.addr === undefined) return null;
  const segv = seen.code === 1 ? "SEGV_MAPERR" : "SEGV_ACCERR";
  return { code: seen.signal === 7 ? "BUS_ADRERR" : segv, addr: seen.addr };
}

/** A program as scenario lines, each with what the kernel answered. */
export const scenarioLine = (call: Call, seen: Observation): string =>
  `${printCall(call)} = ${resultOf(call, seen)}`;
