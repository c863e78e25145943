import type { Diagnostic } from "./diagnostics.ts";

/** Longer words are not compared: nobody mistypes a name of this length into another. */
const MAX_LENGTH = 48;

/** How many letters must be put in, taken out, replaced or swapped with their neighbour (Damerau–Levenshtein). */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[to.length] ?? 0;
}

/** The candidate that was probably meant, or null if none is near. Case does not count. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > MAX_LENGTH) return null;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** A fix that puts the nearest candidate in place of the word. */
export function didYouMean(word: string, candidates: Iterable<string>): Diagnostic["fix"] {
  const meant = nearest(word, candidates);
  return meant === null ? undefined : { label: `did you mean ${meant}?`, replacement: meant };
}
