/** Half-open. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Union {
  readonly ranges: readonly Range[];
  /** The parts that were not there before. */
  readonly added: readonly Range[];
}

/** Adds a range to a list of ranges that are ascending and apart; touching ones become one. */
export const addRange = (ranges: readonly Range[], range: Range): Union => {
  const kept: Range[] = [];
  const added: Range[] = [];
  let { start, end } = range;
  let from = range.start;
  for (const other of ranges) {
    if (other.end < range.start || other.start > range.end) {
      kept.push(other);
      continue;
    }
    if (other.start > from) added.push({ start: from, end: Math.min(other.start, range.end) });
    from = Math.max(from, other.end);
    start = Math.min(start, other.start);
    end = Math.max(end, other.end);
  }
  if (from < range.end) added.push({ start: from, end: range.end });
  kept.push({ start, end });
  return { ranges: kept.toSorted((a, b) => a.start - b.start), added };
};

/** The range cut at the given places. */
export const cutAt = (range: Range, places: readonly number[]): readonly Range[] => {
  const cuts = [range.start, ...places.filter((p) => p > range.start && p < range.end), range.end];
  return cuts.slice(1).map((end, i) => ({ start: cuts[i] ?? range.start, end }));
};
