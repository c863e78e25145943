import { useEffect, useSyncExternalStore } from "react";
import { KERNELS } from "#engine/kernels.ts";
import type { ShownResult } from "./resultAt.ts";
import { type Answer, type Rerun, answerOn } from "./versions.ts";

/** What was asked before, by the result that stands on the page. */
const known = new WeakMap<ShownResult["result"], readonly Answer[]>();

/** Milliseconds of work between two pictures of the page. */
const SLICE = 8;

/** When the page has nothing to do, or soon. */
const idle = (job: () => void): (() => void) => {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(job);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(job, { timeout: 200 });
  return () => cancelIdleCallback(handle);
};

const NONE: readonly Answer[] = [];
const listeners = new Set<() => void>();

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

/** Asks as many kernels as fit into a slice; true when all have answered. */
function askSome(result: ShownResult["result"], rerun: Rerun): boolean {
  const end = performance.now() + SLICE;
  let answers = known.get(result) ?? NONE;
  do {
    const kernel = KERNELS[answers.length];
    if (kernel === undefined) break;
    answers = [...answers, answerOn(kernel, rerun)];
  } while (performance.now() < end);
  known.set(result, answers);
  for (const changed of listeners) changed();
  return answers.length === KERNELS.length;
}

/** How every kernel answers the same call, asked when the page has time for it; null until all have answered. */
export function useAnswers({ result, rerun }: ShownResult): readonly Answer[] | null {
  const answers = useSyncExternalStore(subscribe, () => known.get(result) ?? NONE);
  const done = answers.length === KERNELS.length;
  useEffect(() => {
    if (rerun === null || done) return undefined;
    const ask = (): void => {
      if (!askSome(result, rerun)) cancel = idle(ask);
    };
    let cancel = idle(ask);
    return () => cancel();
  }, [result, rerun, done]);
  return done ? answers : null;
}
