import type { Call, CallResult } from "#engine/calls.ts";
import { runCall } from "#engine/run.ts";
import { selectComposed } from "#store/composed.ts";
import { callOf } from "#store/composer.ts";
import { flagMatrix, tidOf } from "#store/matrix.ts";
import type { ExplorerState } from "#store/types.ts";
import { callerOf } from "#timeline/caller.ts";
import type { Step } from "#timeline/timeline.ts";
import { momentAt } from "#ui/hooks/moment.ts";
import { failedRule } from "./locks.ts";
import type { Rerun } from "./versions.ts";

/** A result that stands somewhere on the page. */
export interface ShownResult {
  readonly call: Call;
  readonly result: CallResult;
  /** The check that failed, if one did. */
  readonly rule: string | null;
  /** The id of its kernel. */
  readonly kernel: string;
  /** Null where it is not known who made the call. */
  readonly rerun: Rerun | null;
}

export function shownStep(step: Step): ShownResult {
  const { call, result, events, before } = step;
  const tid = callerOf(step);
  return {
    call,
    result,
    rule: failedRule(events, events.length),
    kernel: before.config.kernel.id,
    rerun: tid === null ? null : { machine: before, tid, call },
  };
}

/** What the composer's call would do with other flags. */
function shownFlags(state: ExplorerState, flags: number): ShownResult | null {
  const composed = selectComposed(state);
  const cell = flagMatrix(composed).find((each) => each.flags === flags);
  const tid = tidOf(composed);
  if (cell === undefined || tid === null) return null;
  const { machine } = composed;
  const call = callOf(cell.draft);
  const { events } = runCall(machine, tid, call, { watch: true });
  return {
    call,
    result: cell.result,
    rule: failedRule(events, events.length),
    kernel: machine.config.kernel.id,
    rerun: { machine, tid, call },
  };
}

/**
 * The result that an element of the page stands for.
 * @param name the element's `data-result`: "now" (the step at the cursor), "call N" (0 is the first), "flags N"
 */
export function resultAt(state: ExplorerState, name: string): ShownResult | null {
  const { timeline } = state.run;
  const [kind, number] = name.split(" ");
  if (kind === "flags") return shownFlags(state, Number(number));
  const { done, t } = state.cursor;
  const step = kind === "now" ? momentAt(timeline, done, t).step : timeline.steps[Number(number)];
  return step === null || step === undefined ? null : shownStep(step);
}

/** Whether a result that was read is still the one that stands there. */
export function stillStands(name: string, state: ExplorerState, old: ExplorerState): boolean {
  if (state.run !== old.run) return false;
  const [kind, number] = name.split(" ");
  if (kind === "flags") return state.composer === old.composer && state.cursor === old.cursor;
  if (kind === "now") return state.cursor === old.cursor;
  // Before a call has ended the program does not show its result.
  return Number(number) < state.cursor.done || Number(number) >= old.cursor.done;
}
