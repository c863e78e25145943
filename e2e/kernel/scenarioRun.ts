import type { Call, CallResult } from "#engine/calls.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Machine, Rlimit, Tid } from "#engine/machine.ts";
import { bootFromHeader } from "#formats/mmTraceBoot.ts";
import { parseTraceHeader } from "#formats/mmTraceHeader.ts";
import { evaluate } from "#lang/evaluate.ts";
import type { Program } from "#lang/program.ts";
import { statementsOf } from "#lang/program.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Step } from "#timeline/timeline.ts";

/** A call of a program's run, with those that slept and came back because of it: what can be seen from outside at once. */
export interface Visible {
  readonly tid: Tid;
  readonly call: Call;
  readonly result: CallResult;
  readonly resumed: readonly { readonly tid: Tid; readonly call: Call; readonly result: CallResult }[];
  readonly machine: Machine;
}

/** What the engine makes of a program. */
export interface ProgramRun {
  readonly initial: Machine;
  readonly calls: readonly Visible[];
  /** Why it ended early; null if it did not. */
  readonly stopped: string | null;
}

const limitOf = (value: unknown): Rlimit => {
  const bytes = typeof value === "number" ? value : Infinity;
  return { soft: bytes, hard: bytes };
};

/** The machine of a recording of ours: nobody serves userfaultfd but the program, and limits may be set. */
function machineOf(header: string, kernel: KernelProfile): Machine {
  const parsed = parseTraceHeader(header);
  if (!parsed.ok) throw new Error(parsed.error);
  const machine = bootFromHeader(parsed.value, kernel);
  const { as, data } = parsed.value.json;
  return {
    ...machine,
    config: { ...machine.config, uffdMonitor: "none" },
    rlimits: { ...machine.rlimits, as: limitOf(as), data: limitOf(data) },
  };
}

/** Runs the program on a machine as the header describes it. */
export function runAsRecorded(program: Program, header: string, kernel: KernelProfile): ProgramRun {
  return visibleRun(runProgram(program, { machine: machineOf(header, kernel), watch: false }));
}

/** Runs it as the page does: on the machine that its own head describes. */
export const runAsShown = (program: Program, kernel: KernelProfile): ProgramRun =>
  visibleRun(runProgram(program, { kernel: kernel.id, watch: false }));

function visibleRun({ initial, steps, stopped }: ReturnType<typeof runProgram>): ProgramRun {
  const asleep = new Set<Tid>();
  const calls: Visible[] = [];
  for (const step of steps) {
    const tid = tidOf(step);
    const { call, result, after: machine } = step;
    const last = calls.at(-1);
    if (asleep.has(tid) && last !== undefined) {
      // A call that goes on after a sleep belongs to the one that woke it; gone to sleep again it is as before.
      const back = result.kind === "blocked" ? [] : [{ tid, call, result }];
      calls[calls.length - 1] = { ...last, machine, resumed: [...last.resumed, ...back] };
    } else calls.push({ tid, call, result, machine, resumed: [] });
    if (result.kind === "blocked") asleep.add(tid);
    else asleep.delete(tid);
  }
  return { initial, calls, stopped: stopped?.message ?? null };
}

/** A thread's number: by its name, or the child that a variable of that name holds. */
function tidOf({ before, thread, names }: Step): Tid {
  for (const task of before.tasks.values()) if (task.name === thread) return task.tid;
  return Number(names.get(thread) ?? -1n);
}

/** How many threads the program has besides its main one. */
export const threadsOf = ({ initial }: ProgramRun): number => initial.tasks.size - 1;

const NO_NAMES = new Map<string, bigint>();
const LIMITS: Readonly<Record<string, string>> = { MEMLOCK: "memlock", AS: "as", DATA: "data" };

/** A setting of a program's head, for the recorder (recorder.c). */
export interface RecorderSetting {
  readonly text: string;
  /** Whether it is of the whole machine: everything that runs on it feels it. */
  readonly ofMachine: boolean;
}

/** The settings that a program asks for; an unknown one as a reason why it cannot be recorded. */
export function recorderSettings(program: Program): readonly RecorderSetting[] | string {
  const settings: RecorderSetting[] = [];
  for (const statement of statementsOf(program)) {
    if (statement.kind !== "setting") continue;
    const { setting } = statement;
    if (setting.name === "thp") settings.push({ text: `thp=${setting.mode}`, ofMachine: true });
    else if (setting.name === "overcommit")
      settings.push({ text: `overcommit=${setting.mode}`, ofMachine: true });
    else if (setting.name === "max_map_count" || setting.name === "limit") {
      const value = evaluate(setting.name === "limit" ? setting.soft : setting.count, NO_NAMES);
      const name = setting.name === "limit" ? LIMITS[setting.resource] : "maxMapCount";
      if (!value.ok || name === undefined) return `${setting.name} cannot be set by the recorder`;
      settings.push({ text: `${name}=${value.value}`, ofMachine: setting.name !== "limit" });
    } else if (setting.name !== "title" && setting.name !== "kernel" && setting.name !== "memory") {
      return `${setting.name} cannot be set by the recorder`;
    }
  }
  return settings;
}
