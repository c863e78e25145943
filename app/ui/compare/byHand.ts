import { currentStep } from "#store/cursor.ts";
import { copyByHand } from "#store/handCopy.ts";
import type { ExplorerState } from "#store/types.ts";
import { namesBefore } from "./here.ts";
import { sideBody, workbenchSide } from "./sides.ts";
import { words } from "./words.ts";

export type ByHand =
  | { readonly ok: true; readonly path: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** The place of the comparison of the mremap call at the cursor with a copy by hand. */
export const pathByHand = (state: ExplorerState): ByHand => {
  const { timeline } = state.run;
  const step = currentStep(timeline, state.cursor);
  if (step === null) return { ok: false, why: words.noCopy("not-mremap") };
  const copy = copyByHand(state.run.text, step, namesBefore(timeline, step));
  if (!copy.ok) return { ok: false, why: words.noCopy(copy.why) };
  // From in front of the call, so that both can be watched.
  const left = { ...workbenchSide(state), text: state.run.text, cursor: { done: step.index, t: 0 } };
  return {
    ok: true,
    path: [sideBody(left), sideBody({ ...left, text: copy.text, title: words.titleByHand })],
  };
};
