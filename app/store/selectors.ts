import type { Step, Timeline } from "#timeline/timeline.ts";
import { currentStep } from "./cursor.ts";
import type { ExplorerState } from "./types.ts";

/** Selectors are constants: a component that uses one is rendered only when its value changes. */
export const selectTimeline = (state: ExplorerState): Timeline => state.run.timeline;
export const selectCursor = (state: ExplorerState) => state.cursor;
export const selectDone = (state: ExplorerState): number => state.cursor.done;
export const selectPlaying = (state: ExplorerState): boolean => state.playing;
export const selectSpeed = (state: ExplorerState): number => state.speed;
export const selectSelection = (state: ExplorerState) => state.selection;
export const selectHovered = (state: ExplorerState) => state.hovered;
export const selectNotices = (state: ExplorerState) => state.notices;

/** The call in progress, else the one that has just ended; null before the first. */
export const selectStep = (state: ExplorerState): Step | null =>
  currentStep(state.run.timeline, state.cursor);

/** 1-based line of the current call; null before the first. */
export const selectLine = (state: ExplorerState): number | null => selectStep(state)?.line ?? null;
