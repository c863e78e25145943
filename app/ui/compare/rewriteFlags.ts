import { compose, withFlags } from "#store/composer.ts";
import { writeCall } from "#store/rewrite.ts";
import type { Timeline } from "#timeline/timeline.ts";

/** The mremap call at a step of a run with other flags, written into the program. */
export const textWithFlags = (text: string, timeline: Timeline, at: number, flags: number): string => {
  const composed = compose(timeline, at, null);
  const draft = withFlags(composed.draft, flags, composed.machine);
  return writeCall(text, { ...composed, draft }).text;
};

export const flagsAt = (timeline: Timeline, at: number): number => compose(timeline, at, null).draft.flags;
