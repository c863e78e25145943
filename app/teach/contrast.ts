import type { Behaviour } from "#engine/behaviour.ts";
import { KERNELS, type KernelProfile } from "#engine/kernels.ts";
import type { BehaviourName } from "#engine/kernelBehaviours.ts";
import { compareReleases, parseRelease } from "#engine/releases.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { aspectsOf } from "./aspects.ts";

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

/** The first thing that differs between two runs of one program. */
export interface Contrast {
  /** Number of the call, from 1. */
  readonly call: number;
  readonly before: string;
  readonly after: string;
}

const firstDifferent = (a: string, b: string): readonly [string, string] => {
  const [left, right] = [a.split("\n"), b.split("\n")];
  const at = left.findIndex((line, i) => line !== right[i]);
  const i = at < 0 ? left.length : at;
  return [left[i] ?? "nothing more", right[i] ?? "nothing more"];
};

/** Compares two runs call by call, from call `first` on; null when nothing that is looked at differs. */
export const contrastOf = (before: Timeline, after: Timeline, first = 1): Contrast | null => {
  for (const [index, step] of before.steps.entries()) {
    const other = after.steps[index];
    if (other === undefined) break;
    if (index + 1 < first) continue;
    const aspects = aspectsOf(other, after.initial);
    for (const [i, [about, is]] of aspectsOf(step, before.initial).entries()) {
      const there = aspects[i]?.[1] ?? "";
      if (is === there) continue;
      const [left, right] = firstDifferent(is, there);
      const name = about === "" ? "" : `${about} `;
      return { call: index + 1, before: `${name}${left}`, after: `${name}${right}` };
    }
  }
  return null;
};
