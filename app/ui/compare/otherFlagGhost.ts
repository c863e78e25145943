import { hex } from "#engine/addr.ts";
import { type Ghost, ghostBetween } from "#scene/ghost.ts";
import { currentStep } from "#store/cursor.ts";
import { type OtherOutcome, otherOutcome } from "#store/otherFlag.ts";
import { sameMemory } from "#timeline/compareVersions.ts";
import type { Step } from "#timeline/timeline.ts";
import type { ExplorerStore } from "#ui/store.tsx";
import { ghostWords as words } from "./ghostWords.ts";

const mappedAt = ({ result, after }: OtherOutcome | Step, step: Step): boolean => {
  const address = step.call.args[0];
  const mm = [...after.mms.values()][0];
  return result.kind === "ok" && typeof address === "bigint" && mm?.vmas.at(Number(address)) !== null;
};

const noteOf = (step: Step | null): string => {
  const other = otherOutcome(step);
  if (step === null || other === null) return words.noRemap;
  const flag = words.flag(other.without);
  if (other.result.kind === "failed") return words.fails(flag, other.result.errno, other.result.why);
  if (other.result.kind !== "ok") return words.unknown(flag);
  if (step.result.kind !== "ok") return words.succeeds(flag, hex(other.result.value));
  if (sameMemory(step.after, other.after)) return words.same(flag);
  const [here, there] = [mappedAt(step, step), mappedAt(other, step)];
  if (here && !there) return words.gone(flag);
  if (!here && there) return words.kept(flag);
  return words.otherwise(flag);
};

/** The scene of the other outcome, over the one that the call ends in. */
const GHOST: Ghost = {
  note: (timeline, cursor) => noteOf(currentStep(timeline, cursor)),
  marks: (timeline, cursor, layout) => {
    const step = currentStep(timeline, cursor);
    const other = otherOutcome(step);
    return step === null || other === null ? [] : ghostBetween(step.after, other.after, layout, step.names);
  },
};

/** Draws the outcome with MREMAP_DONTUNMAP the other way over the stage, or takes it away. */
export const toggleGhost = (store: ExplorerStore): void => {
  store.setState(({ ghost }) => ({ ghost: ghost === null ? GHOST : null }));
};
