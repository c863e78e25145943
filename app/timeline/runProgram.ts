import { ok } from "#base/result.ts";
import type { Machine, Tid } from "#engine/machine.ts";
import type { Resumed } from "#engine/resume.ts";
import { runCall } from "#engine/run.ts";
import type { Diagnostic } from "#lang/diagnostics.ts";
import { evaluate, problem } from "#lang/evaluate.ts";
import { formatCall } from "#lang/formatter.ts";
import { lowerStatement } from "#lang/lower.ts";
import { MAIN_THREAD, statementsOf } from "#lang/program.ts";
import type { CallStatement, ExpectStatement, LetStatement, Program, Statement } from "#lang/program.ts";
import { bootProgram, withThreads } from "./bootProgram.ts";
import { judge, valueOf } from "./expectation.ts";
import { judgeMaps } from "./expectedMaps.ts";
import type { MapsCheck } from "./expectedMaps.ts";
import type { Step, Timeline } from "./timeline.ts";
import { createMachine } from "#engine/boot.ts";

export interface RunOptions {
  /** Kernel id or release to run on instead of the program's own. */
  readonly kernel?: string;
  /** Build the kernel's steps of every call; left out: yes. */
  readonly watch?: boolean;
  /** A machine to start on instead of the one that the program's head describes; it gets the program's threads. */
  readonly machine?: Machine;
}

/**
 * Runs a program from its start to its end, or to the first line that cannot run. A call that fails ends nothing:
 * its variable then holds -1, as in C. A thread that sleeps makes its later lines wait until something wakes it.
 */
export function runProgram(program: Program, options: RunOptions = {}): Timeline {
  const given = options.machine;
  const machine =
    given === undefined ? bootProgram(program, options.kernel ?? null) : ok(withThreads(given, program));
  if (!machine.ok) return { initial: createMachine(), steps: [], stopped: machine.error };
  return new Runner(machine.value, options.watch ?? true).run(statementsOf(program));
}

/** A line of a thread that sleeps. */
interface Waiting {
  readonly thread: string;
  readonly statement: CallStatement | LetStatement;
}

/** A call that has come back as "blocked". */
interface Sleeping {
  readonly thread: string;
  readonly statement: CallStatement;
}

/** A search runs the same statement thousands of times. */
const texts = new WeakMap<CallStatement, string>();

function textOf(statement: CallStatement): string {
  const known = texts.get(statement);
  if (known !== undefined) return known;
  const text = formatCall(statement);
  texts.set(statement, text);
  return text;
}

/** One run in progress. `fork` goes two ways from one place: what has run until then is shared. */
export class Runner {
  private readonly initial: Machine;
  private readonly watch: boolean;
  private machine: Machine;
  private names: ReadonlyMap<string, bigint> = new Map();
  private readonly steps: Step[] = [];
  private readonly checks: MapsCheck[] = [];
  private waiting: readonly Waiting[] = [];
  /** Calls that sleep, by thread. */
  private readonly asleep = new Map<Tid, Sleeping>();

  constructor(initial: Machine, watch: boolean) {
    this.initial = initial;
    this.machine = initial;
    this.watch = watch;
  }

  run(statements: readonly Statement[]): Timeline {
    let thread = MAIN_THREAD;
    for (const statement of statements) {
      if (statement.kind === "thread") ({ thread } = statement);
      const stopped = this.take(statement, thread);
      if (stopped !== null) return this.end(stopped);
    }
    return this.end(this.stillWaiting());
  }

  /** A run of its own that goes on from here; this one stays as it is. */
  fork(): Runner {
    const twin = new Runner(this.initial, this.watch);
    twin.machine = this.machine;
    twin.names = this.names;
    twin.waiting = this.waiting;
    twin.steps.push(...this.steps);
    twin.checks.push(...this.checks);
    for (const [tid, call] of this.asleep) twin.asleep.set(tid, call);
    return twin;
  }

  /** The first thread without a name gets one. Threads are numbered in the order in which a text names them. */
  nameThread(name: string): void {
    for (const task of this.machine.tasks.values()) {
      if (task.name !== "") continue;
      const tasks = new Map(this.machine.tasks).set(task.tid, { ...task, name });
      this.machine = { ...this.machine, tasks };
      return;
    }
  }

  /** The run as it is now. `stopped`: why it could not go on; null where nothing is left to run. */
  finish(stopped: Diagnostic | null): Timeline {
    return this.end(stopped ?? this.stillWaiting());
  }

  private end(stopped: Diagnostic | null): Timeline {
    const timeline = { initial: this.initial, steps: this.steps, stopped };
    return this.checks.length === 0 ? timeline : { ...timeline, checks: this.checks };
  }

  /** Runs a statement of a thread, or keeps it back while the thread sleeps. Null, or why the run ends here. */
  take(statement: Statement, current: string): Diagnostic | null {
    if (statement.kind === "bad") {
      return problem("line-with-error", "The run ends here: this line has an error.", statement.range);
    }
    if (statement.kind === "expect") return this.expect(statement, statement.thread ?? current);
    if (statement.kind !== "call" && statement.kind !== "let") return null;
    const thread = statement.kind === "call" ? (statement.thread ?? current) : current;
    if (this.isBlocked(thread)) {
      this.waiting = [...this.waiting, { thread, statement }];
      return null;
    }
    return this.execute(thread, statement) ?? this.resume();
  }

