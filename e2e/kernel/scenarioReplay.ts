import type { Call, CallResult } from "#engine/calls.ts";
import type { Tid } from "#engine/machine.ts";
import { TraceAccount } from "#formats/mmTraceAccount.ts";
import { printCall, printResult } from "#lang/printCall.ts";
import { hex } from "#engine/addr.ts";
import { FrameMatch } from "./frameMatch.ts";
import { writtenByEngine } from "./ioctlOut.ts";
import type { ObservedState } from "./oracle.ts";
import { withoutOwnPages } from "./ownPages.ts";
import type { RecordedLine, ResumedLine } from "./scenarioRecord.ts";
import type { ProgramRun, Visible } from "./scenarioRun.ts";

/** How a recording compares with the engine. */
export interface Replayed {
  /** Calls that agree in everything. */
  readonly agree: number;
  readonly total: number;
  /** The first thing that differs; null if nothing does. */
  readonly difference: string | null;
}

/** The engine's account of one process beside the recorded one. */
class Process {
  readonly #account: TraceAccount;
  readonly #frames = new FrameMatch();

  constructor(account: TraceAccount) {
    this.#account = account;
  }

  get account(): TraceAccount {
    return this.#account;
  }

  advance({ machine, result }: Visible): void {
    this.#account.line("", { machine, result, delivered: [] });
  }

  /** What of the recorded state the engine does not have. */
  differences(seen: ObservedState, child: boolean): readonly string[] {
    const { vmas, pages, mm } = this.#account.state;
    const own: ObservedState = {
      vmas: vmas.map((vma) => ({ ...vma })),
      pages: pages.map((page) => ({ ...page })),
      mm: { ...mm },
    };
    const ours = child ? withoutOwnPages(own) : own;
    return [
      ...unlike("vmas", seen.vmas, ours.vmas),
      ...(this.#frames.agrees(seen.pages, ours.pages) ? [] : unlike("pages", seen.pages, ours.pages)),
      ...unlike("mm", seen.mm, ours.mm),
    ];
  }
}

const unlike = (what: string, kernel: unknown, engine: unknown): readonly string[] => {
  const [theirs, ours] = [JSON.stringify(kernel), JSON.stringify(engine)];
  return theirs === ours ? [] : [`${what}\n  kernel ${theirs}\n  engine ${ours}`];
};

const NO_STATE: ObservedState = { vmas: [], pages: [], mm: {} };

/** Holds a recording against the engine's run of the same program on the same machine, call by call. */
export function compareRun(run: ProgramRun, lines: readonly RecordedLine[]): Replayed {
  const first = new Process(new TraceAccount(run.initial));
  const children: Process[] = [];
  let seen: ObservedState & Pick<RecordedLine, "children"> = NO_STATE;
  let agree = 0;
  let difference: string | null = null;
  for (const [index, line] of lines.entries()) {
    const visible = run.calls[index];
    if (visible === undefined) {
      difference ??= `the program has only ${run.calls.length} calls`;
      break;
    }
    seen = { ...seen, ...line };
    for (const process of [first, ...children]) process.advance(visible);
    if (visible.call.name === "fork" && visible.result.kind === "ok") {
      const child = { tid: Number(visible.result.value), of: first.account };
      children.push(new Process(new TraceAccount(visible.machine, child)));
    }
    const differences = [
      ...unlike("call", essence(line), asLine(visible)),
      ...first.differences(seen, false),
      ...children.flatMap((child, at) => child.differences(seen.children?.[at] ?? NO_STATE, true)),
    ];
    if (differences.length === 0) agree += 1;
    else difference ??= `call ${index + 1}: ${line.call}\n${differences.join("\n")}`;
  }
  if (run.calls.length > lines.length) difference ??= `the program has ${run.calls.length} calls`;
  return { agree, total: lines.length, difference };
}

type Essence = Omit<RecordedLine, "vmas" | "pages" | "mm" | "children">;

const essence = ({ thread, call, fault, out, resumed }: RecordedLine): Essence => ({
  thread,
  call,
  ...(fault === undefined ? {} : { fault }),
  ...(out === undefined ? {} : { out }),
  ...(resumed === undefined ? {} : { resumed: sorted(resumed) }),
});

const sorted = (lines: readonly ResumedLine[]): readonly ResumedLine[] =>
  lines.toSorted((a, b) => a.thread - b.thread);

function asLine({ tid, call, result, resumed }: Visible): Essence {
  const out = writtenByEngine(call, result);
  const wrote = result.kind !== "blocked" && Object.keys(out).length > 0;
  return {
    ...told(tid, call, result),
    ...(wrote ? { out } : {}),
    ...(resumed.length === 0
      ? {}
      : { resumed: sorted(resumed.map((back) => told(back.tid, back.call, back.result))) }),
  };
}

const told = (tid: Tid, call: Call, result: CallResult): ResumedLine => ({
  thread: tid,
  call: `${printCall(call)} = ${printResult(call.name, result)}`,
  ...(result.kind === "signal" ? { fault: { code: result.info.code, addr: hex(result.info.addr) } } : {}),
});
