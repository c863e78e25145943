import type { MmId } from "#engine/machine.ts";
import type { ExplorerState } from "#store/types.ts";
import type { Timeline } from "#timeline/timeline.ts";

/** The address space that the reader chose to see; null: that of the first process. */
export const selectProcess = (state: ExplorerState): MmId | null => state.process;

/** Whether a run ever has more than one address space. */
export const hasForked = (timeline: Timeline): boolean =>
  (timeline.steps.at(-1)?.after ?? timeline.initial).mms.size > 1 ||
  timeline.steps.some((step) => step.after.mms.size > 1);
