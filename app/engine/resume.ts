import type { Call, CallResult } from "./calls.ts";
import type { MmEvent } from "./events.ts";
import type { Continuation, Machine, Task, Tid, UffdDelivery } from "./machine.ts";
import { Op } from "./op.ts";
import { populateRange } from "./populate.ts";
import { settleSleep, sleepInPopulate, wakeUp } from "./sleep.ts";
import { handlerOf } from "./syscalls/table.ts";

/** A call that slept and went on, because another thread's call woke it. */
export interface Resumed {
  readonly tid: Tid;
  /** The call as it was when it fell asleep. */
  readonly call: Call;
  readonly before: Machine;
  readonly after: Machine;
  /** "blocked" if it fell asleep again. */
  readonly result: CallResult;
  /** Empty when nobody watched. */
  readonly events: readonly MmEvent[];
  readonly delivered: readonly UffdDelivery[];
}

const carryOn = (op: Op, then: Continuation): CallResult => {
  switch (then.kind) {
    case "call": {
      const { call } = then;
      const handler = handlerOf(call.name);
      if (handler === null) throw new Error(`${call.name} slept, yet it is not modelled`);
      return op.within(call.name, () => handler(op, call));
    }
    case "populate": {
      const { range, result } = then;
      const stopped = populateRange(op, range.start, range.end, { ignoreErrors: true });
      return stopped?.kind === "blocked" ? sleepInPopulate(op, stopped, range.end, result) : result;
    }
    case "return":
      return then.result;
  }
};

const firstWoken = (machine: Machine): Task | null => {
  for (const task of machine.tasks.values()) if (task.sleep?.woken === true) return task;
  return null;
};

const resumeTask = (machine: Machine, task: Task, watch: boolean): Resumed | null => {
  const call = task.sleep?.call;
  const op = new Op(machine, task.tid, watch);
  const then = wakeUp(op);
  if (then === null || call === undefined) return null;
  const result = settleSleep(op, call, carryOn(op, then));
  return {
    tid: task.tid,
    call,
    before: machine,
    after: op.machine,
    result,
    events: op.log ?? [],
    delivered: op.delivered,
  };
};

/** Lets every woken thread go on, until all have come to an end or sleep again. */
export const resumeWoken = (machine: Machine, watch: boolean): readonly Resumed[] => {
  const resumed: Resumed[] = [];
  let now = machine;
  for (let task = firstWoken(now); task !== null; task = firstWoken(now)) {
    const one = resumeTask(now, task, watch);
    if (one === null) return resumed;
    resumed.push(one);
    now = one.after;
  }
  return resumed;
};
