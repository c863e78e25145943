import { hex } from "#engine/addr.ts";
import type { Call } from "#engine/calls.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Machine, Tid } from "#engine/machine.ts";
import { runCall, type Outcome } from "#engine/run.ts";
import { TraceAccount } from "#formats/mmTraceAccount.ts";
import { bootFromHeader, TRACE_TID } from "#formats/mmTraceBoot.ts";
import { parseTraceHeader } from "#formats/mmTraceHeader.ts";
import { printCall, printResult } from "#lang/printCall.ts";
import { FrameMatch } from "./frameMatch.ts";
import { writtenByEngine, writtenByKernel } from "./ioctlOut.ts";
import { errnoName } from "./errnoNames.ts";
import type { Observation, ObservedState, Returned } from "./oracle.ts";
import { withoutOwnPages } from "./ownPages.ts";

/** One thing in which engine and kernel differ after a call. */
export interface Difference {
  readonly what: "result" | "fault" | "out" | "events" | "vmas" | "pages" | "mm";
  readonly kernel: string;
  readonly engine: string;
}

/** The engine's account of one process beside what the recorder shows of it. */
class Process {
  readonly tid: Tid;
  readonly account: TraceAccount;
  readonly #frames = new FrameMatch();

  constructor(tid: Tid, account: TraceAccount) {
    this.tid = tid;
    this.account = account;
  }

  differences(seen: ObservedState, isChild: boolean): readonly (Difference | null)[] {
    const { vmas, pages, mm } = this.account.state;
    const own: ObservedState = {
      vmas: vmas.map((vma) => ({ ...vma })),
      pages: pages.map((page) => ({ ...page })),
      mm: { ...mm },
    };
    const [theirs, ours] = isChild ? [withoutOwnPages(seen), withoutOwnPages(own)] : [seen, own];
    return [
      difference("vmas", theirs.vmas, ours.vmas),
      this.#frames.agrees(theirs.pages, ours.pages) ? null : difference("pages", theirs.pages, ours.pages),
      difference("mm", theirs.mm, ours.mm),
    ];
  }
}

/** Where the kernel may try over and over: such a call keeps its processor, and the recorder would wait in vain. */
const ENDLESS = "madvise_guard_install";

const NO_STATE: ObservedState = { vmas: [], pages: [], mm: {} };

/** The engine beside the oracle: performs the same calls and compares what can be seen. */
export class Companion {
  machine: Machine;
  /** The first process and its children in the order of their birth. */
  readonly #processes: Process[];

  constructor(header: string, kernel: KernelProfile) {
    const parsed = parseTraceHeader(header);
    if (!parsed.ok) throw new Error(parsed.error);
    this.machine = bootFromHeader(parsed.value, kernel);
    this.#processes = [new Process(TRACE_TID, new TraceAccount(this.machine))];
  }

  /** The thread of each process: who may act. */
  get tids(): readonly Tid[] {
    return this.#processes.map(({ tid }) => tid);
  }

  /** Whether the engine answers this call and the call comes back: what is not modelled is not compared. */
  models(call: Call, tid: Tid = TRACE_TID): boolean {
    const { result } = runCall(this.machine, tid, call);
    return result.kind !== "notModelled" && !(result.kind === "blocked" && result.where === ENDLESS);
  }

  /** Performs the call; says in what the kernel's observation differs, nothing if in nothing. */
  step(call: Call, seen: Observation, tid: Tid = TRACE_TID): readonly Difference[] {
    const outcome = runCall(this.machine, tid, call);
    this.machine = outcome.machine;
    const lines = this.#processes.map(({ account }) => account.line("", outcome));
    const { result } = outcome;
    // Numbers of processes are the engine's: the kernel's are of the whole machine.
    const child = call.name === "fork" && result.kind === "ok" ? Number(result.value) : null;
    const told = child !== null && seen.result > 0 ? { ...seen, result: child } : seen;
    const [first] = this.#processes;
    if (child !== null && first !== undefined)
      this.#processes.push(
        new Process(child, new TraceAccount(this.machine, { tid: child, of: first.account })),
      );
    return [
      difference("result", resultOf(call, told), printResult(call.name, result)),
      difference("fault", faultOf(seen), faultIn(result)),
      difference("out", writtenByKernel(call, seen), writtenByEngine(call, result)),
      difference("events", seen.events, lines[0]?.events ?? []),
      ...this.#processes.flatMap((process, index) =>
        process.differences(index === 0 ? seen : (seen.children?.[index - 1] ?? NO_STATE), index > 0),
      ),
    ].filter((found) => found !== null);
  }
}

const faultIn = (result: Outcome["result"]): { readonly code: string; readonly addr: string } | null =>
  result.kind === "signal" ? { code: result.info.code, addr: hex(result.info.addr) } : null;

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

/** si_code of a SIGSEGV. */
const SEGV_CODES: ReadonlyMap<number, string> = new Map([
  [1, "SEGV_MAPERR"],
  [2, "SEGV_ACCERR"],
  [0x80, "SI_KERNEL"],
]);

export function faultOf(seen: Returned): { readonly code: string; readonly addr: string } | null {
  if (seen.signal === undefined || seen.code === undefined || seen.addr === undefined) return null;
  return { code: seen.signal === 7 ? "BUS_ADRERR" : (SEGV_CODES.get(seen.code) ?? "?"), addr: seen.addr };
}

/** A program as scenario lines, each with what the kernel answered. */
export const scenarioLine = (call: Call, seen: Observation): string =>
  `${printCall(call)} = ${resultOf(call, seen)}`;
