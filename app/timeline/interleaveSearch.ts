import { err, ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import type { Machine } from "#engine/machine.ts";
import type { Diagnostic } from "#lang/diagnostics.ts";
import { MAIN_THREAD } from "#lang/program.ts";
import { bootProgram } from "./bootProgram.ts";
import type { InterleavePlan, Order } from "./interleavePlan.ts";
import { advanced, OrderRules } from "./interleaveRules.ts";
import type { Places } from "./interleaveRules.ts";
import { Runner } from "./runProgram.ts";
import type { Timeline } from "./timeline.ts";

/** Threads that do nothing before the orders part. A child of fork is none: it has its number from the fork. */
function lateThreads({ lanes, head }: InterleavePlan, machine: Machine): ReadonlySet<string> {
  const early = new Set([MAIN_THREAD, ...head.map(({ thread }) => thread)]);
  const threads = new Set([...machine.tasks.values()].map(({ name }) => name));
  return new Set(lanes.map(({ thread }) => thread).filter((name) => threads.has(name) && !early.has(name)));
}

/** Which of these threads is which is not settled yet. */
function withoutNames(machine: Machine, late: ReadonlySet<string>): Machine {
  const unnamed = [...machine.tasks.values()].map((task) =>
    late.has(task.name) ? { ...task, name: "" } : task,
  );
  return { ...machine, tasks: new Map(unnamed.map((task) => [task.tid, task])) };
}

/** A beginning of orders: what has run, and which lanes are still to be tried as the next. */
interface Branch {
  readonly run: Runner;
  /** Why nothing runs any more; the calls that are left are put into every order all the same. */
  readonly stopped: Diagnostic | null;
  readonly order: Order;
  readonly places: Places;
  nextLane: number;
}

/**
 * Runs a program in every order of its threads' calls, depth first: orders that begin alike share what they begin
 * with. Always in the same sequence. It stops between two orders whenever asked, and goes on from there.
 */
export class OrderSearch {
  readonly rules: OrderRules;
  /** Orders that have run. */
  done = 0;
  private readonly plan: InterleavePlan;
  private readonly length: number;
  private readonly stack: Branch[];

  /** Threads that get their number when their first call comes. */
  private readonly late: ReadonlySet<string>;

  private constructor(
    plan: InterleavePlan,
    run: Runner,
    stopped: Diagnostic | null,
    late: ReadonlySet<string>,
  ) {
    this.plan = plan;
    this.late = late;
    this.rules = new OrderRules(plan);
    this.length = plan.written.length;
    this.stack = [{ run, stopped, order: [], places: plan.lanes.map(() => 0), nextLane: 0 }];
  }

  /** @param kernel profile id or release; null: the program's own */
  static of(plan: InterleavePlan, kernel: string | null): Result<OrderSearch, Diagnostic> {
    const machine = bootProgram(plan.program, kernel);
    if (!machine.ok) return err(machine.error);
    const late = lateThreads(plan, machine.value);
    const run = new Runner(withoutNames(machine.value, late), false);
    let stopped: Diagnostic | null = null;
    for (const { statement, thread } of plan.head) stopped ??= run.take(statement, thread);
    return ok(new OrderSearch(plan, run, stopped, late));
  }

  /** Whether every order has run. */
  get finished(): boolean {
    return this.stack.length === 0;
  }

  /** Runs up to so many further orders and hands each over. */
  advance(orders: number, take: (order: Order, run: Timeline) => void): void {
    const until = this.done + orders;
    while (this.done < until) {
      const branch = this.stack.at(-1);
      if (branch === undefined) return;
      if (branch.order.length === this.length) {
        this.stack.pop();
        this.done += 1;
        take(branch.order, branch.run.finish(branch.stopped));
        this.giveUpExhausted();
      } else this.descend(branch);
    }
  }

  /** Branches with nothing left to try are gone, so that `finished` is true right after the last order. */
  private giveUpExhausted(): void {
    for (;;) {
      const branch = this.stack.at(-1);
      if (branch === undefined) return;
      while (branch.nextLane < this.lanes && !this.rules.mayRun(branch.places, branch.nextLane)) {
        branch.nextLane += 1;
      }
      if (branch.nextLane < this.lanes) return;
      this.stack.pop();
    }
  }

  private get lanes(): number {
    return this.plan.lanes.length;
  }

  /** Takes the next lane that may go on from here; gives the branch up when there is none. */
  private descend(branch: Branch): void {
    const lane = branch.nextLane;
    branch.nextLane += 1;
    if (lane >= this.lanes) this.stack.pop();
    else if (this.rules.mayRun(branch.places, lane)) this.stack.push(this.follow(branch, lane));
  }

  private follow(branch: Branch, lane: number): Branch {
    const { thread, calls } = this.plan.lanes[lane] ?? { thread: MAIN_THREAD, calls: [] };
    const next = calls[branch.places[lane] ?? 0];
    const order = [...branch.order, lane];
    const places = advanced(branch.places, lane);
    if (branch.stopped !== null || next === undefined) return { ...branch, order, places, nextLane: 0 };
    const run = branch.run.fork();
    if (branch.places[lane] === 0 && this.late.has(thread)) run.nameThread(thread);
    let stopped: Diagnostic | null = null;
    for (const statement of next.lets) stopped ??= run.take(statement, MAIN_THREAD);
    stopped ??= run.take(next.call, thread);
    return { run, stopped, order, places, nextLane: 0 };
  }
}
