import { useEffect, useSyncExternalStore } from "react";

interface Job {
  readonly compute: () => unknown;
  /** How many parts of the page wait for it. */
  wanted: number;
}

/** What was computed, for the life of the page: the engine gives the same every time. */
const known = new Map<string, unknown>();
const waiting = new Map<string, Job>();
const listeners = new Set<() => void>();
let planned = false;

const idle = (job: () => void): void => {
  if ("requestIdleCallback" in window) requestIdleCallback(job, { timeout: 300 });
  else setTimeout(job);
};

/** One job a slice, so that the page scrolls and answers meanwhile. */
const plan = (): void => {
  if (planned || waiting.size === 0) return;
  planned = true;
  idle(() => {
    planned = false;
    const [next] = waiting;
    if (next !== undefined) {
      const [key, { compute }] = next;
      waiting.delete(key);
      known.set(key, compute());
      for (const changed of listeners) changed();
    }
    plan();
  });
};

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

const want = (key: string, compute: () => unknown): (() => void) => {
  const job = waiting.get(key) ?? { compute, wanted: 0 };
  job.wanted += 1;
  waiting.set(key, job);
  plan();
  return () => {
    job.wanted -= 1;
    if (job.wanted === 0) waiting.delete(key);
  };
};

/**
 * Something that takes a moment, computed when the page has time for it; undefined until then.
 * @param key names what is computed: the same key, the same value
 */
export const useIdle = <T>(key: string, compute: () => T): T | undefined => {
  const value = useSyncExternalStore(subscribe, () => known.get(key));
  useEffect(() => (known.has(key) ? undefined : want(key, compute)), [key, compute]);
  // Only `compute` of this key ever writes there.
  return value as T | undefined;
};
