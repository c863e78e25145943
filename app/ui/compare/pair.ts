import { timingOf } from "#scene/timing.ts";
import { type Ghost, ghostBetween } from "#scene/ghost.ts";
import { machineAt } from "#store/cursor.ts";
import { createExplorer } from "#store/explorer.ts";
import { runText } from "#store/runner.ts";
import type { ExplorerState, Work } from "#store/types.ts";
import type { Row } from "#timeline/compareAlign.ts";
import { type Side, rowCursor, sideCursor } from "#timeline/compareCursor.ts";
import { type Comparison, compareRuns } from "#timeline/compareRuns.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { timing } from "#ui/hooks/moment.ts";
import type { ExplorerStore } from "#ui/store.tsx";
import type { Sides } from "./sides.ts";

/** Two runs with one clock. `clock` has a call a row, and is what plays; the sides follow it. */
export interface Pair {
  readonly sides: Sides;
  readonly left: ExplorerStore;
  readonly right: ExplorerStore;
  readonly clock: ExplorerStore;
  readonly comparison: Comparison;
  /** Lets the sides follow the clock, and both the reader's settings. Gives the way to stop. */
  readonly connect: (main: ExplorerStore) => () => void;
}

export const SIDES: readonly Side[] = ["left", "right"];

const NO_SCENARIOS = { get: () => undefined, hasProgram: () => false, fetch: async () => undefined };

const endsOf = (step: Step | null): readonly number[] =>
  step === null ? [] : timing(step).stages.map(({ end }) => end);

/** The row as a call of the clock: that of the side which takes longer. */
const clockStep = ({ left, right }: Row, index: number): readonly Step[] => {
  const longer = left && right && timing(right).duration > timing(left).duration ? right : (left ?? right);
  return longer === null ? [] : [{ ...longer, index }];
};

type Kept = Pick<ExplorerState, "theme" | "motion" | "speed" | "panels">;

const settingsOf = ({ theme, motion, speed, panels }: Kept) => ({
  theme,
  motion,
  speed,
  panels,
  stageView: "lanes" as const,
});

const createSide = (work: Work, settings: Kept): ExplorerStore =>
  createExplorer(
    {
      runner: runText,
      ticks: (step) => timingOf(step).stages.map(({ end }) => end),
      scenarios: NO_SCENARIOS,
      newId: () => "side",
    },
    { own: { id: "side", work }, settings: settingsOf(settings) },
  );

const createClock = (timeline: Timeline, rows: readonly Row[], settings: Kept): ExplorerStore =>
  createExplorer(
    {
      runner: () => ({ timeline, clean: true, diagnostics: [] }),
      ticks: ({ index }) => {
        const row = rows[index];
        const ends = [...endsOf(row?.left ?? null), ...endsOf(row?.right ?? null), 1];
        return [...new Set(ends)].toSorted((a, b) => a - b);
      },
      scenarios: NO_SCENARIOS,
      newId: () => "clock",
    },
    { settings: settingsOf(settings) },
  );

const NO_NAMES: ReadonlyMap<string, bigint> = new Map();

/** What the other side has at the same place, drawn over this one; nothing while a call is under way. */
const ghostOf = (clock: ExplorerStore, rows: readonly Row[], side: Side, other: Timeline): Ghost => ({
  note: null,
  marks: (timeline, { done }, layout) => {
    const { cursor } = clock.getState();
    if (cursor.t > 0) return [];
    const there = machineAt(other, sideCursor(rows, side, cursor).done);
    const names = timeline.steps[done - 1]?.names ?? NO_NAMES;
    return ghostBetween(machineAt(timeline, done), there, layout, names);
  },
});

/** Runs both sides and puts them in step, at the place where the left one stands. */
export const createPair = (sides: Sides, settings: Kept): Pair => {
  const left = createSide(sides.left, settings);
  const right = createSide(sides.right, settings);
  const comparison = compareRuns(left.getState().run.timeline, right.getState().run.timeline);
  const { rows } = comparison;
  const initial = left.getState().run.timeline.initial;
  const clock = createClock({ initial, steps: rows.flatMap(clockStep), stopped: null }, rows, settings);
  clock.setState({ cursor: rowCursor(rows, "left", left.getState().cursor) });
  const follow = (): void => {
    const { cursor } = clock.getState();
    left.setState({ cursor: sideCursor(rows, "left", cursor) });
    right.setState({ cursor: sideCursor(rows, "right", cursor) });
  };
  left.setState({ ghost: ghostOf(clock, rows, "right", right.getState().run.timeline) });
  right.setState({ ghost: ghostOf(clock, rows, "left", left.getState().run.timeline) });
  const connect = (main: ExplorerStore): (() => void) => {
    follow();
    const stops = [
      clock.subscribe((now, before) => {
        if (now.cursor !== before.cursor) follow();
      }),
      clock.subscribe(({ speed }, before) => {
        if (speed !== before.speed) main.getState().actions.setSpeed(speed);
      }),
      main.subscribe(({ motion, speed }) => {
        for (const store of [left, right, clock]) {
          if (store.getState().motion !== motion || store.getState().speed !== speed)
            store.setState({ motion, speed });
        }
      }),
      sameView(left, right),
      sameView(right, left),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  };
  return { sides, left, right, clock, comparison, connect };
};

/** Both stages show the same kind of picture. */
const sameView = (from: ExplorerStore, to: ExplorerStore): (() => void) =>
  from.subscribe(({ stageView }) => {
    if (to.getState().stageView !== stageView) to.setState({ stageView });
  });

/** The works of both sides as they stand now. */
export const sidesNow = ({ sides, left, right }: Pair): Sides => ({
  left: { ...sides.left, cursor: left.getState().cursor },
  right: { ...sides.right, cursor: right.getState().cursor },
});
