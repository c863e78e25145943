import { emptyIntervalMap, type IntervalMap } from "#base/intervalMap.ts";

/** Half-open. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Ranges that are apart; touching ones are one. */
export type RangeSet = IntervalMap<true>;

export const NO_RANGES: RangeSet = emptyIntervalMap();

export interface Union {
  readonly ranges: RangeSet;
  /** The parts that were not there before. */
  readonly added: readonly Range[];
}

/** Adds a range to a set; as quick for many thousand ranges as for a few. */
export const addRange = (known: RangeSet, range: Range): Union => {
  const added: Range[] = [];
  let ranges = known;
  let { start, end } = range;
  let from = start;
  // Neighbours that only touch as well.
  for (const other of known.entries(start - 1, end + 1)) {
    if (other.start > from) added.push({ start: from, end: other.start });
    from = other.end;
    start = Math.min(start, other.start);
    end = Math.max(end, other.end);
    ranges = ranges.remove(other.start);
  }
  if (from < range.end) added.push({ start: from, end: range.end });
  return { ranges: ranges.insert(start, end, true), added };
};

/** In the order of addresses. */
export const rangesIn = (ranges: RangeSet): readonly Range[] =>
  Array.from(ranges.entries(), ({ start, end }) => ({ start, end }));

/** The first place that is above a number. */
const firstAbove = (places: readonly number[], number: number): number => {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((places[middle] ?? 0) > number) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The range cut at the given places, which ascend. */
export const cutAt = ({ start, end }: Range, places: readonly number[]): readonly Range[] => {
  const cut: Range[] = [];
  let from = start;
  for (let i = firstAbove(places, start); (places[i] ?? end) < end; i += 1) {
    const to = places[i] ?? end;
    cut.push({ start: from, end: to });
    from = to;
  }
  cut.push({ start: from, end });
  return cut;
};
