import type { Cursor, Timeline } from "#timeline/timeline.ts";
import type { Layout } from "./places.ts";
import { pictureOf, type Picture } from "./picture.ts";
import { frameAt, planStep, sentenceAt, type FrameOptions, type Plan } from "./plan.ts";
import { sceneOf } from "./scene.ts";
import { text, type Sentence } from "./words.ts";

const NO_NAMES: ReadonlyMap<string, bigint> = new Map();
/** Plans kept for a layout; enough to go back and forth. */
const KEPT = 8;

const remembered = new WeakMap<Layout, Map<number, Plan>>();

/** The plan of call `index` (0-based); null past the end. The last plans of a layout are remembered. */
const planAt = (timeline: Timeline, layout: Layout, index: number): Plan | null => {
  const step = timeline.steps[index];
  if (step === undefined) return null;
  const plans = remembered.get(layout) ?? new Map<number, Plan>();
  remembered.set(layout, plans);
  const known = plans.get(index);
  if (known?.step === step) return known;
  const plan = planStep(step, layout, timeline.steps[index - 1]?.names ?? NO_NAMES);
  plans.set(index, plan);
  for (const old of [...plans.keys()].slice(0, Math.max(0, plans.size - KEPT))) plans.delete(old);
  return plan;
};

/** What the stage shows at the cursor. Between calls it is the scene of the machine as it stands. */
export const pictureAt = (
  timeline: Timeline,
  layout: Layout,
  cursor: Cursor,
  options?: FrameOptions,
): Picture => {
  const next = planAt(timeline, layout, cursor.done);
  if (next !== null && cursor.t > 0) return frameAt(next, cursor.t, options);
  const last = planAt(timeline, layout, cursor.done - 1);
  if (last !== null) return frameAt(last, 1, options);
  return pictureOf(sceneOf(timeline.initial, layout, NO_NAMES));
};

/** The sentence under the stage at the cursor: of the stage under way, else of the call that has just returned. */
export const sentenceAtCursor = (timeline: Timeline, layout: Layout, cursor: Cursor): Sentence => {
  const next = planAt(timeline, layout, cursor.done);
  if (next !== null && cursor.t > 0) return sentenceAt(next, cursor.t);
  const last = planAt(timeline, layout, cursor.done - 1);
  if (last !== null) return sentenceAt(last, 1);
  return [text("Nothing has been called yet.")];
};
