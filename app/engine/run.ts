import type { Call, CallResult } from "./calls.ts";
import type { MmEvent } from "./events.ts";
import type { Machine, Tid } from "./machine.ts";
import { Op } from "./op.ts";
import { resumeWoken } from "./resume.ts";
import type { Resumed } from "./resume.ts";
import { settleSleep } from "./sleep.ts";
import { handlerOf } from "./syscalls/table.ts";

/** What a call did: the machine after it, its result, and what happened inside, in order. */
export interface Outcome {
  readonly machine: Machine;
  readonly result: CallResult;
  /** Empty when nobody watched. */
  readonly events: readonly MmEvent[];
  /** userfaultfd messages that a monitor read during the call, with its answers; kept even when nobody watches. */
  readonly delivered: Op["delivered"];
  /** Calls of other threads that slept and went on because of this one, in their order. */
  readonly resumed: readonly Resumed[];
}

export interface RunOptions {
  /** Build events. Searches and long replays leave it out: the same code runs, only faster. */
  readonly watch?: boolean;
}

/**
 * Runs one call of a thread to its end. A call the engine does not know, or not in this form, comes back as
 * `notModelled` and leaves the machine as it was: the engine never guesses.
 */
export const runCall = (machine: Machine, tid: Tid, call: Call, options: RunOptions = {}): Outcome => {
  const op = new Op(machine, tid, options.watch === true);
  const handler = handlerOf(call.name);
  const result: CallResult =
    handler === null
      ? { kind: "notModelled", why: `${call.name} is not modelled.` }
      : settleSleep(
          op,
          call,
          op.within(call.name, () => handler(op, call)),
        );
  if (result.kind === "notModelled") return { machine, result, events: [], delivered: [], resumed: [] };
  const resumed = resumeWoken(op.machine, options.watch === true);
  const after = resumed.at(-1)?.after ?? op.machine;
  return { machine: after, result, events: op.log ?? [], delivered: op.delivered, resumed };
};
