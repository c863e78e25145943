import { hex, PAGE_SIZE } from "#engine/addr.ts";
import type { CallResult } from "#engine/calls.ts";
import type { Config, Machine } from "#engine/machine.ts";
import { printCall, printResult } from "#lang/printCall.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import type { JsonObject } from "./json.ts";
import { TraceAccount } from "./mmTraceAccount.ts";
import type { TraceState } from "./mmTraceAccount.ts";
import type { TraceLine } from "./mmTraceFormat.ts";

const THP = ["always", "madvise", "never"];
const THP_SHMEM = ["always", "within_size", "advise", "never", "deny", "force"];

/** A line of sysfs: all values, the one in force in brackets. */
const choice = (all: readonly string[], current: string): string =>
  all.map((one) => (one === current ? `[${one}]` : one)).join(" ");

/** The header of an account that the engine gives of a machine of its own. */
export function traceHeader(machine: Machine, state: TraceState, program: string): JsonObject {
  const { config } = machine;
  const [mm] = machine.mms.values();
  return {
    format: "mm-trace/1",
    program,
    theme: "",
    release: config.kernel.release,
    version: "",
    arch: "x86_64",
    pageSize: PAGE_SIZE,
    ...settings(config),
    memlock: machine.rlimits.memlock.soft,
    mmapMinAddr: config.mmapMinAddr,
    memTotal: config.memTotal * (PAGE_SIZE / 1024),
    swapTotal: 0,
    softDirty: config.softDirty,
    brk: hex(mm?.brk ?? 0),
    uffdFeatures: hex(config.uffdFeatures),
    capabilities: [...config.capabilities],
    ...state,
  };
}

const settings = (config: Config): JsonObject => ({
  thp: choice(THP, config.thp),
  thpShmem: choice(THP_SHMEM, config.thpShmem),
  thpZeroPage: config.thpZeroPage ? 1 : 0,
  overcommit: config.overcommit,
  maxMapCount: config.maxMapCount,
});

export interface Account {
  readonly header: JsonObject;
  readonly lines: Iterable<{ readonly step: Step; readonly line: TraceLine }>;
}

/** The account of a scenario's run in the format of the recordings. */
export function accountOf(timeline: Timeline, program: string): Account {
  const account = new TraceAccount(timeline.initial);
  const header = traceHeader(timeline.initial, account.state, program);
  return { header, lines: linesOf(timeline, account) };
}

function* linesOf(
  timeline: Timeline,
  account: TraceAccount,
): IterableIterator<{ step: Step; line: TraceLine }> {
  for (const step of timeline.steps) {
    const text = `${printCall(step.call)} = ${printResult(step.call.name, step.result)}`;
    const outcome = { machine: step.after, result: step.result, delivered: step.delivered ?? [] };
    yield { step, line: account.line(text, outcome) };
  }
}

/** Why the engine could not do a call; null if it could. */
export const unmodelled = (result: CallResult): string | null =>
  result.kind === "notModelled" ? result.why : null;
