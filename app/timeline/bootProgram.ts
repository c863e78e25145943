import { err, ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import { PAGE_SIZE } from "#engine/addr.ts";
import { createMachine } from "#engine/boot.ts";
import type { BootVma, BootOptions, BootRlimits } from "#engine/bootOptions.ts";
import type { Machine, Rlimit, Task } from "#engine/machine.ts";
import type { Diagnostic } from "#lang/diagnostics.ts";
import { evaluate } from "#lang/evaluate.ts";
import { kernelNamed } from "#lang/kernelName.ts";
import { callsOf, MAIN_THREAD, statementsOf } from "#lang/program.ts";
import type { Expr, LimitName, Program, Setting } from "#lang/program.ts";
import { addMapping } from "./bootLayout.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Options = Mutable<Partial<Omit<BootOptions, "vmas">>> & { vmas?: BootVma[] };

const UNLIMITED = 0xffff_ffff_ffff_ffffn;
const NO_NAMES = new Map<string, bigint>();

/** The machine that a program starts on: its settings, with the chosen kernel instead of its own if there is one. */
export function bootProgram(program: Program, kernel: string | null): Result<Machine, Diagnostic> {
  const options: Options = {};
  for (const statement of statementsOf(program)) {
    if (statement.kind !== "setting") continue;
    const { setting } = statement;
    const problem =
      setting.name === "maps"
        ? addMapping(options, setting.clause, statement.range)
        : apply(options, setting);
    if (problem !== null) return err(problem);
  }
  const chosen = kernel === null ? null : kernelNamed(kernel);
  if (chosen !== null) options.kernel = chosen;
  return ok(withThreads(createMachine(options), program));
}

/** Null, or why the setting cannot be. */
function apply(options: Options, setting: Exclude<Setting, { name: "maps" }>): Diagnostic | null {
  switch (setting.name) {
    case "title":
      return null;
    case "kernel": {
      const kernel = kernelNamed(setting.release);
      if (kernel !== null) options.kernel = kernel;
      return null;
    }
    case "thp":
      options.thp = setting.mode;
      return null;
    case "overcommit":
      options.overcommit = setting.mode;
      return null;
    case "capabilities":
      options.capabilities = new Set(setting.names);
      return null;
    case "limit":
      return applyLimit(options, setting.resource, setting.soft, setting.hard);
    case "max_map_count":
      return withNumber(setting.count, (count) => (options.maxMapCount = count));
    case "mmap_min_addr":
      return withNumber(setting.addr, (addr) => (options.mmapMinAddr = addr));
    case "memory":
      return withNumber(setting.bytes, (bytes) => (options.memTotal = Math.floor(bytes / PAGE_SIZE)));
  }
}

function withNumber(expr: Expr, store: (value: number) => void): Diagnostic | null {
  const value = evaluate(expr, NO_NAMES);
  if (!value.ok) return value.error;
  store(value.value === UNLIMITED ? Infinity : Number(value.value));
  return null;
}

const LIMIT_KEYS: Readonly<Record<LimitName, keyof BootRlimits>> = {
  MEMLOCK: "memlock",
  AS: "as",
  DATA: "data",
  STACK: "stack",
};

/** A limit without a hard one: both are the same, as ulimit sets them. */
function applyLimit(options: Options, name: LimitName, soft: Expr, hard: Expr | null): Diagnostic | null {
  const limit: Mutable<Rlimit> = { soft: 0, hard: 0 };
  const problem =
    withNumber(soft, (value) => (limit.soft = value)) ??
    withNumber(hard ?? soft, (value) => (limit.hard = value));
  options.rlimits = { ...options.rlimits, [LIMIT_KEYS[name]]: limit };
  return problem;
}

/** Adds the threads that the program names. The first process always has its main thread. */
export function withThreads(machine: Machine, program: Program): Machine {
  const tasks = new Map(machine.tasks);
  const [main] = tasks.values();
  if (main === undefined) return machine;
  tasks.set(main.tid, { ...main, name: MAIN_THREAD });
  for (const name of threadNames(program)) {
    if ([...tasks.values()].some((task) => task.name === name)) continue;
    const tid: number = Math.max(...tasks.keys()) + 1;
    const task: Task = { tid, name, mm: main.mm, blockedOn: null };
    tasks.set(tid, task);
  }
  return { ...machine, tasks };
}

/** Names of threads; one that is also the result of a fork means that child. */
function threadNames(program: Program): readonly string[] {
  const calls = callsOf(program);
  const children = new Set(
    calls.flatMap(({ statement }) =>
      statement.callee === "fork" && statement.assigned !== null ? [statement.assigned] : [],
    ),
  );
  const watched = statementsOf(program).flatMap((statement) =>
    statement.kind === "expect" && statement.thread !== null ? [statement.thread] : [],
  );
  return [...new Set([...calls.map(({ thread }) => thread), ...watched])].filter(
    (name) => !children.has(name),
  );
}
