import type { Behaviour } from "#engine/behaviour.ts";
import { KERNELS, type KernelProfile } from "#engine/kernels.ts";
import type { BehaviourName } from "#engine/kernelBehaviours.ts";
import { compareReleases, parseRelease } from "#engine/releases.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { type Aspect, aspectsOf } from "./aspects.ts";

/** The kernels on the two sides of a change. */
export interface Sides {
  readonly before: KernelProfile;
  readonly after: KernelProfile;
}

/** The patch of January 2020 stands beside the line of releases. */
const RELEASES = KERNELS.filter(({ switches }) => switches.dontunmap !== "v3");

const isOlder = (kernel: KernelProfile, release: string): boolean =>
  compareReleases(parseRelease(kernel.release) ?? [0, 0, 0], parseRelease(release) ?? [0, 0, 0]) < 0;

/**
 * The nearest kernels around a change: where the behaviour begins, or where it ends if that is asked for or no
 * kernel lies before its beginning. Null where no two kernels of the explorer tell the difference.
 */
export const sidesOf = (name: BehaviourName, { spans }: Behaviour, atEnd = false): Sides | null => {
  const starts = atEnd ? [] : spans.map(([from]) => from);
  for (const release of [...starts, ...spans.flatMap(([, until]) => until ?? [])]) {
    const before = RELEASES.findLast((kernel) => isOlder(kernel, release));
    const after = RELEASES.find((kernel) => !isOlder(kernel, release));
    if (before && after && before.switches[name] !== after.switches[name]) return { before, after };
  }
  return null;
};

/** Where one side has nothing more to say. */
const NOTHING = "nothing of the kind";

const SUBJECT_WORDS = 4;

/** The first thing that differs between two runs of one program. */
export interface Contrast {
  /** Number of the call, from 1. */
  readonly call: number;
  /** The call as the program has it. */
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** "the mapping at 0x10000000": what a sentence is about. */
const subjectOf = (sentence: string): string => sentence.split(" ").slice(0, SUBJECT_WORDS).join(" ");

/** A sentence on each side that the other has not, about the same thing where there are such. */
const firstDifferent = (a: Aspect, b: Aspect): readonly [string, string] => {
  const [left, right] = [a.filter((one) => !b.includes(one)), b.filter((one) => !a.includes(one))];
  for (const one of left) {
    const other = right.find((each) => subjectOf(each) === subjectOf(one));
    if (other !== undefined) return [one, other];
  }
  return [left[0] ?? NOTHING, right[0] ?? NOTHING];
};

/** Compares two runs call by call, from call `first` on; null when nothing that is looked at differs. */
export const contrastOf = (before: Timeline, after: Timeline, first = 1): Contrast | null => {
  for (const [index, step] of before.steps.entries()) {
    const other = after.steps[index];
    if (other === undefined) break;
    if (index + 1 < first) continue;
    const aspects = aspectsOf(other, after.initial);
    for (const [i, is] of aspectsOf(step, before.initial).entries()) {
      const [left, right] = firstDifferent(is, aspects[i] ?? []);
      if (left !== right) return { call: index + 1, text: step.text, before: left, after: right };
    }
  }
  return null;
};
