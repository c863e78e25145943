import type { Machine } from "#engine/machine.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { aliasesOf } from "./colours.ts";

/** Which side lanes have anything to show in a run. */
export interface Relevant {
  readonly tlb: boolean;
  readonly uffd: boolean;
  readonly threads: boolean;
  readonly cache: boolean;
}

const hasAliases = (machine: Machine): boolean =>
  [...machine.mms.values()].some((mm) => aliasesOf(machine, mm).length > 0);

const workOut = (timeline: Timeline): Relevant => {
  const { steps, initial } = timeline;
  const machines = [initial, ...steps.map((step) => step.after)];
  const shared = machines.some((machine) => machine.inodes.size > 0);
  return {
    tlb: steps.some((step) => step.events.some((event) => event.kind === "tlbFlushed")),
    uffd: machines.some((machine) => machine.uffds.size > 0),
    threads: new Set(steps.map((step) => step.thread)).size > 1,
    cache: shared && machines.some(hasAliases),
  };
};

const known = new WeakMap<Timeline, Relevant>();

export function relevantTo(timeline: Timeline): Relevant {
  const found = known.get(timeline) ?? workOut(timeline);
  known.set(timeline, found);
  return found;
}
