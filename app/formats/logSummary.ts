import type { LogImport } from "./logImport.ts";

/** A text and in how many rows it stands. */
export type Counted = readonly [text: string, count: number];

const MOST_CHOICES = 200;

const frequent = (counts: ReadonlyMap<string, number>): readonly Counted[] =>
  [...counts].toSorted(([, a], [, b]) => b - a).slice(0, MOST_CHOICES);

function tally(column: Uint16Array, length: number, words: readonly string[]): readonly Counted[] {
  const counts = new Uint32Array(words.length);
  for (let row = 0; row < length; row += 1) {
    const word = column[row] ?? 0;
    counts[word] = (counts[word] ?? 0) + 1;
  }
  const found = words.flatMap((word, index) =>
    word === "" || counts[index] === 0 ? [] : [[word, counts[index] ?? 0] as const],
  );
  return frequent(new Map(found));
}

/** What the rows of a log can be filtered by: calls, errnos and signals, threads; the most frequent first. */
export function choicesOf({
  rows,
}: LogImport): Readonly<Record<"calls" | "errnos" | "pids", readonly Counted[]>> {
  const pids = new Map<string, number>();
  for (let row = 0; row < rows.length; row += 1) {
    const pid = `${rows.pid[row] ?? 0}`;
    pids.set(pid, (pids.get(pid) ?? 0) + 1);
  }
  pids.delete("0");
  return {
    calls: tally(rows.call, rows.length, rows.calls.list),
    errnos: tally(rows.errno, rows.length, rows.errnos.list),
    pids: frequent(pids),
  };
}
