import { sentenceAtCursor } from "#scene/director.ts";
import { layoutOf } from "#scene/layout.ts";
import { plainText } from "#scene/words.ts";
import type { ExplorerState } from "#store/types.ts";
import type { Cursor } from "#timeline/timeline.ts";
import { isOver, nextStop } from "./advance.ts";
import type { Slide } from "./slide.ts";
import { words } from "./words.ts";

/** Sentences do not depend on the size of the picture. */
const ANY_WIDTH = 1000;

/** Whether the slide's question stands where the sentence would. */
export const isAsked = ({ question }: Slide, { done, t }: Cursor): boolean =>
  question !== null && t === 0 && done === question.before - 1;

/** What is said at a place of the run. */
const saidAt = (slide: Slide, { run, process }: ExplorerState, cursor: Cursor): string => {
  if (isAsked(slide, cursor)) return slide.question?.prompt ?? "";
  const shown = process === null ? {} : { mm: process };
  const layout = layoutOf(run.timeline, { width: ANY_WIDTH, orientation: "wide", ...shown });
  return plainText(sentenceAtCursor(run.timeline, layout, cursor));
};

export interface Said {
  readonly place: string;
  readonly now: string;
  readonly next: string;
}

export const saidNow = (slide: Slide, state: ExplorerState): Said => {
  const { cursor, run } = state;
  const number = cursor.t > 0 ? cursor.done + 1 : cursor.done;
  const call = words.call(number, run.timeline.steps.length);
  return {
    place: slide.step === undefined ? call : `${words.step(slide.step.number, slide.step.of)} · ${call}`,
    now: saidAt(slide, state, cursor),
    next: isOver(state) ? (slide.then ?? "") : saidAt(slide, state, nextStop(state)),
  };
};
