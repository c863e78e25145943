/**
 * What is not part of the first picture comes in files of its own when that picture stands, all by itself. Nobody
 * waits for it but a reader who is faster than the network.
 */
import { type ComponentType, useEffect, useSyncExternalStore } from "react";

let announce: () => void = () => undefined;

/** Resolves when the first picture stands. */
export const firstPicture = new Promise<void>((resolve) => {
  announce = resolve;
});

/** In milliseconds: a page in the background draws nothing, and goes on after this time. */
const UNSEEN = 1000;

/** Parts of this reader's first picture that are files of their own. */
const early: Promise<void>[] = [];

/** Drawn with the page for the first time, announces the first picture when that has been painted. */
export function FirstPicture(): null {
  useEffect(() => {
    void Promise.all(early).then(() => requestAnimationFrame(() => requestAnimationFrame(announce)));
    setTimeout(announce, UNSEEN);
  }, []);
  return null;
}

/** Waits before the next attempt, in milliseconds: growing, but never for long. */
const WAITS = [1000, 3000, 9000, 30_000];

/** Loads something, and tries again as long as the network is away. */
export const patiently = async <T,>(load: () => Promise<T>): Promise<T> => {
  for (let failures = 0; ; failures += 1) {
    try {
      // Each attempt follows from the failure of the last.
      // oxlint-disable-next-line no-await-in-loop
      return await load();
    } catch {
      const wait = WAITS[failures] ?? 60_000;
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
};

const fetchers: (() => Promise<void>)[] = [];

/** Fetches everything that comes late. */
export const fetchLate = async (): Promise<void> => {
  await Promise.all(fetchers.map((fetch) => fetch()));
};

const Nothing = (): null => null;

/**
 * A component that comes after the first picture. Once it is here it is drawn at once, wherever it is used.
 * @param Room stands in its place until then, and keeps the room that it will take
 * @param first the reader's first picture needs it: it is asked for at once
 */
export const late = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Room: ComponentType<Props> = Nothing,
  first = false,
): ComponentType<Props> => {
  let here: ComponentType<Props> | null = null;
  let coming: Promise<void> | null = null;
  const listeners = new Set<() => void>();
  const fetchNow = async (): Promise<void> => {
    if (!first) await firstPicture;
    here = await patiently(load);
    for (const changed of listeners) changed();
  };
  const fetchOnce = (): Promise<void> => (coming ??= fetchNow());
  if (first) early.push(fetchOnce());
  fetchers.push(fetchOnce);
  const subscribe = (changed: () => void): (() => void) => {
    listeners.add(changed);
    void fetchOnce();
    return () => void listeners.delete(changed);
  };
  const current = (): ComponentType<Props> => here ?? Room;
  return function Late(props: Props) {
    const Component = useSyncExternalStore(subscribe, current);
    return <Component {...props} />;
  };
};
