import type { Tid } from "#engine/machine.ts";
import type { Step } from "./timeline.ts";

/** Who made a call: the thread of that name, or the child whose number a variable of that name holds. */
export const callerOf = ({ before, thread, names }: Step): Tid | null => {
  for (const task of before.tasks.values()) if (task.name === thread) return task.tid;
  const child = Number(names.get(thread) ?? -1n);
  return before.tasks.has(child) ? child : null;
};
