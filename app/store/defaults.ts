import type { Settings, Work } from "./types.ts";
import { START } from "./cursor.ts";

const SPEED_MIN = 0.25;
const SPEED_MAX = 4;

export const clampSpeed = (speed: number): number =>
  Number.isFinite(speed) ? Math.min(SPEED_MAX, Math.max(SPEED_MIN, speed)) : 1;

export const DEFAULT_SETTINGS: Settings = {
  theme: "system",
  motion: "system",
  speed: 1,
  stageView: "lanes",
  panels: {
    open: { program: true, story: true, kernel: true, details: true, composer: true },
    size: { left: 348, right: 304, bottom: 182 },
    tab: "story",
  },
};

export const EMPTY_WORK: Work = { text: "", title: "", scenario: null, kernel: null, cursor: START };

/** Longest title kept, in characters. */
export const TITLE_MAX = 80;
