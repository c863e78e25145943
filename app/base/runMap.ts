import type { Entry, IntervalMap } from "./intervalMap.ts";

/** How runs of neighbouring keys behave: what a run looks like further on, and when two runs are one. */
export interface RunRules<V> {
  /** The value of a run as seen `by` keys after its start: a run of frames n, n+1 … has frame n + by there. */
  shift(value: V, by: number): V;
  /** Whether `right` continues a run of `length` keys that starts with `left`. */
  continues(left: V, length: number, right: V): boolean;
}

/** Runs of one unchanging value, joined whenever they touch. */
export const flagRuns: RunRules<true> = { shift: (value) => value, continues: () => true };

/** The parts of the runs that lie in [from, to), ascending, each with the value it has there. */
export function* slices<V>(
  map: IntervalMap<V>,
  rules: RunRules<V>,
  from: number,
  to: number,
): IterableIterator<Entry<V>> {
  for (const entry of map.entries(from, to)) {
    const start = Math.max(entry.start, from);
    const end = Math.min(entry.end, to);
    yield {
      start,
      end,
      value: start === entry.start ? entry.value : rules.shift(entry.value, start - entry.start),
    };
  }
}

/** The run that contains `key`, from there to its end; null if there is none. */
export function sliceAt<V>(map: IntervalMap<V>, rules: RunRules<V>, key: number): Entry<V> | null {
  const entry = map.at(key);
  if (entry === null) return null;
  return { start: key, end: entry.end, value: rules.shift(entry.value, key - entry.start) };
}

/** Takes [from, to) out; runs that reach over an end are cut. */
export function clearRuns<V>(
  map: IntervalMap<V>,
  rules: RunRules<V>,
  from: number,
  to: number,
): IntervalMap<V> {
  let result = map;
  for (const entry of map.entries(from, to)) {
    result = result.remove(entry.start);
    if (entry.start < from) result = result.insert(entry.start, from, entry.value);
    if (entry.end > to) result = result.insert(to, entry.end, rules.shift(entry.value, to - entry.start));
  }
  return result;
}

/** Makes [from, to) one run of `value`, replacing what was there, and joins it with neighbours that it continues. */
export function setRun<V>(
  map: IntervalMap<V>,
  rules: RunRules<V>,
  from: number,
  to: number,
  value: V,
): IntervalMap<V> {
  let result = clearRuns(map, rules, from, to);
  let start = from;
  let end = to;
  let joined = value;
  const before = result.lastStartingBefore(from);
  if (before?.end === from && rules.continues(before.value, from - before.start, value)) {
    result = result.remove(before.start);
    start = before.start;
    joined = before.value;
  }
  const after = result.at(to);
  if (after !== null && rules.continues(joined, to - start, after.value)) {
    result = result.remove(after.start);
    end = after.end;
  }
  return result.insert(start, end, joined);
}

/** Gives every run of [from, to) the value `change` makes of it; keys without a run stay without. */
export function changeRuns<V>(
  map: IntervalMap<V>,
  rules: RunRules<V>,
  from: number,
  to: number,
  change: (value: V) => V,
): IntervalMap<V> {
  let result = map;
  for (const slice of slices(map, rules, from, to)) {
    const value = change(slice.value);
    if (value !== slice.value) result = setRun(result, rules, slice.start, slice.end, value);
  }
  return result;
}

/** Number of keys in [from, to) that have a run. */
export function coveredKeys<V>(map: IntervalMap<V>, from: number, to: number): number {
  let keys = 0;
  for (const entry of map.entries(from, to)) keys += Math.min(entry.end, to) - Math.max(entry.start, from);
  return keys;
}
