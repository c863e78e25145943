import type { Machine } from "#engine/machine.ts";
import type { Step } from "#timeline/timeline.ts";
import { pagesCopiedBy } from "./copies.ts";
import type { Layout } from "./places.ts";
import type { Scene } from "./picture.ts";
import { sharing } from "./reconcile.ts";
import { withChild } from "./forking.ts";
import { remembering } from "./remembering.ts";
import { sceneOf } from "./scene.ts";
import { lastShown, type StageTime } from "./timing.ts";
import type { Names } from "./vmaText.ts";

/** As it was after the last event that showed anything: what has changed silently since belongs to this stage. */
export const machineBefore = (step: Step, stage: StageTime): Machine =>
  step.events[lastShown(step, stage)]?.machine ?? step.before;

/** Mappings made by the first `count` events. */
const freshAfter = (step: Step, count: number): ReadonlySet<number> => {
  const ids = step.events
    .slice(0, count)
    .flatMap((event) => (event.kind === "vmaCreated" ? [event.vma.id] : []));
  return new Set(ids);
};

/** While the call runs, its result already has its name as soon as a mapping stands there. */
export const namesDuring = (step: Step, before: Names, count: number): Names => {
  const { assigned, result } = step;
  if (assigned === null || result.kind !== "ok") return before;
  const { value } = result;
  const stands = step.events
    .slice(0, count)
    .some((event) => event.kind === "vmaCreated" && BigInt(event.vma.start) === value);
  return stands ? [...before, [assigned, value]] : before;
};

/** Everything that a scene depends on. */
interface Moment {
  readonly machine: Machine;
  readonly names: Names;
  readonly fresh: ReadonlySet<number>;
  readonly copied: number;
}

const sameNames = (a: Names, b: Names): boolean => {
  if (a === b) return true;
  const [left, right] = [[...a], [...b]];
  return (
    left.length === right.length &&
    left.every(([name, value], i) => name === right[i]?.[0] && value === right[i][1])
  );
};

/** Whether two moments show the same: most stages of a call change nothing that is drawn. */
const sameMoment = (a: Moment, b: Moment, layout: Layout): boolean => {
  const [left, right] = [a.machine.mms.get(layout.mm), b.machine.mms.get(layout.mm)];
  return (
    left?.vmas === right?.vmas &&
    left?.pageTable.entries === right?.pageTable.entries &&
    left?.brk === right?.brk &&
    a.machine.frames === b.machine.frames &&
    a.machine.uffds === b.machine.uffds &&
    a.machine.files === b.machine.files &&
    a.machine.inodes === b.machine.inodes &&
    a.fresh.size === b.fresh.size &&
    a.copied === b.copied &&
    sameNames(a.names, b.names)
  );
};

/** The scenes of a call: i = 0 before it, i before stage i, i = number of stages after it. Worked out when asked for. */
export const scenesOf = (
  step: Step,
  stages: readonly StageTime[],
  layout: Layout,
  names: Names,
): ((index: number) => Scene) => {
  const splits = stages.findIndex((stage) => stage.kind === "split");
  const copiedBefore = layout.copiedBefore[step.index] ?? 0;
  const momentAt = remembering((index): Moment => {
    const stage = stages[index];
    if (index <= 0) return { machine: step.before, names, fresh: new Set(), copied: copiedBefore };
    const done = stage === undefined ? step.events.length : stage.from;
    const copied = copiedBefore + pagesCopiedBy(step.events.slice(0, done));
    if (stage === undefined) return { machine: step.after, names: step.names, fresh: new Set(), copied };
    const during = namesDuring(step, names, done);
    const before = machineBefore(step, stage);
    const machine = splits >= 0 && index > splits ? withChild(step, before, layout.mm) : before;
    return { machine, names: during, fresh: freshAfter(step, done), copied };
  });
  const sceneAt: (index: number) => Scene = remembering((index) => {
    const moment = momentAt(index);
    const { fresh, copied } = moment;
    if (index <= 0) return sceneOf(moment.machine, layout, moment.names, { fresh, copied });
    const previous = sceneAt(index - 1);
    if (sameMoment(momentAt(index - 1), moment, layout)) return previous;
    return sharing(sceneOf(moment.machine, layout, moment.names, { fresh, copied }), previous);
  });
  return sceneAt;
};
