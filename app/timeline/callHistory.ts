import type { Call } from "#engine/calls.ts";
import type { Machine, Tid } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";
import type { Outcome } from "#engine/run.ts";

/** A call and the thread that makes it. */
export interface ThreadCall {
  readonly tid: Tid;
  readonly call: Call;
}

/** Calls by their place. May make each when it is asked for, as long as it is always the same. */
export interface CallSource {
  readonly length: number;
  at(index: number): ThreadCall;
}

/** One call of a long run, with the kernel's steps. */
export interface HistoryStep extends ThreadCall, Outcome {
  readonly before: Machine;
}

/** Calls from one kept machine to the next: reaching a step costs at most so many calls once more. */
const CALLS_APART = 256;

/**
 * A run of very many calls, any of which can be looked at: a `Timeline` keeps all machines and events, this keeps
 * one machine in 256 and makes the rest again when it is asked for. The engine knows no chance, so what it makes
 * again is what was there.
 */
export class CallHistory {
  private readonly source: CallSource;
  /** Machines before calls 0, 256, 512 … */
  private readonly kept: Machine[] = [];
  /** The machine that was asked for last: reading on from there repeats nothing. */
  private last: { readonly done: number; readonly machine: Machine };

  /** Runs all calls. */
  constructor(initial: Machine, source: CallSource) {
    this.source = source;
    let machine = initial;
    for (let index = 0; index < source.length; index += 1) {
      if (index % CALLS_APART === 0) this.kept.push(machine);
      machine = this.after(machine, index);
    }
    this.last = { done: source.length, machine };
  }

  get length(): number {
    return this.source.length;
  }

  /**
   * The machine when `done` calls were done.
   * @throws RangeError for a number that is not between 0 and `length`
   */
  machineAt(done: number): Machine {
    const start = this.nearest(done);
    let { machine } = start;
    for (let index = start.done; index < done; index += 1) machine = this.after(machine, index);
    this.last = { done, machine };
    return machine;
  }

  /** Call number `index`, with its events. */
  step(index: number): HistoryStep {
    const before = this.machineAt(index);
    const { tid, call } = this.source.at(index);
    return { tid, call, before, ...runCall(before, tid, call, { watch: true }) };
  }

  /** The known machine at or before this place that is closest to it. */
  private nearest(done: number): { readonly done: number; readonly machine: Machine } {
    if (!Number.isInteger(done) || done < 0 || done > this.length) {
      throw new RangeError(`there are ${this.length} calls; place ${done} is none of theirs`);
    }
    const place = Math.min(Math.floor(done / CALLS_APART), this.kept.length - 1);
    const machine = this.kept[place];
    const from = place * CALLS_APART;
    const lastIsCloser = this.last.done >= from && this.last.done <= done;
    return machine === undefined || lastIsCloser ? this.last : { done: from, machine };
  }

  private after(machine: Machine, index: number): Machine {
    const { tid, call } = this.source.at(index);
    return runCall(machine, tid, call).machine;
  }
}
