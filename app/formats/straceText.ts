import type { CallResult } from "#engine/calls.ts";
import { signatureOf } from "#engine/signatures.ts";
import { printCall, printResult } from "#lang/printCall.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";

/** strace lines results up in this column. */
const RESULT_COLUMN = 33;

/**
 * The run as `strace -f -o` writes it: one line a system call with the thread's number in front. What the program
 * does with its memory (store, load …) is no system call; strace shows only the signal when it goes wrong.
 */
export function straceText(timeline: Timeline): string {
  const asleep = new Set<string>();
  return timeline.steps.flatMap((step) => linesOf(step, asleep)).join("");
}

function linesOf(step: Step, asleep: Set<string>): readonly string[] {
  const resumed = asleep.delete(step.thread);
  if (step.result.kind === "blocked") asleep.add(step.thread);
  if (signatureOf(step.call.name)?.userSpace === true) return signalLine(step, step.result);
  return [`${pidOf(step)} ${callText(step, resumed)}\n`];
}

function callText({ call, result }: Step, resumed: boolean): string {
  const text = printCall(call);
  if (result.kind === "blocked") return `${text.slice(0, -1)} <unfinished ...>`;
  const begun = resumed ? `<... ${call.name} resumed>)` : text;
  return `${begun.padEnd(RESULT_COLUMN)} = ${printResult(call.name, result)}`;
}

function signalLine(step: Step, result: CallResult): readonly string[] {
  if (result.kind !== "signal") return [];
  const { signal, code, addr } = result.info;
  const info = `si_signo=${signal}, si_code=${code}, si_addr=0x${addr.toString(16)}`;
  return [`${pidOf(step)} --- ${signal} {${info}} ---\n`];
}

const PID_WIDTH = 5;

function pidOf({ thread, before, names }: Step): string {
  const task = [...before.tasks.values()].find(({ name }) => name === thread);
  return String(task?.tid ?? names.get(thread) ?? 1).padEnd(PID_WIDTH);
}
