import type { Vaddr } from "./addr.ts";
import type { Call, CallResult } from "./calls.ts";
import type { Continuation, Sleep, Task, UffdMessage, Userfaultfd } from "./machine.ts";
import type { Op } from "./op.ts";
import { uffdOf, updateTask, updateUffd } from "./uffd.ts";

/** Threads that sleep in a userfaultfd context: how they fall asleep and what they do when they wake. */

type Blocked = Extract<CallResult, { kind: "blocked" }>;

const taskOf = (op: Op): Task => {
  const task = op.system.tasks.get(op.tid);
  if (task === undefined) throw new Error(`no task ${op.tid}`);
  return task;
};

const NOTHING_LEFT: Continuation = { kind: "return", result: { kind: "ok", value: 0n } };

/** The thread waits for an answer to its fault. How it goes on is settled when the call comes back (settleSleep). */
export const sleepOnFault = (
  op: Op,
  uffd: Userfaultfd,
  message: UffdMessage,
  addr: Vaddr,
  why: string,
): void => {
  updateUffd(op, { ...uffd, queue: [...uffd.queue, message] });
  const sleep = { uffd: uffd.id, addr, goesOn: NOTHING_LEFT, woken: false };
  updateTask(op, { ...taskOf(op), blockedOn: why, sleep });
  op.emit({ kind: "threadBlocked", why });
};

const changeSleep = (op: Op, change: Pick<Sleep, "goesOn"> | Pick<Sleep, "call">): void => {
  const task = taskOf(op);
  if (task.sleep !== undefined) updateTask(op, { ...task, sleep: { ...task.sleep, ...change } });
};

/**
 * For calls that have done their work and only fault pages in at the end: when the thread wakes, the rest of the
 * range up to `end` is faulted in and the call returns `result`.
 */
export const sleepInPopulate = (op: Op, blocked: Blocked, end: Vaddr, result: CallResult): CallResult => {
  const start = taskOf(op).sleep?.addr ?? end;
  changeSleep(op, { goesOn: { kind: "populate", range: { start, end }, result } });
  return blocked;
};

/** The call does not come back, and nothing another thread does can help it. */
export const sleepForEver = (op: Op, why: string): Blocked => {
  updateTask(op, { ...taskOf(op), blockedOn: why });
  op.emit({ kind: "threadBlocked", why });
  return { kind: "blocked", why, where: op.where };
};

/** What is left of a store or load from the page on which it fell asleep; other calls are run again as a whole. */
const restOf = (call: Call, from: Vaddr): Call => {
  const [addr, length, ...others] = call.args;
  if (call.name !== "store" && call.name !== "load") return call;
  if (typeof addr !== "bigint" || typeof length !== "bigint" || BigInt(from) <= addr) return call;
  return { ...call, args: [BigInt(from), addr + length - BigInt(from), ...others] };
};

/**
 * Called when a call came back: settles how a thread that fell asleep will go on, and lets a call sleep whose
 * messages (REMAP, REMOVE, UNMAP) nobody has read yet. Gives the result as the program sees it.
 */
export const settleSleep = (op: Op, call: Call, result: CallResult): CallResult => {
  const { sleep } = taskOf(op);
  if (result.kind === "blocked") {
    const unsettled = sleep?.goesOn === NOTHING_LEFT && sleep.addr !== null;
    if (unsettled) changeSleep(op, { goesOn: { kind: "call", call: restOf(call, sleep.addr) } });
    changeSleep(op, { call });
    return result;
  }
  if (op.awaitsReader === null) return result;
  const uffd = uffdOf(op.system, op.awaitsReader);
  const why = `The change is done, but the call returns only when descriptor ${uffd.fd} has been read.`;
  updateTask(op, {
    ...taskOf(op),
    blockedOn: why,
    sleep: { uffd: uffd.id, addr: null, goesOn: { kind: "return", result }, call, woken: false },
  });
  op.emit({ kind: "threadBlocked", why });
  return { kind: "blocked", why, where: "userfaultfd_event_wait_completion" };
};

/** The thread runs again. */
export const wakeUp = (op: Op): Continuation | null => {
  const { sleep, ...task } = taskOf(op);
  if (sleep === undefined) return null;
  updateTask(op, { ...task, blockedOn: null });
  return sleep.goesOn;
};
