import { KERNELS, type KernelProfile } from "#engine/kernels.ts";
import type { Machine } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";
import { printResult } from "#lang/printCall.ts";
import { callerOf } from "./caller.ts";
import { FrameTwins } from "./compareFrames.ts";
import { type Sides, counterDifferences, mappingDifferences, pageDifferences } from "./compareState.ts";
import type { Step } from "./timeline.ts";

/** What one call does on one kernel. */
export interface Version {
  readonly kernel: KernelProfile;
  /** As strace prints it. */
  readonly result: string;
  readonly failed: boolean;
  /** The result or the memory afterwards is another than on the kernel before; false for the oldest. */
  readonly differs: boolean;
}

/** Whether two machines that were one have the same memory. */
export const sameMemory = (a: Machine, b: Machine): boolean => {
  const twins = new FrameTwins(a, b);
  return [...a.mms.keys()].every((id) => {
    const sides: Sides = { id, machines: [a, b], mms: [a.mms.get(id), b.mms.get(id)] };
    return (
      mappingDifferences(sides).length === 0 &&
      counterDifferences(sides).length === 0 &&
      pageDifferences(sides, twins).length === 0
    );
  });
};

/** The one call on every kernel, oldest first, each on the same machine: only the call's own rules differ. */
export const versionsOf = (step: Step): readonly Version[] => {
  const tid = callerOf(step);
  if (tid === null) return [];
  let last: { readonly result: string; readonly after: Machine } | null = null;
  return KERNELS.map((kernel) => {
    const machine = { ...step.before, config: { ...step.before.config, kernel } };
    const { result, machine: after } = runCall(machine, tid, step.call, { watch: false });
    const text = result.kind === "blocked" ? "sleeps" : printResult(step.call.name, result);
    const differs = last !== null && (last.result !== text || !sameMemory(last.after, after));
    last = { result: text, after };
    const failed = result.kind === "failed" || result.kind === "signal";
    return { kernel, result: text, failed, differs };
  });
};
