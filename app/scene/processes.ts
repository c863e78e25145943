import type { MmId } from "#engine/machine.ts";
import type { Timeline } from "#timeline/timeline.ts";

export interface Process {
  readonly mm: MmId;
  /** "process 1"; with the thread's name where it has one: "process 2 (child)". */
  readonly name: string;
}

/** The processes of a run in the order in which they begin; each has an address space of its own. */
export const processesOf = (timeline: Timeline): readonly Process[] => {
  const found = new Map<MmId, string>();
  const machines = [timeline.initial, ...timeline.steps.map((step) => step.after)];
  for (const machine of machines) {
    for (const task of machine.tasks.values()) if (!found.has(task.mm)) found.set(task.mm, task.name);
  }
  return [...found].map(([mm, task], i) => ({
    mm,
    name: i === 0 || task === "" || task === "main" ? `process ${i + 1}` : `process ${i + 1} (${task})`,
  }));
};

/** Number of a process as the page counts them, from 1. */
export const processNumber = (timeline: Timeline, mm: MmId): number =>
  Math.max(1, processesOf(timeline).findIndex((process) => process.mm === mm) + 1);