  private execute(thread: string, statement: CallStatement | LetStatement): Diagnostic | null {
    return statement.kind === "call" ? this.call(thread, statement) : this.define(statement);
  }

  /** What is expected of the memory map; a thread that sleeps has one as well. */
  private expect({ clause, range }: ExpectStatement, thread: string): Diagnostic | null {
    const task = this.machine.tasks.get(this.tidOf(thread) ?? -1);
    const mm = task === undefined ? undefined : this.machine.mms.get(task.mm);
    if (mm === undefined) {
      return problem("no-such-thread", `There is no thread or child “${thread}” yet.`, range);
    }
    const verdict = judgeMaps(clause, this.machine, mm, this.names);
    this.checks.push({ line: range.line, done: this.steps.length, ...verdict });
    return null;
  }

  private define(statement: LetStatement): Diagnostic | null {
    const value = evaluate(statement.value, this.names);
    if (!value.ok) return value.error;
    this.assign(statement.name, BigInt.asUintN(64, value.value));
    return null;
  }

  private assign(name: string, value: bigint): void {
    this.names = new Map(this.names).set(name, value);
  }

  private call(thread: string, statement: CallStatement): Diagnostic | null {
    const call = lowerStatement(statement, this.names);
    if (!call.ok) return this.explain(call.error);
    const tid = this.tidOf(thread);
    if (tid === null) {
      return problem("no-such-thread", `There is no thread or child “${thread}” yet.`, statement.range);
    }
    const before = this.machine;
    const outcome = runCall(before, tid, call.value, { watch: this.watch });
    const { result, events } = outcome;
    this.machine = outcome.machine;
    const known = this.names;
    const finished = result.kind !== "blocked" && result.kind !== "notModelled";
    if (statement.assigned !== null && finished) {
      this.assign(statement.assigned, BigInt.asUintN(64, valueOf(result)));
    }
    this.steps.push({
      index: this.steps.length,
      line: statement.range.line,
      text: textOf(statement),
      thread,
      call: call.value,
      assigned: statement.assigned,
      before,
      after: outcome.resumed[0]?.before ?? outcome.machine,
      result,
      events,
      delivered: outcome.delivered,
      names: this.names,
      expectation: judge(statement.expectation, result, known),
    });
    if (result.kind === "blocked") this.asleep.set(tid, { thread, statement });
    for (const resumed of outcome.resumed) this.carryOn(resumed);
    return null;
  }

  /** A call that slept has gone on: a step of its own, at its line, with the result that it came back with. */
  private carryOn({ tid, call, before, after, result, events }: Resumed): void {
    const line = this.asleep.get(tid);
    if (line === undefined) return;
    const { thread, statement } = line;
    const known = this.names;
    if (result.kind !== "blocked") {
      this.asleep.delete(tid);
      if (statement.assigned !== null) {
        this.assign(statement.assigned, BigInt.asUintN(64, valueOf(result)));
      }
    }
    this.steps.push({
      index: this.steps.length,
      line: statement.range.line,
      text: textOf(statement),
      thread,
      call,
      assigned: statement.assigned,
      before,
      after,
      result,
      events,
      names: this.names,
      expectation: judge(statement.expectation, result, known),
    });
  }

  /** Lines that had to wait run as soon as their thread does, in their order. */
  private resume(): Diagnostic | null {
    for (;;) {
      const ready = this.waiting.find(({ thread }) => !this.isBlocked(thread));
      if (ready === undefined) return null;
      this.waiting = this.waiting.filter((one) => one !== ready);
      const stopped = this.execute(ready.thread, ready.statement);
      if (stopped !== null) return stopped;
    }
  }

  private isBlocked(thread: string): boolean {
    const tid = this.tidOf(thread);
    return tid !== null && (this.machine.tasks.get(tid)?.blockedOn ?? null) !== null;
  }

  /** A thread's number: by its name, or the child that a variable of that name holds. */
  private tidOf(thread: string): Tid | null {
    for (const task of this.machine.tasks.values()) if (task.name === thread) return task.tid;
    const child = Number(this.names.get(thread) ?? -1n);
    return this.machine.tasks.has(child) ? child : null;
  }

  private stillWaiting(): Diagnostic | null {
    const [first] = this.waiting;
    if (first === undefined) return null;
    const tid = this.tidOf(first.thread);
    const why = (tid === null ? null : this.machine.tasks.get(tid)?.blockedOn) ?? "";
    const message = `Thread ${first.thread} still sleeps, so this line never runs. ${why}`;
    return problem("thread-blocked", message.trim(), first.statement.range);
  }

  /** A missing value is often that of a line that waits. */
  private explain(error: Diagnostic): Diagnostic {
    const [first] = this.waiting;
    if (error.code !== "undefined-variable" || first === undefined) return error;
    return {
      ...error,
      message: `${error.message} Thread ${first.thread}, which has lines to run before, sleeps.`,
    };
  }
}
