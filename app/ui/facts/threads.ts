import type { Step, Timeline } from "#timeline/timeline.ts";

/** A stretch of a thread's lane, in calls: it runs one, or it sleeps. */
export interface LanePart {
  readonly from: number;
  readonly to: number;
  readonly kind: "runs" | "sleeps";
  readonly text: string;
}

/** A thread over the whole run. */
export interface ThreadLane {
  readonly name: string;
  readonly parts: readonly LanePart[];
}

const namesOf = ({ initial, steps }: Timeline): readonly string[] => {
  const names = new Set<string>();
  for (const step of steps) names.add(step.thread);
  for (const task of (steps.at(-1)?.after ?? initial).tasks.values()) {
    if (task.blockedOn !== null) names.add(task.name);
  }
  return [...names];
};

/** Why a thread sleeps after a call, or null. */
const sleepAfter = (step: Step, name: string): string | null =>
  [...step.after.tasks.values()].find((task) => task.name === name)?.blockedOn ?? null;

const laneOf = (timeline: Timeline, name: string): ThreadLane => {
  const parts: LanePart[] = [];
  for (const step of timeline.steps) {
    const own = step.thread === name;
    const why = sleepAfter(step, name);
    if (own) parts.push({ from: step.index, to: step.index + 1, kind: "runs", text: step.call.name });
    if (why === null) continue;
    const last = parts.at(-1);
    const from = own ? step.index + 1 : step.index;
    if (last?.kind === "sleeps" && last.text === why)
      parts[parts.length - 1] = { ...last, to: step.index + 1 };
    else if (!own) parts.push({ from, to: step.index + 1, kind: "sleeps", text: why });
    else parts.push({ from: step.index + 0.5, to: step.index + 1, kind: "sleeps", text: why });
  }
  return { name, parts };
};

/** Every thread that acts or sleeps in a run, with what it does when. */
export const threadLanes = (timeline: Timeline): readonly ThreadLane[] =>
  namesOf(timeline).map((name) => laneOf(timeline, name));
