/** A half-open interval with its value. */
export interface Entry<V> {
  readonly start: number;
  readonly end: number;
  readonly value: V;
}

/**
 * Ordered, non-overlapping half-open intervals; persistent (each change gives a new map that shares the rest).
 * All operations are O(log n) unless said otherwise.
 */
export interface IntervalMap<V> {
  readonly size: number;
  /** The interval that contains the key. */
  at(key: number): Entry<V> | null;
  /** The first interval with end > key (find_vma): it contains the key or lies above it. */
  firstEndingAfter(key: number): Entry<V> | null;
  /** The last interval with start < key. */
  lastStartingBefore(key: number): Entry<V> | null;
  /** Intervals that intersect [from, to), ascending. */
  entries(from?: number, to?: number): IterableIterator<Entry<V>>;
  /** Adds an interval; it must not overlap any other (assertion). */
  insert(start: number, end: number, value: V): IntervalMap<V>;
  /** Removes the interval that starts at `start` (assertion if none does). */
  remove(start: number): IntervalMap<V>;
  /**
   * The highest gap below `high` (and at or above `low`) that holds `length`; gives the gap, null if none does.
   * O(log n): every node knows the largest gap below it.
   */
  highestGap(low: number, high: number, length: number): { readonly start: number; readonly end: number } | null;
  /** Likewise the lowest gap. */
  lowestGap(low: number, high: number, length: number): { readonly start: number; readonly end: number } | null;
}
