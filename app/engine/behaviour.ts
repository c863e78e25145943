/** Half-open range of releases; `until` null means "and later". Several ranges where stable branches got a backport. */
export type Span = readonly [from: string, until: string | null];

export interface Behaviour {
  /** What it is about, in a few words. */
  readonly what: string;
  /** The release that first behaved so. */
  readonly since: string;
  /** Abbreviated commit id, where it is known for certain. */
  readonly commit: string | null;
  /** One sentence for a learner. */
  readonly sentence: string;
  readonly spans: readonly Span[];
}

/** One line of the table. */
export const row = (
  spans: readonly Span[],
  what: string,
  sentence: string,
  commit: string | null = null,
): Behaviour => ({ what, since: spans[0]?.[0] ?? "", commit, sentence, spans });
