import type { CallResult } from "#engine/calls.ts";
import type { Machine } from "#engine/machine.ts";
import { runCall } from "#engine/run.ts";
import { callerOf } from "#timeline/caller.ts";
import type { Step } from "#timeline/timeline.ts";
import { bitOf, hasBit, toggleBit } from "./composer.ts";

/** The same mremap call with MREMAP_DONTUNMAP the other way. */
export interface OtherOutcome {
  /** The call has the flag; the other has not. */
  readonly without: boolean;
  readonly result: CallResult;
  readonly after: Machine;
}

const known = new WeakMap<Step, OtherOutcome>();

/** What the call would do without MREMAP_DONTUNMAP, or with it where it has not; null for other calls. */
export const otherOutcome = (step: Step | null): OtherOutcome | null => {
  if (step?.call.name !== "mremap") return null;
  const found = known.get(step);
  if (found !== undefined) return found;
  const tid = callerOf(step);
  const flags = step.call.args[3];
  if (tid === null || typeof flags !== "bigint") return null;
  const bit = bitOf("MREMAP_DONTUNMAP");
  const without = hasBit(Number(flags), bit);
  const args = step.call.args.with(3, BigInt(toggleBit(Number(flags), bit)));
  const { result, machine } = runCall(step.before, tid, { ...step.call, args }, { watch: false });
  const outcome = { without, result, after: machine };
  known.set(step, outcome);
  return outcome;
};
